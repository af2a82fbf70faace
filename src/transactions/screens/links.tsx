import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";

/** What a record refers to: a link where the reader may follow it, the name where not, and words where there is none. */
export function PersonLink({ participant, name }: { readonly participant: string | null; readonly name: string | null }) {
  const { reach } = useRights();
  const me = useSuspenseQuery(sessionQuery).data.participant;
  if (participant === null) return text.facts.nobody;
  const reached = reach("people.read");
  if (reached === undefined || (reached === "own" && participant !== me)) return name ?? participant;
  return (
    <Link to="/people/$participant" params={{ participant }} className={table["link"]}>
      {name ?? participant}
    </Link>
  );
}

export function CustomerLink({ customer, name }: { readonly customer: string | null; readonly name: string | null }) {
  const { reach } = useRights();
  if (customer === null) return text.facts.none;
  if (reach("customers.read") === undefined) return name ?? customer;
  return (
    <Link to="/customers/$customer" params={{ customer }} className={table["link"]}>
      {name ?? customer}
    </Link>
  );
}

export function ProductLink({ product, name }: { readonly product: string | null; readonly name: string | null }) {
  if (product === null) return text.facts.none;
  return (
    <Link to="/products/$product" params={{ product }} className={table["link"]}>
      {name ?? product}
    </Link>
  );
}

export function TerritoryLink({ territory, name }: { readonly territory: string | null; readonly name: string | null }) {
  if (territory === null) return text.facts.none;
  return (
    <Link to="/territories/$territory" params={{ territory }} className={table["link"]}>
      {name ?? territory}
    </Link>
  );
}

/** Further attributes as facts; blank ones are left out. */
export function attributeFacts(attributes: readonly { readonly name: string; readonly value: string }[]) {
  return attributes.flatMap(({ name, value }) => (value === "" ? [] : [{ label: name, value }]));
}
