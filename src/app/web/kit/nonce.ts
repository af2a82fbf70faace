import { setNonce } from "get-nonce";

/** The nonce of this page: styles that a library writes carry it, as the content security policy asks. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}

/** Tells it to the libraries that cannot be told another way (the one that keeps the page still behind a dialog). */
export function shareNonce(): void {
  setNonce(pageNonce());
}
