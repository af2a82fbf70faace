/**
 * Whether a pattern of a mapping stands for a file's name: `*` is any text, also none, and everything else is itself. Mappings come from
 * outside: the time grows with the product of both lengths at most, where a regular expression made of many `*` would take for ever.
 */
export function standsForName(pattern: string, name: string): boolean {
  let [inPattern, inName] = [0, 0];
  let [star, tried] = [-1, 0]; // the last * and up to where it has been taken to reach
  while (inName < name.length) {
    if (pattern[inPattern] === "*") {
      [star, tried] = [inPattern, inName];
      inPattern += 1;
    } else if (pattern[inPattern] === name[inName]) {
      inPattern += 1;
      inName += 1;
    } else if (star >= 0) {
      tried += 1;
      [inPattern, inName] = [star + 1, tried];
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern += 1;
  return inPattern === pattern.length;
}

/** Whether a file holds rows that were refused before, as `orders.rejected.csv` does those of `orders.csv`. */
export function isCorrection(name: string): boolean {
  return /\.rejected(?=\.)/i.test(name);
}

/** The file whose rows a name stands for: `orders.csv` for `orders.rejected.csv`. */
export function correctedName(name: string): string {
  return name.replace(/\.rejected(?=\.)/i, "");
}
