import { randomFillSync } from "node:crypto";
import type { Clock, Log, Randomness } from "./kit/ports.ts";

/** The real clock, randomness and log of a running server. */
export const systemClock: Clock = { nowMs: () => Date.now() };

export const systemRandomness: Randomness = { bytes: (count) => randomFillSync(new Uint8Array(count)) };

/** JSON lines on stderr, so that stdout stays for results. */
export function jsonLog(clock: Clock): Log {
  return (line) => process.stderr.write(`${JSON.stringify({ time: new Date(clock.nowMs()).toISOString(), ...line })}\n`);
}
