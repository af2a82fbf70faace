import { Alert } from "@mantine/core";
import type { ReactNode } from "react";
import { text } from "../../app/web/kit/text.ts";
import classes from "./entrance.module.css";

type EntranceProps = {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly message?: string | undefined;
  readonly children: ReactNode;
};

/** The frame of the pages before the sign-in: the product's name, one card, one thing to do. */
export function Entrance({ title, lead, message, children }: EntranceProps) {
  return (
    <main className={classes["page"]}>
      <div className={classes["brand"]}>
        <img src="/icon.svg" alt="" width={32} height={32} />
        {text.product}
      </div>
      <div className={classes["card"]}>
        <h1 className={classes["title"]}>{title}</h1>
        {lead ? <p className={classes["lead"]}>{lead}</p> : null}
        {message ? (
          <Alert color="red" variant="light" role="alert" className={classes["message"] ?? ""}>
            {message}
          </Alert>
        ) : null}
        {children}
      </div>
    </main>
  );
}
