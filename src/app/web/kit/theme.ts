import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { text } from "./text.ts";

/** One accent on calm greys. Text on its shades 6 to 9 and the shades themselves on white reach AA contrast. */
const ink: MantineColorsTuple = [
  "#eef1fd",
  "#dde2f8",
  "#b8c2ef",
  "#919fe6",
  "#7080de",
  "#5a6cd9",
  "#4a5cd3",
  "#3b4cca",
  "#3240a8",
  "#283488",
];

/** Neutral greys for the dark scheme: a little blue, never pure black. */
const dark: MantineColorsTuple = [
  "#d5d8df",
  "#b4b9c4",
  "#8d94a3",
  "#6a7080",
  "#3c4150",
  "#2b303c",
  "#22262f",
  "#181b22",
  "#12151b",
  "#0d0f14",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: { ink, dark },
  fontFamily: '"Inter Variable", ui-sans-serif, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: '"Inter Variable", ui-sans-serif, system-ui, sans-serif', fontWeight: "600" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // The eye in the field speaks the reader's language; whether it is pressed says the state.
    PasswordInput: { defaultProps: () => ({ visibilityToggleButtonProps: { "aria-label": text.passwordField.visible } }) },
  },
});

/** The component library's own variables where its defaults miss AA contrast or our greys; ours stand in global.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfbfc",
    "--mantine-color-text": "#1c1e24",
    "--mantine-color-dimmed": "#5f6470",
    "--mantine-color-placeholder": "#6b7080",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-body": "#12151b",
    "--mantine-color-text": "#e4e6eb",
    "--mantine-color-dimmed": "#9ba2b1",
    "--mantine-color-placeholder": "#8d94a3",
    "--mantine-color-error": "#ff9a92",
  },
});
