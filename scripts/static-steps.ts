import { existsSync } from "node:fs";
import { ROOT } from "./setup/node24.mjs";
import type { Step } from "./step.ts";

const PROJECTS = ["tsconfig.json", "tsconfig.pure.json", "tsconfig.web.json"];

// One checker each: several would each work out the types of every route anew. The collector of the compiler (written in Go) runs less often.
const ONE_CHECKER = { GOMAXPROCS: "1", GOGC: "400" };

/** Everything that is checked without running the program. */
export const STATIC_STEPS: readonly Step[] = [
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"], environment: ONE_CHECKER },
  ...PROJECTS.filter((project) => existsSync(ROOT + project)).map((project) => ({
    name: `types (${project})`,
    command: ["tsc", "--noEmit", "--checkers", "1", "-p", project],
    environment: { GOGC: ONE_CHECKER.GOGC },
  })),
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "house (imports, purity, sizes, glossary, words)", command: ["node", "scripts/house.ts"] },
  { name: "dead code", command: ["knip", "--no-progress"] },
];
