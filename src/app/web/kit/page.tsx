import type { ReactNode } from "react";
import classes from "./page.module.css";

type PageHeaderProps = { readonly title: ReactNode; readonly lead?: ReactNode; readonly above?: ReactNode; readonly beside?: ReactNode };

/** The head of every page: where one is, what it is, and what stands beside it. */
export function PageHeader({ title, lead, above, beside }: PageHeaderProps) {
  return (
    <header className={classes["header"]}>
      <div className={classes["heading"]}>
        {above}
        <h1 className={classes["title"]}>{title}</h1>
        {lead ? <div className={classes["lead"]}>{lead}</div> : null}
      </div>
      {beside ? <div className={classes["beside"]}>{beside}</div> : null}
    </header>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  beside,
  children,
  id,
}: {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}) {
  return (
    <section className={classes["section"]} id={id} aria-label={title}>
      <div className={classes["sectionHead"]}>
        <h2 className={classes["sectionTitle"]}>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  );
}

/** A quiet surface that holds a table, a drawing or a list. */
export function Panel({ children, padded = false }: { readonly children: ReactNode; readonly padded?: boolean }) {
  return (
    <div className={classes["panel"]} data-padded={padded || undefined}>
      {children}
    </div>
  );
}

/** Facts as label and value, one row on wide screens. */
export function Facts({ facts }: { readonly facts: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={classes["facts"]}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Text for screen readers only. */
export function Spoken({ children }: { readonly children: ReactNode }) {
  return <span className={classes["spoken"]}>{children}</span>;
}
