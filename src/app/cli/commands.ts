import type { CommandDefinition } from "./command.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { serve } from "./commands/serve.ts";
import { statements } from "./commands/statements.ts";

/** Every command of `attain`, in the order in which help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [serve, importCommand, statements, exportCommand];
