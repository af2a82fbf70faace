/** The one-time token of this page's address: it stands behind the #, which browsers send to no server. */
export function tokenOfAddress(): string {
  return decodeURIComponent(window.location.hash.slice(1));
}
