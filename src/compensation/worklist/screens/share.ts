/** "33.5" percent as a share: "0.335". What is no percentage comes back as it is, for the server to refuse with its words. */
export function shareOfPercent(percent: string): string {
  const found = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(percent.trim());
  if (!found) return percent.trim();
  const [, whole = "", decimals = ""] = found;
  const digits = whole.padStart(3, "0");
  return `${Number(digits.slice(0, -2))}.${digits.slice(-2)}${decimals}`;
}
