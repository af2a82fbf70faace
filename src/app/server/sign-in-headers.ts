/** Headers of a request cut down to what a step of signing in may see. */

/** Only the browser's name: a new session says where it was begun, and takes nothing else over. */
export function userAgentOf(headers: Headers): Headers {
  const userAgent = headers.get("user-agent");
  return new Headers(userAgent === null ? {} : { "user-agent": userAgent });
}

/** The browser's name and one of our cookies: so that a session at hand is not taken for the sign-in that waits, or the other way round. */
export function onlyCookie(headers: Headers, name: "session_token" | "two_factor"): Headers {
  const kept = userAgentOf(headers);
  const cookies = (headers.get("cookie") ?? "")
    .split(/;\s*/)
    .filter((cookie) => /^(?:__Secure-)?attain\.([a-z_]+)=/.exec(cookie)?.[1] === name);
  if (cookies.length > 0) kept.set("cookie", cookies.join("; "));
  return kept;
}

export function cookiesOf(answer: Response): readonly string[] {
  return answer.headers.getSetCookie();
}
