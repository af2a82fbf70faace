import type { Offers } from "../../app/web/kit/json-editor/completion.ts";
import type { PlanNames } from "./queries.ts";

/** Fields that hold a formula over single credits; all other formulas hold one value a seat and window. */
const OF_CREDITS = new Set(["where", "share"]);
const OF_SEATS = new Set(["rate", "amount", "at", "above", "upTo", "from", "to", "multiplier", "cap", "floor", "dealCap", "dealFloor"]);
const CALENDARS = new Set(["payPeriod", "window"]);

/** What the company and the document itself have to offer at a place of a plan. */
export function planOffers(names: PlanNames): Offers {
  return (path, document) => {
    const field = path.findLast((step) => typeof step === "string");
    const [top] = path;
    if (field === "measure") return { values: namesIn(document, "measures") };
    if (field === "of") return { values: names.of };
    if (field === "quota") return { values: names.quotas };
    if (field === "titles") return { values: names.titles };
    if (field === "credits" && top === "measures") return { values: namesIn(document, "credits") };
    if (field !== undefined && CALENDARS.has(field)) return { values: top === "measures" ? [...names.calendars, "life"] : names.calendars };
    if (top === "effective" || (top === "assigned" && field !== "where")) return {};
    if (field !== undefined && OF_CREDITS.has(field)) return { words: top === "assigned" ? names.seat : names.credit };
    return field !== undefined && OF_SEATS.has(field) ? { words: names.seat } : {};
  };
}

/** The names of a list of the document that is being written. */
function namesIn(document: unknown, list: string): string[] {
  const items: unknown = typeof document === "object" && document !== null ? Reflect.get(document, list) : undefined;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => {
    const name: unknown = typeof item === "object" && item !== null ? Reflect.get(item, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
}
