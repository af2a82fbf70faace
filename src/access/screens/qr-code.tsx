import { encodeQR } from "qr";
import classes from "./security.module.css";

/** A QR code, drawn here: what it holds is sent to nobody. Dark on light in either colour scheme, as readers expect it. */
export function QrCode({ value, label }: { readonly value: string; readonly label: string }) {
  const rows = encodeQR(value, "raw", { ecc: "medium", border: 3 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join("");
  return (
    <svg className={classes["qr"]} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
