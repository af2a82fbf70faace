// npm run campaign <name> [-- options]: long runs that are too slow for npm test. Installs what is missing.
import { existsSync } from "node:fs";
import { installPackages } from "./setup/install.mjs";
import { ROOT } from "./setup/node24.mjs";
import { runUnderNode24 } from "./setup/run.mjs";

const [name = "", ...argv] = process.argv.slice(2);
const script = `${ROOT}test/${name}/campaign.ts`;
if (!/^[a-z]+$/.test(name) || !existsSync(script)) {
  console.error(
    "Usage: npm run campaign crash [-- --kills 20 --seed N --transactions 60000], fuzz [-- --requests 20000 --seed N], access [-- --full --every N --route TEXT --wall TEXT], or pages [-- --database URL --parts homes,lists,calculation --json FILE]",
  );
  process.exit(2);
}
installPackages();
runUnderNode24(script, argv);
