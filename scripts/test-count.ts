import { z } from "zod";

const REPORT = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export type TestCount = { readonly passed: number; readonly failed: readonly string[]; readonly notRun: readonly string[] };

/** Reads vitest's JSON report. A file that fails before its first test counts as one failure. */
export function countTests(report: string): TestCount {
  let passed = 0;
  const failed: string[] = [];
  const notRun: string[] = [];
  for (const file of REPORT.parse(JSON.parse(report)).testResults) {
    const failedBefore = failed.length;
    for (const { fullName, status } of file.assertionResults) {
      if (status === "passed") passed += 1;
      else if (status === "failed") failed.push(`${fullName} (${file.name})`);
      else notRun.push(`${fullName} (${file.name})`);
    }
    if (file.status === "failed" && failed.length === failedBefore) failed.push(file.name);
  }
  return { passed, failed, notRun };
}

/** The last line of a test run, such as "1204 passed, 0 failed, 2 not run". */
export function summary(passed: number, failed: number, notRun: number): string {
  return `${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} not run` : ""}`;
}
