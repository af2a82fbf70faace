// npm run bench [-- --json FILE] [name …]: the benchmarks against peers in one run. Installs what is missing.
import { installPackages } from "./setup/install.mjs";
import { ROOT } from "./setup/node24.mjs";
import { runUnderNode24 } from "./setup/run.mjs";

installPackages();
runUnderNode24(`${ROOT}bench/run.ts`, process.argv.slice(2));
