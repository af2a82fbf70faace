import { type Day, OPEN_END, OPEN_START } from "../calendar/day.ts";
import { checkFormula } from "../formula/check.ts";
import type { EvaluationError } from "../formula/error.ts";
import { evaluate } from "../formula/evaluate.ts";
import type { CheckedFormula } from "../formula/expression.ts";
import type { Scope, Value } from "../formula/value.ts";
import { toRational } from "../money/decimal.ts";
import type { Rational } from "../money/rational.ts";
import type { FormulaScopeName } from "../plans/formula-fields.ts";
import { planScope } from "../plans/scope.ts";
import type { AttributeDeclarations, ValueType } from "../table/definition.ts";
import type { Directory } from "./crediting/directory.ts";
import type { Attributes, AttributeValue, Participant, Position } from "./inputs.ts";

/** Why a formula gave nothing: a blank name (`name` says which) or an error; as a finding's text. */
export type FormulaProblem = {
  readonly code: "attribute-missing" | "formula-error";
  readonly text: string;
  readonly message: string;
  readonly name?: string;
};
export type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FormulaProblem };

/** A number with its type, and the names that were read for it. */
export type NumberFound = { readonly value: Rational; readonly type: ValueType; readonly reads: readonly string[] };

/** What a formula's place asks for; of two types a plain number counts as the first. */
const EXPECTED = {
  Boolean: ["Boolean"],
  Percent: ["Percent"],
  Money: ["Money"],
  Number: ["Number"],
  "Money or Percent": ["Money", "Percent"],
  "Number or Percent": ["Number", "Percent"],
} as const satisfies Record<string, readonly ValueType[]>;
export type Expected = keyof typeof EXPECTED;

/** Checks each formula text once for each place. */
export class FormulaCache {
  readonly #scopes: Readonly<Record<FormulaScopeName, Scope>>;
  readonly #checked = {
    seat: new Map<Expected, Map<string, Found<CheckedFormula>>>(),
    credit: new Map<Expected, Map<string, Found<CheckedFormula>>>(),
  };

  constructor(attributes: AttributeDeclarations) {
    this.#scopes = { seat: planScope("seat", attributes), credit: planScope("credit", attributes) };
  }

  check(text: string, place: FormulaScopeName, expected: Expected): Found<CheckedFormula> {
    const texts = this.#checked[place].get(expected) ?? new Map<string, Found<CheckedFormula>>();
    this.#checked[place].set(expected, texts);
    const known = texts.get(text);
    if (known) return known;
    const check = checkFormula(text, this.#scopes[place], EXPECTED[expected]);
    const found: Found<CheckedFormula> = check.ok
      ? { ok: true, value: check.formula }
      : { ok: false, problem: { code: "formula-error", text, message: check.errors.map(({ message }) => message).join(" ") } };
    texts.set(text, found);
    return found;
  }
}

export function problemOf(text: string, error: EvaluationError): FormulaProblem {
  if (error.kind !== "blank") return { code: "formula-error", text, message: error.message };
  return { code: "attribute-missing", text, message: error.message, ...(error.name !== undefined && { name: error.name }) };
}

/** Formulas over `position.*` and `participant.*`, read for one pair on one day. */
export class SeatFormulas {
  readonly cache: FormulaCache;
  readonly #directory: Directory;

  constructor(cache: FormulaCache, directory: Directory) {
    this.cache = cache;
    this.#directory = directory;
  }

  /** Whether a condition holds; one without a value does not. */
  holds(text: string, pair: number, day: Day): boolean {
    const checked = this.cache.check(text, "seat", "Boolean");
    if (!checked.ok) return false;
    const result = evaluate(checked.value, (name) => this.read(name, pair, day));
    return result.ok && result.value === true;
  }

  /** Whether a condition is the same for everybody on every day. */
  readsNothing(text: string): boolean {
    const checked = this.cache.check(text, "seat", "Boolean");
    return checked.ok && checked.value.reads.length === 0;
  }

  number(text: string, expected: Expected, pair: number, day: Day): Found<NumberFound> {
    const checked = this.cache.check(text, "seat", expected);
    if (!checked.ok) return checked;
    const { type, reads } = checked.value;
    const result = evaluate(checked.value, (name) => this.read(name, pair, day));
    if (!result.ok) return { ok: false, problem: problemOf(text, result.error) };
    if (typeof result.value !== "object")
      return { ok: false, problem: { code: "formula-error", text, message: `It gives ${type}, not a number.` } };
    return { ok: true, value: { value: result.value, type, reads } };
  }

  /** `position.title`, `participant.commissionRate` … on a day; undefined: blank. */
  read(name: string, pair: number, day: Day): Value | undefined {
    const position = this.#directory.positions[this.#directory.pairPosition[pair] ?? -1];
    const participant = this.#directory.participants[this.#directory.pairParticipant[pair] ?? -1];
    const dot = name.indexOf(".");
    const [owner, field] = [name.slice(0, dot), name.slice(dot + 1)];
    if (owner === "position" && position) return positionField(position, field, day);
    if (owner === "participant" && participant) return participantField(participant, field, day);
    return undefined;
  }
}

function positionField(position: Position, field: string, day: Day): Value | undefined {
  switch (field) {
    case "position":
      return position.id;
    case "title":
      return position.title;
    case "role":
      return position.role;
    default:
      return attributeOn(position.attributes, field, day);
  }
}

function participantField(participant: Participant, field: string, day: Day): Value | undefined {
  switch (field) {
    case "participant":
      return participant.id;
    case "name":
      return participant.name;
    case "email":
      return participant.email;
    case "currency":
      return participant.currency;
    case "hired":
      return participant.hired === OPEN_START ? undefined : participant.hired;
    case "left":
      return participant.left === OPEN_END ? undefined : participant.left;
    default:
      return attributeOn(participant.attributes, field, day);
  }
}

function attributeOn(attributes: Attributes, name: string, day: Day): Value | undefined {
  const value = attributes.get(name)?.find(({ from, to }) => from <= day && day < to)?.value;
  return value === undefined ? undefined : formulaValue(value);
}

export function formulaValue(value: AttributeValue): Value {
  return typeof value === "object" ? toRational(value) : value;
}
