import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { WhyAddress } from "./queries.ts";

type NodeLinkProps = {
  readonly id: string;
  readonly address: WhyAddress;
  readonly label: ReactNode;
  readonly className?: string | undefined;
};

/** Leads to another node of the same explanation. */
export function NodeLink({ id, address, label, className }: NodeLinkProps) {
  const { participant, period, set, currency } = address;
  const search = { ...(set === undefined ? {} : { set }), ...(currency === undefined ? {} : { currency }), node: id };
  return (
    <Link to="/statements/$participant/$period/why" params={{ participant, period }} search={search} className={className}>
      {label}
    </Link>
  );
}
