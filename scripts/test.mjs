// npm test: installs what is missing (packages, a browser, PostgreSQL) and runs every check and test.
import { fileURLToPath } from "node:url";
import { installPackages } from "./setup/install.mjs";
import { runUnderNode24 } from "./setup/run.mjs";

installPackages();
runUnderNode24(fileURLToPath(new URL("test.ts", import.meta.url)), process.argv.slice(2));
