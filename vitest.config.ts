import { defineConfig } from "vitest/config";

/** Unit tests stand beside the code; what crosses folders stands in test/ and conformance/. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "conformance/**/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
