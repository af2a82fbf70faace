import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import classes from "./as-of.module.css";
import { text } from "./text.ts";

/** The change number that the address asks for (`asOf`), or undefined for today. */
export function useAsOf(): string | undefined {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const { asOf } = search;
  return typeof asOf === "string" && asOf !== "" ? asOf : undefined;
}

/** Above every page that shows the past: which moment it is, and the way back. */
export function AsOfBar() {
  const asOf = useAsOf();
  const navigate = useNavigate();
  if (asOf === undefined) return null;
  const back = () => navigate({ to: ".", search: (search: Readonly<Record<string, unknown>>) => ({ ...search, asOf: undefined }) });
  return (
    <div className={classes["bar"]} role="note">
      <IconHistory size={18} stroke={1.7} aria-hidden="true" />
      <span className={classes["words"]}>{text.asOf.label(asOf)}</span>
      <Button variant="default" size="compact-sm" onClick={() => void back()}>
        {text.asOf.now}
      </Button>
    </div>
  );
}
