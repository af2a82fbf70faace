import { describe, expect, test } from "vitest";
import { readSettings, settingNames, SETTINGS } from "./settings.ts";

const noFiles = (path: string): string => {
  throw new Error(`ENOENT: no such file, open '${path}'`);
};

/** One usable and one unusable value of every setting, and what it needs beside it; a new setting without them fails the test. */
const VALUES = new Map<string, { readonly good: string; readonly bad?: string; readonly beside?: Record<string, string> }>([
  ["PORT", { good: "8080", bad: "eighty" }],
  ["ATTAIN_HOST", { good: "0.0.0.0" }],
  ["ATTAIN_URL", { good: "https://pay.example.com", bad: "ftp://pay.example.com" }],
  ["ATTAIN_TRUSTED_PROXIES", { good: "10.0.0.0/8,::1", bad: "10.0.0.0/8,proxy" }],
  ["ATTAIN_DATA", { good: "/var/lib/attain" }],
  ["DATABASE_URL", { good: "postgresql://attain:pass@db:5432/attain", bad: "mysql://attain:s3cret@db/attain" }],
  ["ATTAIN_SECRET", { good: "0123456789abcdef0123456789abcdef", bad: "s3cret" }],
  [
    "ATTAIN_SMTP_URL",
    { good: "smtps://mail.example.com:465", bad: "https://s3cret@mail.example.com", beside: { ATTAIN_MAIL_FROM: "pay@example.com" } },
  ],
  ["ATTAIN_MAIL_FROM", { good: "attain@example.com", bad: "Attain" }],
  ["ATTAIN_DATASETS", { good: "/srv/data" }],
]);

describe.each(settingNames())("%s", (name) => {
  const value = VALUES.get(name);

  test("is read from the environment and from the file that its _FILE names", () => {
    const direct = readSettings({ ...value?.beside, [name]: value?.good }, noFiles);
    const fromFile = readSettings({ ...value?.beside, [`${name}_FILE`]: "/run/secrets/x" }, (path) =>
      path === "/run/secrets/x" ? `${value?.good}\n` : noFiles(path),
    );
    if (!("settings" in direct) || !("settings" in fromFile)) throw new Error("refused");
    expect(String(direct.settings[name])).toBe(value?.good);
    expect(fromFile.settings).toEqual(direct.settings);
  });

  test("an unusable value is refused by name with the fix, a secret without its value", () => {
    if (value?.bad === undefined) return;
    const result = readSettings({ [name]: value.bad }, noFiles);
    if (!("problems" in result)) throw new Error("accepted");
    expect(result.problems.map((problem) => problem.name)).toEqual([name]);
    expect(result.problems[0]?.message).toContain(SETTINGS[name].fix);
    expect(result.problems[0]?.message.includes("s3cret")).toBe(false);
  });

  test("set directly and by file at once is refused", () => {
    const result = readSettings({ [name]: value?.good, [`${name}_FILE`]: "/run/secrets/x" }, () => value?.good ?? "");
    expect(result).toEqual({ problems: [{ name, message: `${name} and ${name}_FILE are both set. Keep one of them.` }] });
  });
});

test("every problem is named at once", () => {
  const result = readSettings({ PORT: "70000", DATABASE_URL: "db", ATTAIN_SECRET_FILE: "/missing" }, noFiles);
  if (!("problems" in result)) throw new Error("accepted");
  expect(result.problems.map((problem) => problem.name).sort()).toEqual(["ATTAIN_SECRET", "DATABASE_URL", "PORT"]);
});

test("nothing set gives the defaults, and a blank value counts as nothing", () => {
  const result = readSettings({ DATABASE_URL: "", PORT: "" }, noFiles);
  expect(result).toEqual({
    settings: {
      PORT: 3000,
      ATTAIN_HOST: "127.0.0.1",
      ATTAIN_TRUSTED_PROXIES: [],
      ATTAIN_DATA: "./data",
      ATTAIN_DATASETS: "../shared/data",
    },
  });
});

test("a mail server without an address to send from is refused", () => {
  expect(readSettings({ ATTAIN_SMTP_URL: "smtp://mail.example.com" }, noFiles)).toEqual({
    problems: [
      {
        name: "ATTAIN_MAIL_FROM",
        message:
          "ATTAIN_SMTP_URL is set and ATTAIN_MAIL_FROM is not. Give an address that the mail server may send from, such as attain@example.com.",
      },
    ],
  });
});
