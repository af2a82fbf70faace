import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import { formatDecimal, formatSold, trimDecimals } from "../../../app/web/kit/number.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceBand } from "../trace.ts";
import { BandTable, rangeOf } from "./band-table.tsx";
import { bandShapes } from "./band-shapes.ts";
import classes from "./tier-drawing.module.css";

const HEIGHT = 112;
/** Room that a band's words need; where bands get less, the table is shown instead. */
const BAND_PIXELS_MIN = 130;

/** The bands of a rate with the part of the measure that lies in each: drawn, or as a table. */
export function TierDrawing({ bands }: { readonly bands: readonly TraceBand[] }) {
  const [wantsTable, setWantsTable] = useState(false);
  const { ref, width } = useElementSize();
  const tooNarrow = width > 0 && width < bands.length * BAND_PIXELS_MIN;
  return (
    <figure className={classes["figure"]} ref={ref}>
      {wantsTable || tooNarrow ? <BandTable bands={bands} /> : <BandBar bands={bands} width={width} />}
      {tooNarrow ? null : (
        <Button size="compact-xs" variant="default" fw={500} onClick={() => setWantsTable(!wantsTable)}>
          {wantsTable ? text.why.asDrawing : text.why.asTable}
        </Button>
      )}
    </figure>
  );
}

function BandBar({ bands, width }: { readonly bands: readonly TraceBand[]; readonly width: number }) {
  if (width === 0) return null;
  const spoken = bands.map((band) => `${rangeOf(band)}: ${band.rate}, ${formatDecimal(band.part)}`).join("; ");
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} className={classes["drawing"]} role="img" aria-label={spoken}>
      {bandShapes(bands, width).map(({ band, x, width: length, lit }) => (
        <g key={band.from} data-active={band.active || undefined} className={classes["band"]}>
          <text x={x} y="14" className={classes["rate"]}>
            {band.rate}
          </text>
          <rect x={x} y="26" width={length} height="32" rx="5" className={classes["track"]} />
          {lit ? <rect x={lit.x} y="26" width={lit.width} height="32" rx={Math.min(5, lit.width / 2)} className={classes["fill"]} /> : null}
          <text x={x} y="76" className={classes["edge"]}>
            {formatDecimal(trimDecimals(band.from))}
          </text>
          {lit ? (
            <text x={x} y="102" className={classes["sum"]}>
              {formatDecimal(trimDecimals(band.part))} × {band.rate} ={" "}
              <tspan className={classes["earned"]}>{formatSold(band.earned)}</tspan>
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
