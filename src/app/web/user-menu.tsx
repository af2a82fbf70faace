import { Button, NativeSelect, Popover, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, done } from "./kit/client.ts";
import { currentPreferences, keepPreferences, LANGUAGES, NUMBER_FORMATS, type Preferences } from "./kit/locale.ts";
import { formatDecimal } from "./kit/number.ts";
import { queryClient, sessionQuery } from "./kit/queries.ts";
import { text } from "./kit/text.ts";
import classes from "./user-menu.module.css";

/** Who is signed in, as what and where; colours, language and formats; the way out. */
export function UserMenu() {
  const { user, roles, company } = useSuspenseQuery(sessionQuery).data;
  const signOut = useSignOut();
  const named = roles.map((role) => text.shell.roles[role]).join(", ");
  return (
    <Popover position="top-start" width={272} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes["person"] ?? ""}>
          <span className={classes["who"]}>
            <span className={classes["name"]}>{user.name}</span>
            <span className={classes["role"]}>
              {named} · {company.name}
            </span>
          </span>
          <IconSelector size={16} stroke={1.6} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.user.open(user.name)}>
        <div className={classes["menu"]}>
          <div className={classes["email"]}>{user.email}</div>
          <ThemeChoice />
          <FormatChoices />
          <Link to="/security">{text.security.title}</Link>
          <Link to="/api/docs">{text.apiDocs.link}</Link>
          <Button variant="default" onClick={() => void signOut()}>
            {text.user.signOut}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Ends the session and leads to the sign-in page; nothing of it stays in memory. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    await done(api["sign-out"].$post());
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  };
}

const THEMES = ["auto", "light", "dark"] as const;

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      label={text.user.theme}
      value={colorScheme}
      data={THEMES.map((value) => ({ value, label: text.user.themes[value] }))}
      onChange={(event) => setColorScheme(THEMES.find((theme) => theme === event.currentTarget.value) ?? "auto")}
    />
  );
}

/** A figure that shows grouping and decimals at once. */
const SAMPLE = "1234567.89";

function FormatChoices() {
  const chosen = currentPreferences();
  const choose = (parts: Partial<Preferences>) => {
    keepPreferences({ ...chosen, ...parts });
    window.location.reload(); // every word and figure changes: the page is drawn anew
  };
  const formats = [...new Set([chosen.numberFormat, ...NUMBER_FORMATS])];
  return (
    <>
      <NativeSelect
        label={text.user.language}
        value={chosen.language}
        data={LANGUAGES.map((value) => ({ value, label: text.user.languages[value] }))}
        onChange={(event) => {
          const language = LANGUAGES.find((known) => known === event.currentTarget.value);
          if (language) choose({ language });
        }}
      />
      <NativeSelect
        label={text.user.numberFormat}
        value={chosen.numberFormat}
        data={formats.map((value) => ({ value, label: `${formatDecimal(SAMPLE, value)} (${value})` }))}
        onChange={(event) => choose({ numberFormat: event.currentTarget.value })}
      />
    </>
  );
}
