#!/usr/bin/env node
// The command `attain`. Runs on any Node from 20: under an older one than 24 it starts the Node 24 that npm installed.
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { ROOT } from "../scripts/setup/node24.mjs";
import { endWithParent, runUnderNode24 } from "../scripts/setup/run.mjs";

const main = fileURLToPath(new URL("../src/app/cli/main.ts", import.meta.url));

if (!existsSync(`${ROOT}node_modules/commander/package.json`)) {
  console.error(`The packages are not installed. Run "npm ci" in ${ROOT} and run the command again.`);
  process.exit(2);
}
if (Number(process.versions.node.split(".")[0]) >= 24) {
  endWithParent();
  module.enableCompileCache?.();
  await import(main);
} else {
  runUnderNode24(fileURLToPath(import.meta.url), process.argv.slice(2));
}
