// node scripts/with-node24.mjs <script> [argument …]: installs what is missing and runs a script of the project under Node 24.
import { resolve } from "node:path";
import { installPackages } from "./setup/install.mjs";
import { ROOT } from "./setup/node24.mjs";
import { runUnderNode24 } from "./setup/run.mjs";

const [script, ...argv] = process.argv.slice(2);
if (script === undefined) {
  console.error("Usage: node scripts/with-node24.mjs <script> [argument …]");
  process.exit(2);
}
installPackages();
runUnderNode24(resolve(ROOT, script), argv);
