import { hc } from "hono/client";
import type { Api } from "../../server/api.ts";
import type { ProblemDocument } from "../../server/kit/problem.ts";

/** The typed client of our own API: same origin, the session in its cookie. */
export const api = hc<Api>("/").api;

/** An answer that is a problem, or no answer at all. */
export class RequestFailure extends Error {
  readonly status: number;
  readonly problem: ProblemDocument | undefined;

  constructor(status: number, problem: ProblemDocument | undefined) {
    super(problem?.detail ?? `The server answered ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export type Answer<T> = { readonly ok: boolean; readonly status: number; json(): Promise<T> };

/** The body of a good answer; anything else is thrown as a RequestFailure. */
export async function bodyOf<T>(request: Promise<Answer<T>>): Promise<T> {
  const answer = await request;
  if (!answer.ok) throw new RequestFailure(answer.status, await problemOf(answer));
  return answer.json();
}

/** For answers without a body. */
export async function done(request: Promise<Answer<unknown>>): Promise<void> {
  const answer = await request;
  if (!answer.ok) throw new RequestFailure(answer.status, await problemOf(answer));
}

async function problemOf(answer: Answer<unknown>): Promise<ProblemDocument | undefined> {
  try {
    const body = await answer.json();
    return isProblem(body) ? body : undefined;
  } catch {
    return undefined; // not JSON: something between us and the server answered
  }
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body && "requestId" in body;
}
