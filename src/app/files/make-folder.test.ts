import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

test("makes a folder and those above it, and one that is there is left", () => {
  const root = mkdtempSync(join(tmpdir(), "attain-folder-"));
  makeFolder(join(root, "a", "b"));
  makeFolder(join(root, "a", "b"));
  expect(statSync(join(root, "a", "b")).mode & 0o777).toBe(0o700);
  rmSync(root, { recursive: true });
});

test.skipIf(!existsSync("/proc/self"))("ends where no folder can be made, and says so", () => {
  expect(() => makeFolder("/proc/attain/data")).toThrow(
    /^The folder \/proc\/attain\/data cannot be made \(ENOENT.*\)\. Name one on a disk that Attain may write to\.$/,
  );
});

test("a file in the way is named", () => {
  const root = mkdtempSync(join(tmpdir(), "attain-folder-"));
  writeFileSync(join(root, "a"), "");
  expect(() => makeFolder(join(root, "a", "b"))).toThrow(/cannot be made \(ENOTDIR/);
  rmSync(root, { recursive: true });
});
