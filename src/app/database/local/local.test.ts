import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callLocal, LocalCallError } from "./call.ts";
import { contactFile, socketPath } from "./messages.ts";
import { type LocalServer, type LocalTerminal, type RunLocally, serveLocal } from "./serve.ts";

const COMMAND = { argv: ["import", "data"], cwd: "/somewhere", environment: { NO_COLOR: "1" }, showsProgress: false };
let directory: string;
let server: LocalServer | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "attain-local-"));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(directory, { recursive: true, force: true });
});

function terminal(parts: Partial<LocalTerminal> = {}): LocalTerminal & { readonly text: string[] } {
  const text: string[] = [];
  return {
    text,
    out: (piece) => text.push(`out ${piece}`),
    err: (piece) => text.push(`err ${piece}`),
    signal: new AbortController().signal,
    ...parts,
  };
}
const serve = async (run: RunLocally) => {
  server = await serveLocal(directory, run);
};

describe("local channel", () => {
  test("a command runs in the server with the terminal's folder, arguments and streams", async () => {
    const seen: unknown[] = [];
    await serve(async (command, { out, err }) => {
      seen.push(command);
      err("reading…\n");
      out("done ✓\n");
      out("x".repeat(300_000));
      return 1;
    });
    const here = terminal();
    expect(await callLocal(directory, COMMAND, here)).toBe(1);
    expect(seen).toEqual([{ ...COMMAND, interactive: false }]);
    expect(here.text).toEqual(["err reading…\n", "out done ✓\n", `out ${"x".repeat(300_000)}`]);
  });

  test("questions are asked in the terminal", async () => {
    await serve(async (_command, { ask, out }) => {
      out(String(await ask?.("Void 3 rows?")));
      out(String(await ask?.("Sure?")));
      return 0;
    });
    const asked: string[] = [];
    const here = terminal({ ask: async (question) => asked.push(question) === 1 });
    await callLocal(directory, COMMAND, here);
    expect([asked, here.text]).toEqual([
      ["Void 3 rows?", "Sure?"],
      ["out true", "out false"],
    ]);
  });

  test("Ctrl-C cancels in the server, whose answer is awaited", async () => {
    const started = Promise.withResolvers<void>();
    await serve(
      (_command, { signal, err }) =>
        new Promise((resolve) => (signal.addEventListener("abort", () => (err("cancelled\n"), resolve(130))), started.resolve())),
    );
    const controller = new AbortController();
    const here = terminal({ signal: controller.signal });
    const code = callLocal(directory, COMMAND, here);
    await started.promise;
    controller.abort();
    expect([await code, here.text]).toEqual([130, ["err cancelled\n"]]);
  });

  test("a terminal that disappears cancels its command; a server that ends tells its terminal", async () => {
    const started = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    await serve(
      (_command, { signal }) => new Promise(() => (signal.addEventListener("abort", () => cancelled.resolve()), started.resolve())),
    );
    const call = callLocal(directory, COMMAND, terminal());
    await started.promise;
    await Promise.all([expect(call).rejects.toThrow("ended before the command did"), server?.close()]);
    await cancelled.promise;
  });

  test("the token and the socket are for the user alone, and a false token is refused", async () => {
    await serve(async () => 0);
    expect([contactFile(directory), socketPath(directory)].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    writeFileSync(contactFile(directory), JSON.stringify({ path: socketPath(directory), token: "00" }));
    await expect(callLocal(directory, COMMAND, terminal())).rejects.toThrow("the token is not this server's");
  });

  test("errors say what to do", async () => {
    await expect(callLocal(directory, COMMAND, terminal())).rejects.toThrow(/takes no commands .* Try again/);
    writeFileSync(contactFile(directory), JSON.stringify({ path: socketPath(directory), token: "00" }));
    await expect(callLocal(directory, COMMAND, terminal())).rejects.toThrow(/does not answer .* Wait until it has started/);
    await serve(() => Promise.reject(new Error("disk full")));
    await expect(callLocal(directory, COMMAND, terminal())).rejects.toThrow(
      new LocalCallError("the command failed in the server: disk full"),
    );
  });

  test("a folder too deep for a socket works", async () => {
    const deep = join(directory, "d".repeat(120));
    mkdirSync(deep);
    server = await serveLocal(deep, async () => 0);
    expect(await callLocal(deep, COMMAND, terminal())).toBe(0);
    expect(socketPath(directory, "win32")).toMatch(/^\\\\\.\\pipe\\attain-[0-9a-f]{24}$/);
  });
});
