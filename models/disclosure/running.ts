/**
 * Periods that overlap: the months up to June and those up to September differ by a quarter, four quarters make a year.
 *
 * Each count runs from the start of its period to the end. Where starts and ends hang together, every stretch between
 * two of them follows from the counts, and is a count itself:
 *
 *     count(a, b) = Σ stretches from a to b
 */
import { type Months, monthsOf } from '../months.js';
import { type Sum, sumOf } from '../statistics/disclosure/linked-tables.js';
import type { Cells, Count } from './cells.js';

interface Run extends Months {
  readonly cell: number;
  readonly count: Count;
}

const slack = 1e-6;

/** The sums that overlapping periods of one number make, at each area. Stretches that nobody shows become cells. */
export function runningSums(cells: Cells): Sum[] {
  const runs = new Map<string, Run[]>();
  for (const [cell, count] of cells.counts.entries()) {
    const months = monthsOf(count.period);
    const key = [count.name, count.area_level, count.area].join('\n');
    if (months) runs.set(key, [...(runs.get(key) ?? []), { ...months, cell, count }]);
  }
  return [...runs.values()].flatMap((of) =>
    of.length > 1 ? together(of).flatMap((group) => sumsOf(cells, group)) : [],
  );
}

/** Runs in groups that share a start or an end, by way of others too. */
function together(runs: readonly Run[]): Run[][] {
  const groups: { ends: Set<number>; runs: Run[] }[] = [];
  for (const run of runs) {
    const touching = groups.filter(({ ends }) => ends.has(run.from) || ends.has(run.to));
    const all = touching.flatMap((group) => group.runs);
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push({
      ends: new Set([run.from, run.to, ...touching.flatMap(({ ends }) => [...ends])]),
      runs: [...all, run],
    });
  }
  return groups.map((group) => group.runs);
}

function sumsOf(cells: Cells, runs: readonly Run[]): Sum[] {
  const upTo = running(runs);
  const ends = [...new Set(runs.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const holds = runs.every(({ from, to, count }) => Math.abs(upTo(to) - upTo(from) - count.value) <= slack);
  const stretches = ends.slice(1).map((to, i) => ({ from: ends[i] ?? to, to }));
  const lengths = stretches.map(({ from, to }) => upTo(to) - upTo(from));
  // Numbers of people at a time, and years that were revised, do not add up: nothing follows from them.
  if (!holds || lengths.some((value) => value < -slack)) return [];
  const own = stretches.map(({ from, to }) => runs.find((run) => run.from === from && run.to === to));
  const inside = ({ from, to }: Months) => stretches.flatMap((s, i) => (from <= s.from && s.to <= to ? [i] : []));
  const spanning = runs.filter((run) => !own.includes(run));
  const needed = new Set(spanning.flatMap(inside));
  const cellOf = stretches.map(({ from, to }, i) => {
    const [one] = runs;
    if (own[i] || !one || !needed.has(i)) return own[i]?.cell ?? -1;
    return cells.at({
      ...one.count,
      period: `months ${from} to ${to}`,
      value: Math.max(0, lengths[i] ?? 0),
      known: false,
    });
  });
  return spanning.map((run) =>
    sumOf(
      run.cell,
      inside(run).map((i) => cellOf[i] ?? -1),
    ),
  );
}

/** What was counted up to each month, from where the group begins, as one count after another says it. */
function running(runs: readonly Run[]): (month: number) => number {
  const known = new Map<number, number>([[runs[0]?.from ?? 0, 0]]);
  for (let found = true; found; ) {
    found = false;
    for (const { from, to, count } of runs) {
      const [before, after] = [known.get(from), known.get(to)];
      if (before !== undefined && after === undefined) known.set(to, before + count.value);
      else if (before === undefined && after !== undefined) known.set(from, after - count.value);
      else continue;
      found = true;
    }
  }
  return (month) => known.get(month) ?? Number.NaN;
}
