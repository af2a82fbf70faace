import { formatDecimal, formatSold, trimDecimals } from "../../../app/web/kit/number.ts";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceBand } from "../trace.ts";
import classes from "./tier-drawing.module.css";

/** The same figures as the drawing of bands, as a table. */
export function BandTable({ bands }: { readonly bands: readonly TraceBand[] }) {
  return (
    <div className={classes["scroll"]} tabIndex={0} role="group" aria-label={text.why.bands}>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.why.band}</th>
            <th scope="col" className={table["figure"]}>
              {text.why.rate}
            </th>
            <th scope="col" className={table["figure"]}>
              {text.why.part}
            </th>
            <th scope="col" className={table["figure"]}>
              {text.why.earned}
            </th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.from}>
              <td>
                {rangeOf(band)} {band.active ? <span className={table["quiet"]}>({text.why.active})</span> : null}
              </td>
              <td className={table["figure"]}>{band.rate}</td>
              <td className={table["figure"]}>{formatDecimal(trimDecimals(band.part))}</td>
              <td className={table["figure"]}>{formatSold(band.earned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function rangeOf(band: TraceBand): string {
  const from = formatDecimal(trimDecimals(band.from));
  return band.to === null ? text.why.from(from) : text.why.between(from, formatDecimal(trimDecimals(band.to)));
}
