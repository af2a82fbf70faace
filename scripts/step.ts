import { spawn } from "node:child_process";
import { ROOT } from "./setup/node24.mjs";

/** One program of a check or test run. */
export type Step = { readonly name: string; readonly command: readonly string[]; readonly environment?: Readonly<Record<string, string>> };

export type StepResult = { readonly name: string; readonly code: number; readonly output: string; readonly seconds: number };

/** Runs a program of node_modules/.bin, or Node itself, in the project's root and collects what it prints. */
export function runStep(step: Step, show: (text: string) => void = () => {}): Promise<StepResult> {
  const started = process.hrtime.bigint();
  const [program = "", ...argv] = step.command;
  const file = program === "node" ? process.execPath : `${ROOT}node_modules/.bin/${program}`;
  const path = `${ROOT}node_modules/.bin:${process.env["PATH"] ?? ""}`;
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(file, argv, {
      cwd: ROOT,
      env: { ...process.env, ...step.environment, PATH: path },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = (code: number) => {
      resolve({ name: step.name, code, output, seconds: Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000 });
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        show(text);
      });
    child.on("error", (error) => {
      output += error.message;
      end(2);
    });
    child.on("close", (code) => end(code ?? 2));
  });
}

/** Runs steps, `width` at a time, and reports each when it ends: one line when it passed, all its output when it failed. */
export async function runSteps(steps: readonly Step[], width: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      console.log(`${result.code === 0 ? "ok    " : "FAILED"} ${result.name} (${result.seconds.toFixed(1)} s)`);
      if (result.code !== 0) console.log(result.output.replace(/^/gm, "       "));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
