/**
 * Where a figure stands between what it was and what it should be. With b the baseline, t the target and x the value with
 * its limits, everything is measured in the direction of the target:
 *
 *     distance = 100 · (x − b) / (t − b)
 *     met         the whole interval has reached the target
 *     on_the_way  the whole interval is past the baseline, not all of it at the target
 *     not_moving  the interval holds the baseline
 *     away        the whole interval is on the other side of the baseline
 *
 * The baseline stands as it is given, without an interval of its own.
 */

export const judgements = ['met', 'on_the_way', 'not_moving', 'away', 'not_judged', 'no_figure'] as const;
export type TheoryJudgement = (typeof judgements)[number];

export interface Aim {
  readonly baseline: number | null;
  readonly target: number | null;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Standing {
  readonly judgement: TheoryJudgement;
  /** Per cent of the way from baseline to target; null where there is no way or no figure. */
  readonly distance: number | null;
}

/** Without baseline, target or limits there is a figure and no judgement: none is made of a point alone. */
export function standingOf({ baseline, target, value, lower, upper }: Aim): Standing {
  if (value === null) return { judgement: 'no_figure', distance: null };
  if (baseline === null || target === null || baseline === target) return { judgement: 'not_judged', distance: null };
  // Where nothing has moved it is 0, never −0.
  const distance = (100 * (value - baseline)) / (target - baseline) || 0;
  if (lower === null || upper === null) return { judgement: 'not_judged', distance };
  const rises = target > baseline;
  if (rises ? lower >= target : upper <= target) return { judgement: 'met', distance };
  if (rises ? lower > baseline : upper < baseline) return { judgement: 'on_the_way', distance };
  return { judgement: (rises ? upper < baseline : lower > baseline) ? 'away' : 'not_moving', distance };
}
