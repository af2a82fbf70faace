import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { NONCE_PLACEHOLDER } from "./src/app/server/web-files.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The web app: built into dist/web, served by Attain's own server. Tests have vitest.config.ts, since `root` would hide them. */
export default defineConfig({
  root: path("src/app/web"),
  publicDir: path("src/app/web/public"),
  plugins: [react()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    outDir: path("dist/web"),
    emptyOutDir: true,
    assetsInlineLimit: 0, // everything is a file of our own origin
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
