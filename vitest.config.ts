import { defineConfig } from "vitest/config";

/** Unit tests stand beside the code; what crosses folders stands in test/: journeys in a browser, crashes, whole commands. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          setupFiles: ["test/support/seed.ts"],
          include: ["src/**/*.test.{ts,tsx}", "conformance/**/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          isolate: false, // files of one worker share what they import: loading it anew for each cost about a fifth of the time
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "journeys",
          setupFiles: ["test/support/seed.ts"],
          globalSetup: ["test/support/run-folder.ts"],
          include: ["test/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
