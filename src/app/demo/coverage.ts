import { type Day, OPEN_END } from "../../calendar/day.ts";
import { PATCHES } from "./territories.ts";
import { quarterAt, type Timeline } from "./timeline.ts";

/** Which seat covers a territory on the days [from, to). */
export type Coverage = { readonly territory: string; readonly seat: string; readonly from: Day; readonly to: Day };

/** From this quarter on two account executives of US Central have changed their patches, in the middle of the year. */
const CHANGED = { quarter: 6, patches: ["great-lakes", "ontario"] } as const;

/** The coverage of every patch by account executives. */
export function coverageOf(timeline: Timeline): readonly Coverage[] {
  const changed = quarterAt(timeline, CHANGED.quarter).from;
  return PATCHES.flatMap(({ territory, seat, team, growth }): Coverage[] => {
    if (growth) {
      const opened = quarterAt(timeline, growth.quarter).from;
      return [
        { territory, seat: `ae-${team}-${growth.with}`, from: timeline.from, to: opened },
        { territory, seat, from: opened, to: OPEN_END },
      ];
    }
    const other = CHANGED.patches.find((name) => name !== territory);
    if (!CHANGED.patches.some((name) => name === territory)) return [{ territory, seat, from: timeline.from, to: OPEN_END }];
    const later = PATCHES.find((patch) => patch.territory === other)?.seat ?? seat;
    return [
      { territory, seat, from: timeline.from, to: changed },
      { territory, seat: later, from: changed, to: OPEN_END },
    ];
  });
}

/** The account managers' coverage, unchanged throughout. */
export function customerCoverageOf(timeline: Timeline): readonly Coverage[] {
  return PATCHES.map(({ territory, accountManager }) => ({ territory, seat: accountManager, from: timeline.from, to: OPEN_END }));
}

/** The seat that covers the territory on the day. */
export function coveringSeat(coverage: readonly Coverage[], territory: string, day: Day): string {
  const found = coverage.find((each) => each.territory === territory && each.from <= day && day < each.to);
  if (!found) throw new RangeError(`Nobody covers ${territory}`);
  return found.seat;
}
