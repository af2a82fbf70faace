import { z } from "zod";

/** A setting of the environment: its schema, and what a person does when it is wrong. */
type Setting<S extends z.ZodType = z.ZodType> = {
  readonly schema: S;
  readonly help: string;
  readonly fix: string;
  readonly secret?: boolean;
};

function setting<S extends z.ZodType>(definition: Setting<S>): Setting<S> {
  return definition;
}

/** Every setting of Attain, in the order of docs/operations.md. Each can also be read from the file that `<NAME>_FILE` names. */
export const SETTINGS = {
  PORT: setting({
    schema: z.coerce.number().int().min(0).max(65_535).default(3000),
    help: "Port of the web app and API; 0 takes a free one",
    fix: "Give a whole number from 0 to 65535, such as 3000",
  }),
  ATTAIN_HOST: setting({
    schema: z.string().min(1).default("127.0.0.1"),
    help: "Address to listen on; 0.0.0.0 lets other machines in",
    fix: "Give an address of this machine, such as 127.0.0.1 or 0.0.0.0",
  }),
  ATTAIN_URL: setting({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    help: "Address under which people open the app, when it stands behind a proxy",
    fix: "Give the full address, such as https://pay.example.com",
  }),
  ATTAIN_TRUSTED_PROXIES: setting({
    schema: z
      .string()
      .default("")
      .transform((text) => text.split(",").flatMap((each) => each.trim() || []))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], "names what is no address"))),
    help: "Proxies whose X-Forwarded-For is believed, so that limits count each person's own network",
    fix: "Give addresses or ranges with commas between them, such as 127.0.0.1,10.0.0.0/8",
  }),
  ATTAIN_DATA: setting({
    schema: z.string().min(1).default("./data"),
    help: "Data directory of the embedded database",
    fix: "Name a directory that Attain may write to, such as ./data",
  }),
  DATABASE_URL: setting({
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    help: "PostgreSQL server (15 or newer) that replaces the embedded database",
    fix: "Give postgresql://user:password@host:5432/database, or leave it out for the embedded database",
    secret: true,
  }),
  ATTAIN_SECRET: setting({
    schema: z.string().min(32).optional(),
    help: "Secret that signs sessions; made and kept beside the data when it is left out",
    fix: "Give at least 32 random characters, for instance from: openssl rand -base64 32",
    secret: true,
  }),
  ATTAIN_SMTP_URL: setting({
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    help: "Mail server for invitations and password resets; without it mails stand in the outbox under Sign-ins",
    fix: "Give smtp://user:password@host:587 or smtps://user:password@host:465, and ATTAIN_MAIL_FROM with it",
    secret: true,
  }),
  ATTAIN_MAIL_FROM: setting({
    schema: z.email().optional(),
    help: "Address that mails come from; needed with ATTAIN_SMTP_URL",
    fix: "Give an address that the mail server may send from, such as attain@example.com",
  }),
  ATTAIN_DATASETS: setting({
    schema: z.string().min(1).default("../shared/data"),
    help: "Folder in which tests and examples find the real data sets",
    fix: "Name the folder that holds adventureworks, maven-crm …",
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;

const SHAPE = z.object({
  PORT: SETTINGS.PORT.schema,
  ATTAIN_HOST: SETTINGS.ATTAIN_HOST.schema,
  ATTAIN_URL: SETTINGS.ATTAIN_URL.schema,
  ATTAIN_TRUSTED_PROXIES: SETTINGS.ATTAIN_TRUSTED_PROXIES.schema,
  ATTAIN_DATA: SETTINGS.ATTAIN_DATA.schema,
  DATABASE_URL: SETTINGS.DATABASE_URL.schema,
  ATTAIN_SECRET: SETTINGS.ATTAIN_SECRET.schema,
  ATTAIN_SMTP_URL: SETTINGS.ATTAIN_SMTP_URL.schema,
  ATTAIN_MAIL_FROM: SETTINGS.ATTAIN_MAIL_FROM.schema,
  ATTAIN_DATASETS: SETTINGS.ATTAIN_DATASETS.schema,
} satisfies { [Name in SettingName]: z.ZodType });
export type Settings = Readonly<z.output<typeof SHAPE>>;

/** One setting that cannot be used, in a sentence with its fix. Secrets are never shown. */
export type SettingProblem = { readonly name: SettingName; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;
type ReadFile = (path: string) => string;

/**
 * Reads all settings at once. Gives either the settings or every problem, never the first only.
 * A blank value counts as left out, as in a `.env` file.
 */
export function readSettings(
  environment: Environment,
  readFile: ReadFile,
): { readonly settings: Settings } | { readonly problems: readonly SettingProblem[] } {
  const raw = new Map<string, string>();
  const problems: SettingProblem[] = [];
  for (const name of settingNames()) {
    const found = readOne(name, environment, readFile);
    if ("message" in found) problems.push({ name, message: found.message });
    else if (found.value !== undefined) raw.set(name, found.value);
  }
  const parsed = SHAPE.safeParse(Object.fromEntries(raw));
  if (parsed.success && problems.length === 0) return withoutHalf(parsed.data);
  for (const issue of parsed.error?.issues ?? []) {
    const name = settingNames().find((known) => known === issue.path[0]);
    if (name)
      problems.push({ name, message: `${name}${shown(name, raw.get(name))} is not usable: ${issue.message}. ${SETTINGS[name].fix}.` });
  }
  return { problems };
}

/** A mail server without an address to send from is half a setting. */
function withoutHalf(settings: Settings): ReturnType<typeof readSettings> {
  if (settings.ATTAIN_SMTP_URL === undefined || settings.ATTAIN_MAIL_FROM !== undefined) return { settings };
  const message = `ATTAIN_SMTP_URL is set and ATTAIN_MAIL_FROM is not. ${SETTINGS.ATTAIN_MAIL_FROM.fix}.`;
  return { problems: [{ name: "ATTAIN_MAIL_FROM", message }] };
}

export function settingNames(): readonly SettingName[] {
  return Object.keys(SETTINGS).filter((name): name is SettingName => name in SETTINGS);
}

function readOne(
  name: SettingName,
  environment: Environment,
  readFile: ReadFile,
): { readonly value: string | undefined } | { readonly message: string } {
  const value = environment[name] || undefined;
  const path = environment[`${name}_FILE`] || undefined;
  if (path === undefined) return { value };
  if (value !== undefined) return { message: `${name} and ${name}_FILE are both set. Keep one of them.` };
  try {
    return { value: readFile(path).trim() };
  } catch (error) {
    return {
      message: `${name}_FILE names ${path}, which cannot be read (${error instanceof Error ? error.message : String(error)}). Name a readable file that holds the value.`,
    };
  }
}

function shown(name: SettingName, value: string | undefined): string {
  return value === undefined || SETTINGS[name].secret ? "" : ` (${JSON.stringify(value)})`;
}
