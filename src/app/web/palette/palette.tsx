import { lazy, Suspense, useEffect, useState } from "react";

const PaletteDialog = lazy(() => import("./palette-dialog.tsx"));

let show: (() => void) | undefined;

/** Opens the way to find anything; it is loaded when it is first asked for. */
export function openPalette(): void {
  show?.();
}

export function Palette() {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    show = () => setAsked((times) => times + 1);
  }, []);
  return asked > 0 ? (
    <Suspense>
      <PaletteDialog asked={asked} />
    </Suspense>
  ) : null;
}
