// npm start: installs what is missing and serves Attain.
import { fileURLToPath } from "node:url";
import { installPackages } from "./setup/install.mjs";
import { runUnderNode24 } from "./setup/run.mjs";

installPackages();
runUnderNode24(fileURLToPath(new URL("../bin/attain.mjs", import.meta.url)), ["serve", ...process.argv.slice(2)]);
