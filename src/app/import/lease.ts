import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** How long a claim holds without a sign of life. */
export const LEASE_SECONDS = 60;

/** Names this process in a claim: another one on the same machine can tell whether it still lives. */
export const OWNER = `${hostname()} ${process.pid} ${randomUUID()}`;

/** Whether the process that claimed something on this machine has ended. False when it cannot be known. */
export function hasEnded(owner: string): boolean {
  const [host, pid, run] = owner.split(" ");
  if (host !== hostname() || pid === undefined) return false;
  if (Number(pid) === process.pid) return run !== OWNER.split(" ")[2];
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
