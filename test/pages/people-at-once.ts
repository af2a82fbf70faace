import { seeded } from "../../bench/engine/data.ts";

/** One person who clicks through pages: the paths that pages ask for, in turn. */
export type Clicking = { readonly cookie: string; readonly who: string; readonly paths: readonly string[] };

export type PathTimes = {
  readonly path: string;
  readonly requests: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly failed: number;
};

/**
 * Lets all people ask at once, each one request after the other with a pause between them that is drawn from the seed, around `pauseMs`,
 * for `seconds`. Times go from the request to the last byte of the answer.
 */
export async function peopleAtOnce(
  origin: string,
  people: readonly Clicking[],
  { pauseMs, seconds, seed }: { readonly pauseMs: number; readonly seconds: number; readonly seed: number },
): Promise<PathTimes[]> {
  const times = new Map<string, { readonly ms: number; readonly failed: boolean }[]>();
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    people.map(async ({ cookie, who, paths }, person) => {
      const random = seeded(seed + person);
      await pause(pauseMs * random());
      for (let turn = person; performance.now() < until; turn += 1) {
        const path = paths[turn % paths.length] ?? "/api/home";
        const found = await ask(`${origin}${path}`, cookie);
        const key = `${who} ${path}`;
        times.set(key, [...(times.get(key) ?? []), found]);
        await pause(pauseMs * (0.5 + random()));
      }
    }),
  );
  return [...times].map(([path, found]) => summary(path, found)).sort((a, b) => b.p95Ms - a.p95Ms);
}

export async function ask(address: string, cookie: string): Promise<{ readonly ms: number; readonly failed: boolean }> {
  const began = performance.now();
  const response = await fetch(address, { headers: { cookie } });
  await response.arrayBuffer();
  return { ms: performance.now() - began, failed: !response.ok };
}

export function summary(path: string, found: readonly { readonly ms: number; readonly failed: boolean }[]): PathTimes {
  const sorted = found.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    path,
    requests: found.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    maxMs: sorted.at(-1) ?? 0,
    failed: found.filter(({ failed }) => failed).length,
  };
}

function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
