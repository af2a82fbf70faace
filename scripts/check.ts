// npm run check: types, lint, format, the checks of the house and dead code, without the tests.
import { runSteps } from "./step.ts";
import { STATIC_STEPS } from "./static-steps.ts";

const results = await runSteps(STATIC_STEPS, 2);
const failed = results.filter((result) => result.code !== 0).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
