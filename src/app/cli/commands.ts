import type { CommandDefinition } from "./command.ts";
import { backupCommand } from "./commands/backup.ts";
import { calculateCommand } from "./commands/calculate.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { pay } from "./commands/pay.ts";
import { replayCommand } from "./commands/replay.ts";
import { restoreCommand } from "./commands/restore.ts";
import { serve } from "./commands/serve.ts";
import { statements } from "./commands/statements.ts";
import { verify } from "./commands/verify.ts";

/** Every command of `attain`, in the order in which help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [serve, importCommand, calculateCommand, pay, statements, exportCommand, replayCommand, verify, backupCommand, restoreCommand];
