import { Link } from "@tanstack/react-router";
import table from "../../app/web/kit/table.module.css";

/** A person by name, leading to their page. */
export function PersonName({ participant, name }: { readonly participant: string; readonly name: string }) {
  return (
    <Link to="/people/$participant" params={{ participant }} className={table["link"]}>
      {name}
    </Link>
  );
}

/** A seat by its title, leading to its page. */
export function SeatName({ position, title }: { readonly position: string; readonly title: string | null }) {
  return (
    <Link to="/positions/$position" params={{ position }} className={table["link"]}>
      {title ?? position}
    </Link>
  );
}
