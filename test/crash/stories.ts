import { inputsOf, resultsOf } from "./content.ts";
import type { Story } from "./kills.ts";

/** A second version of the company is imported over its first. */
export const IMPORTS: Story = {
  name: "imports",
  before: ({ first }) => ["import", first],
  killed: ({ second }) => ["import", second],
  contentOf: inputsOf,
  acknowledgement: "published as change",
  resumed: /Import \d+, which was interrupted, is published/,
};

/** All periods are calculated and published. */
export const CALCULATIONS: Story = {
  name: "calculations",
  before: ({ first }) => ["import", first],
  killed: () => ["calculate", "--publish"],
  contentOf: resultsOf,
  acknowledgement: "Published as change",
  resumed: /Calculation \d+, which was interrupted, is published/,
};

export const STORIES: readonly Story[] = [IMPORTS, CALCULATIONS];
