import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceReference } from "../trace.ts";
import type { WhyAddress } from "./queries.ts";
import classes from "./references.module.css";

type ReferencesProps = { readonly references: readonly TraceReference[]; readonly address: WhyAddress };

/** The records that were read, each as a link to it. */
export function References({ references, address }: ReferencesProps) {
  return (
    <ul className={classes["list"]}>
      {references.map((reference) => (
        <li key={`${reference.type} ${reference.id}`} className={classes["reference"]}>
          <span className={classes["type"]}>{text.why.reference[reference.type]}</span>
          <ReferenceLink reference={reference} address={address} />
        </li>
      ))}
    </ul>
  );
}

function ReferenceLink({ reference, address }: { readonly reference: TraceReference; readonly address: WhyAddress }): ReactNode {
  const { type, id, label } = reference;
  if (type === "transaction" || type === "split") {
    const [source = "", transaction = "", line = ""] = id.split("/");
    return (
      <Link to="/transactions/$source/$transaction/$line" params={{ source, transaction, line }}>
        {label}
      </Link>
    );
  }
  if (type === "plan") {
    const [plan = "", version = "", component] = id.split("/");
    return (
      <Link
        to="/plans/$plan/$version"
        params={{ plan, version }}
        search={address.set === undefined ? {} : { set: address.set }}
        {...(component === undefined ? {} : { hash: component })}
      >
        {label}
      </Link>
    );
  }
  if (type === "quota" || type === "attribute" || type === "participant" || type === "position")
    return (
      <Link
        to="/people/$participant"
        params={{ participant: address.participant }}
        hash={type === "quota" ? "quotas" : type === "attribute" ? "attributes" : "seats"}
      >
        {label}
      </Link>
    );
  return label;
}
