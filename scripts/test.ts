// npm test: every check and every test, and at the end how many passed, failed and could not run.
import { mkdirSync, readFileSync } from "node:fs";
import { ensurePrograms } from "./setup/debian.ts";
import { ROOT } from "./setup/node24.mjs";
import { STATIC_STEPS } from "./static-steps.ts";
import { runStep, runSteps } from "./step.ts";
import { countTests, summary } from "./test-count.ts";

for (const missing of ensurePrograms()) console.error(missing);

const steps = await runSteps(STATIC_STEPS, 2);

mkdirSync(`${ROOT}.cache`, { recursive: true });
const report = `${ROOT}.cache/tests.json`;
const vitest = ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
const run = await runStep({ name: "tests", command: vitest }, (text) => process.stdout.write(text));

const tests = countTests(readFileSync(report, "utf8"));
const failedSteps = steps.filter((step) => step.code !== 0).map((step) => step.name);
for (const name of tests.notRun) console.log(`not run: ${name}`);
for (const name of [...failedSteps, ...tests.failed]) console.log(`FAILED: ${name}`);

const strict = Boolean(process.env["CI"]);
const failed = failedSteps.length + tests.failed.length;
console.log(summary(steps.length - failedSteps.length + tests.passed, failed, tests.notRun.length));
if (strict && tests.notRun.length > 0)
  console.log(
    "With CI set, a test that is not run counts as a failure: give it what it needs (a data set in ATTAIN_DATASETS, Chromium, PostgreSQL).",
  );
process.exitCode = failed > 0 || run.code !== 0 || (strict && tests.notRun.length > 0) ? 1 : 0;
