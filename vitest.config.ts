import { defineConfig } from "vitest/config";

const longTest = { setupFiles: ["test/support/seed.ts"], testTimeout: 120_000, hookTimeout: 120_000 };
const ONE_BY_ONE = ["test/journeys/**/*.test.ts", "test/crash/**/*.test.ts"];

/** Unit tests stand beside the code; what crosses folders stands in test/ and conformance/. What a busy machine would disturb (browser, crash) comes last and one by one. */
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
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...longTest,
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: ONE_BY_ONE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...longTest,
          name: "journeys",
          include: ONE_BY_ONE,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
