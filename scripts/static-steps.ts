import { existsSync } from "node:fs";
import { ROOT } from "./setup/node24.mjs";
import type { Step } from "./step.ts";

const PROJECTS = ["tsconfig.json", "tsconfig.pure.json", "tsconfig.web.json"];

/** Everything that is checked without running the program. */
export const STATIC_STEPS: readonly Step[] = [
  ...PROJECTS.filter((project) => existsSync(ROOT + project)).map((project) => ({
    name: `types (${project})`,
    command: ["tsc", "--noEmit", "-p", project],
  })),
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "house (imports, purity, sizes, glossary, words)", command: ["node", "scripts/house.ts"] },
  { name: "dead code", command: ["knip", "--no-progress"] },
];
