import { formatDecimal } from "../../app/web/kit/number.ts";

/** Words of a plan's formulas by their path, as the server gives them. */
export type FormulaTexts = {
  /** A rate or another formula as it stands: "5 %", "participant commission rate × 1.5". */
  readonly plain: (path: string, formula: string) => string;
  /** The same as money of the plan: "2,000 USD". */
  readonly money: (path: string, formula: string) => string;
};

/** Plain numbers in the reader's own way of writing, everything else in the server's words. */
export function formulaTexts(words: Readonly<Record<string, string>>, currency: string): FormulaTexts {
  const said = new Map(Object.entries(words));
  const plain = (path: string, formula: string): string => {
    const [, figure, percent] = /^\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(formula) ?? [];
    if (figure === undefined) return said.get(path) ?? formula;
    return percent === "%" ? `${formatDecimal(figure)} %` : formatDecimal(figure);
  };
  return {
    plain,
    money: (path, formula) => (/^\s*-?\d+(\.\d+)?\s*$/.test(formula) ? `${plain(path, formula)} ${currency}` : plain(path, formula)),
  };
}
