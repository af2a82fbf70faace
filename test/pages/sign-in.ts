import { PASSWORD } from "../support/server.ts";
import { cookieFrom } from "../support/server.ts";
import { type CompanyName, emailOf } from "./companies.ts";

/** Signs a person of a company in over HTTP and gives the session cookie. */
export async function cookieOf(origin: string, company: CompanyName, person: string): Promise<string> {
  const response = await fetch(`${origin}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email: emailOf(company, person), password: PASSWORD }),
  });
  const cookie = cookieFrom(response);
  if (cookie === "") throw new Error(`${person} of ${company} cannot sign in: ${response.status} ${await response.text()}`);
  return cookie;
}
