import { Button } from "@mantine/core";
import { useState } from "react";
import { formatDecimal } from "../../../app/web/kit/number.ts";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceBand } from "../trace.ts";
import { bandShapes } from "./band-shapes.ts";
import classes from "./tier-drawing.module.css";

const WIDTH = 1000;
const HEIGHT = 132;

/** The bands of a rate with the part of the measure that lies in each: drawn, or as a table. */
export function TierDrawing({ bands }: { readonly bands: readonly TraceBand[] }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes["figure"]}>
      {asTable ? <BandTable bands={bands} /> : <BandBar bands={bands} />}
      <Button size="compact-xs" variant="subtle" onClick={() => setAsTable(!asTable)}>
        {asTable ? text.why.asDrawing : text.why.asTable}
      </Button>
    </figure>
  );
}

function BandBar({ bands }: { readonly bands: readonly TraceBand[] }) {
  const shapes = bandShapes(bands, WIDTH);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes["drawing"]} role="img" aria-label={bands.map((band) => `${rangeOf(band)}: ${band.rate}, ${formatDecimal(band.part)}`).join("; ")}>
      {shapes.map(({ band, x, width, filled }) => (
        <g key={band.from} data-active={band.active || undefined} className={classes["band"]}>
          <rect x={x} y="44" width={width} height="36" rx="6" className={classes["track"]} />
          {filled > 0 ? <rect x={x} y="44" width={filled} height="36" rx="6" className={classes["fill"]} /> : null}
          <text x={x + 4} y="30" className={classes["rate"]}>
            {band.rate}
          </text>
          <text x={x + 4} y="102" className={classes["edge"]}>
            {formatDecimal(band.from)}
          </text>
          {filled > 0 ? (
            <text x={x + 4} y="124" className={classes["earned"]}>
              {formatDecimal(band.earned)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

function BandTable({ bands }: { readonly bands: readonly TraceBand[] }) {
  return (
    <div className={table["scroll"]}>
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
                {rangeOf(band)} {band.active ? <span className={table["quiet"]}>{text.why.active}</span> : null}
              </td>
              <td className={table["figure"]}>{band.rate}</td>
              <td className={table["figure"]}>{formatDecimal(band.part)}</td>
              <td className={table["figure"]}>{formatDecimal(band.earned)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rangeOf(band: TraceBand): string {
  return band.to === null ? text.why.from(formatDecimal(band.from)) : text.why.between(formatDecimal(band.from), formatDecimal(band.to));
}
