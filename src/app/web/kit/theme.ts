import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** One accent on calm greys. Text on its shades 6 to 9 and the shades themselves on white reach AA contrast. */
const ink: MantineColorsTuple = ["#eef1fd", "#dde2f8", "#b8c2ef", "#919fe6", "#7080de", "#5a6cd9", "#4a5cd3", "#3b4cca", "#3240a8", "#283488"];

/** Neutral greys for the dark scheme: a little blue, never pure black. */
const dark: MantineColorsTuple = ["#d5d8df", "#b4b9c4", "#8d94a3", "#6a7080", "#3c4150", "#2b303c", "#22262f", "#181b22", "#12151b", "#0d0f14"];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink, dark },
  fontFamily: '"Inter Variable", ui-sans-serif, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: '"Inter Variable", ui-sans-serif, system-ui, sans-serif', fontWeight: "600" },
  defaultRadius: "md",
  cursorType: "pointer",
  autoContrast: true,
});
