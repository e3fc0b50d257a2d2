/** Which figures are withheld of everything that is counted, and by which rule. */
import type { Solver } from '../statistics/disclosure/linear-programme.js';
import { suppress } from '../statistics/disclosure/suppression.js';
import type { Nested, Small } from './cells.js';
import { type Counted, linked } from './linked.js';

export type Rule = 'small_count' | 'gives_one_away';

/** The rule that withholds each figure, or null where it is shown, table by table: all of them are protected together. */
export function rulesOf(
  solve: Solver,
  counted: readonly Counted[],
  nesting: readonly Nested[],
  small: Small,
): (Rule | null)[][] {
  const all: Counted = {
    figures: counted.flatMap(({ figures }) => figures),
    unseen: counted.flatMap(({ unseen = [] }) => unseen),
    apart: counted.flatMap(({ apart }) => apart),
    totals: counted.flatMap(({ totals }) => totals),
    ways: counted.flatMap(({ ways = [] }) => ways),
  };
  const withheld = suppress(solve, linked(all, nesting, small));
  let from = 0;
  return counted.map(({ figures }) => {
    const start = from;
    from += figures.length;
    return figures.map((figure, i) => (figure.small ? 'small_count' : withheld[start + i] ? 'gives_one_away' : null));
  });
}
