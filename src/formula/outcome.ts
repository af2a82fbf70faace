import type { EvaluationErrorKind } from "./error.ts";
import type { Value } from "./value.ts";

/** Why a part of a formula has no value. `from` and `to` are added where the part is known. */
export class Failure {
  readonly kind: EvaluationErrorKind;
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly name: string | undefined;

  constructor(kind: EvaluationErrorKind, message: string, place: { from: number; to: number; name?: string } = { from: -1, to: -1 }) {
    this.kind = kind;
    this.message = message;
    this.from = place.from;
    this.to = place.to;
    this.name = place.name;
  }

  /** The same failure at a place, unless it already has one. */
  at(span: { readonly from: number; readonly to: number }): Failure {
    if (this.from >= 0) return this;
    const place = { from: span.from, to: span.to };
    return new Failure(this.kind, this.message, this.name === undefined ? place : { ...place, name: this.name });
  }
}

/** A value, or why there is none. A failure passes through every operator that needs the value. */
export type Outcome = Value | Failure;

/** An argument that is evaluated when asked for, so that IF reads only the branch it takes. */
export type Lazy = () => Outcome;
