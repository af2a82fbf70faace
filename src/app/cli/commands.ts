import type { CommandDefinition } from "./command.ts";

/** Every command of `attain`, in the order in which help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [];
