import { HTTPException } from "hono/http-exception";
import type { ZodError } from "zod";
import { Problem, type ProblemPlace } from "./problem.ts";

/** Values of a request that only the database finds impossible: numeric_value_out_of_range, datetime_field_overflow, character_not_in_repertoire, untranslatable_character. */
const OUT_OF_RANGE = new Set(["22003", "22008", "22021", "22P05"]);

/** Any thrown value as the problem that the caller may see; what is not ours to show becomes `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) return problemOfHttpException(error);
  const sqlState = sqlStateOf(error);
  if (sqlState !== undefined && OUT_OF_RANGE.has(sqlState))
    return new Problem(
      "invalid-input",
      "A value is beyond what can be kept: a number, a day, or a text with a character that has no place in it",
    );
  if (sqlState === "42501") return new Problem("not-permitted", "The database refused this to your role");
  return new Problem("internal");
}

/** Hono throws 400 for a body that does not parse and 413 for one over the limit. */
function problemOfHttpException(error: HTTPException): Problem {
  if (error.status === 400) return new Problem("malformed-json", "The body is not valid JSON");
  if (error.status === 413) return new Problem("too-large");
  if (error.status === 415) return new Problem("unsupported-media-type");
  return new Problem("internal");
}

/** The five characters of a PostgreSQL error, from either driver. */
function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** A failed declaration check as a problem that names each wrong field. `target` is where it stood: json, query, param. */
export function problemOfValidation(target: string, error: ZodError): Problem {
  const root = target === "json" ? "body" : target;
  const errors: ProblemPlace[] = error.issues.flatMap((issue) => {
    const place = [root, ...issue.path.map(String)].join(".");
    if (issue.code !== "unrecognized_keys") return [{ place, message: issue.message }];
    return issue.keys.map((key) => ({
      place: `${place}.${key}`,
      message: target === "query" ? "There is no such parameter" : "There is no such field",
    }));
  });
  const [first] = errors;
  return new Problem("invalid-input", first ? `${first.place}: ${first.message}` : undefined, { errors });
}
