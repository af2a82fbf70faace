import { keyOfHeader } from "../../access/api-keys/key.ts";
import { Problem } from "./kit/problem.ts";

/** Headers of every answer. Pages get a policy with their nonce on top (see `pagePolicy`). */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["x-frame-options", "DENY"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
];

/** For a year browsers come by https only, once they have. */
export const ONLY_HTTPS = ["strict-transport-security", "max-age=31536000"] as const;

/** For answers that are not pages: nothing in them may run or load. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * The content security policy of a page: only our own origin, no inline script at all, and styles inline only with this
 * page's nonce (the component library writes its variables into a style element).
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that a browser sends from another site. Browsers always say where such a request comes
 * from (Sec-Fetch-Site, Origin); programs that say neither carry no cookie of a visitor.
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (keyOfHeader(request.headers.get("authorization")) !== undefined) return; // no page of another site can send it, and cookies do not count beside it
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") throw new Problem("cross-site");
  const origin = request.headers.get("origin");
  if (origin !== null && !isSameHost(origin, request.headers.get("host"))) throw new Problem("cross-site");
}

function isSameHost(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
