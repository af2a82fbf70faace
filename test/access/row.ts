import type { Permission } from "../../src/access/permissions.ts";
import type { Names } from "./people.ts";

/** The values that lead a route to something of a person. */
export type Request = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; text as it is. */
  readonly body?: Readonly<Record<string, unknown>> | string;
};

/**
 * What the access matrix must know of a route beside its declaration; a route without one fails the matrix.
 * - rows "participant": what it reads or writes belongs to a participant: `to` leads to a person's.
 * - rows "company": to the company as a whole; `to` leads to a person's part of it where the route can name one.
 * - rows "caller": to the caller's own sign-in, or to whoever holds a link; `to` tries somebody else's.
 * - rows "none": it touches no row, or is open to all; `guard` says what stands there instead.
 */
export type MatrixRow =
  | {
      readonly rows: "participant" | "company" | "caller";
      readonly to: (names: Names) => Request;
      /** The permission that says whose rows an answer may hold, where the route's own is everybody's. */
      readonly judgedBy?: Permission;
      /** Beside the own, administrators who are signed in (not their API keys) see the whole company's. */
      readonly administrators?: true;
      /** Tables that whoever may call it changes, beside `changes` and `history`; a change elsewhere is a leak. Reading routes have none. */
      readonly writes?: readonly string[];
    }
  | { readonly rows: "none"; readonly guard: string };

/** By method and path, as the specification writes them. */
export type MatrixRows = Readonly<Record<string, MatrixRow>>;

export const anybody = (): Request => ({});
