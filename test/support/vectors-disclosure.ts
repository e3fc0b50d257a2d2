/** How suppression and rounding answer the reference vectors, whose READMEs say what a candidate is scored by. */
import { attack } from '../../models/statistics/disclosure/attacker.js';
import { roundAdditively, roundingMetrics } from '../../models/statistics/disclosure/controlled-rounding.js';
import { loadSolver } from '../../models/statistics/disclosure/linear-programme.js';
import { recoverable, sumOf } from '../../models/statistics/disclosure/linked-tables.js';
import { hiddenCells, type Protecting } from '../../models/statistics/disclosure/protecting.js';
import { smallCounts, suppress } from '../../models/statistics/disclosure/suppression.js';
import { number } from './vector-input.js';
import type { Departure, Json, VectorMethod } from './vector-method.js';

const solve = await loadSolver();

/** The sets of columns that an R formula crosses, the empty one (the total of all) first: `~ward*age`, `~region + ward:age`. */
function crossings(formula: string): string[][] {
  const expand = (text: string): string[][] => {
    const parts = split(text, '+');
    if (parts.length > 1) return parts.flatMap(expand);
    const factors = split(text, '*');
    if (factors.length > 1) return factors.map(expand).reduce((all, next) => all.concat(next, pairs(all, next)));
    const crossed = split(text, ':');
    if (crossed.length > 1) return crossed.map(expand).reduce(pairs);
    const bare = text.trim();
    return bare.startsWith('(') ? expand(bare.slice(1, -1)) : /^[01]?$/.test(bare) ? [] : [[bare]];
  };
  const sets = [[], ...expand(formula.replace(/^[^~]*~/, ''))].map((set) => [...new Set(set)].sort());
  return [...new Map(sets.map((set) => [set.join('\n'), set])).values()];
}

const pairs = (all: string[][], next: string[][]) => all.flatMap((a) => next.map((b) => [...a, ...b]));

/** Splits where no bracket is open. */
function split(text: string, at: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === at && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** The cells of all tables asked for: their labels, and which rows each is the sum of. */
function tablesOf({ rows, margins, formula }: Json) {
  const names = Object.keys(rows[0]).filter((name) => name !== countOf(rows[0]));
  const counts: number[] = rows.map((row: Json) => number(row[countOf(rows[0])]));
  const cells = new Map<string, { labels: Json; parts: number[] }>();
  for (const set of crossings(margins ?? formula ?? `~${names.join('*')}`)) {
    rows.forEach((row: Json, i: number) => {
      const key = set.map((name) => row[name]).join('\n');
      const labels = Object.fromEntries(set.map((name) => [name, row[name]]));
      const parts = cells.get(key)?.parts ?? [];
      cells.set(key, { labels, parts: [...new Set([...parts, i])] });
    });
  }
  return { counts, cells: [...cells.values()] };
}

const countOf = (row: Json): string => ['n', 'freq', 'count', 'ant'].find((name) => name in row) ?? 'n';
/** What a row is of, whatever its columns are called: a nested margin may be in one column with what it holds. */
const told = /^(n|freq|count|ant|primary|suppressed|original|rounded|difference)$/;
const keyOf = (row: Json): string =>
  [...new Set(Object.keys(row).flatMap((key) => (told.test(key) || row[key] === 'Total' ? [] : [String(row[key])])))]
    .sort()
    .join('\n');
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function suppression(input: Json, expected: Json): Json {
  const { counts, cells } = tablesOf(input);
  const least: number = input.max_small ?? input.maxN ?? 3;
  const value = [...counts, ...cells.map(({ parts }) => sum(parts.map((i) => counts[i] ?? 0)))];
  const published = value.slice(counts.length);
  const small = smallCounts(published, least + 1, input.protect_zeros ?? input.protectZeros ?? true);
  const highest = Math.max(1, ...published) * published.length;
  const protecting: Protecting = {
    value,
    sums: cells.map(({ parts }, i) => sumOf(counts.length + i, parts)),
    // Fewest cells, and of as many the smallest; a nought protects little.
    rows: published.map((n, i) => ({ cells: [counts.length + i], cost: 1 + (n || highest / 2) / highest })),
    primary: small,
    width: [...counts.map(() => 0), ...small.map((is) => (is ? least : 0))],
  };
  const withheld = suppress(solve, protecting);
  const asked = [...withheld.keys()].filter((i) => withheld[i]).map((i) => counts.length + i);
  const found = recoverable(protecting, hiddenCells(protecting, withheld)).filter((cell) => cell >= counts.length);
  const ours = cells.map(({ labels }, i) => ({
    ...labels,
    n: published[i],
    primary: small[i],
    suppressed: withheld[i],
  }));
  const at = new Map(ours.map((row) => [keyOf(row), row]));
  const wanted: Json[] = expected?.rows ?? ours;
  const theirs = new Map(wanted.map((row) => [keyOf(row), Boolean(row.suppressed)]));
  const narrowest = (choice: readonly boolean[]) => narrowestOf(protecting, choice);
  return {
    rows: wanted.map((row, i) => ({ ...row, ...(at.get(keyOf(row)) ?? ours[i]) })),
    n_cells: cells.length,
    n_primary: small.filter(Boolean).length,
    n_suppressed: asked.length,
    sum_suppressed: sum(asked.map((cell) => value[cell] ?? 0)),
    recoverable: found.length,
    narrowest: narrowest(withheld),
    narrowest_of_anchor: narrowest(cells.map(({ labels }) => theirs.get(keyOf(labels)) ?? false)),
    asked: least,
  };
}

/** The width of the narrowest interval of a small cell. */
function narrowestOf(protecting: Protecting, withheld: readonly boolean[]): number {
  const small = [...protecting.width.keys()].filter((cell) => (protecting.width[cell] ?? 0) > 0);
  const found = attack(solve, protecting, hiddenCells(protecting, withheld));
  const widths = small.map((cell) => {
    const { lower, upper } = found.get(cell) ?? { lower: 0, upper: 0 };
    return upper - lower;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...widths);
}

/** Other cells than the anchor's, and no more of them; or more, where the anchor leaves a small cell narrower than asked. */
function suppressionDeparts(_input: Json, actual: Json, expected: Json): Departure | undefined {
  const rows: Json[] = expected.rows ?? [];
  const same = actual.rows.every((row: Json, i: number) => row.primary === rows[i].primary && row.n === rows[i].n);
  const sound = same && actual.recoverable === 0 && actual.narrowest >= actual.asked - 1e-6;
  const theirs = sum(rows.filter((row) => row.suppressed).map((row) => number(row.n)));
  const said = `${actual.n_suppressed} cells of ${actual.sum_suppressed} withheld, the anchor ${expected.n_suppressed} of ${theirs}`;
  const tooNarrow = actual.narrowest_of_anchor < actual.asked - 1e-6;
  if (!sound || (actual.n_suppressed > expected.n_suppressed && !tooNarrow)) return undefined;
  const anchor = { ...actual, rows, n_suppressed: expected.n_suppressed };
  return {
    anchor,
    why: `${said}; the narrowest interval of a small cell is ${actual.narrowest} wide, the anchor's ${actual.narrowest_of_anchor}`,
  };
}

function rounding(input: Json, expected: Json): Json {
  const { counts, cells } = tablesOf(input);
  const base: number = input.base ?? input.roundBase ?? 3;
  const truth = cells.map(({ parts }) => sum(parts.map((i) => counts[i] ?? 0)));
  const { inner, publish } = roundAdditively(
    counts,
    base,
    cells.map(({ parts }) => parts),
  );
  const rowOf = (labels: Json, original = 0, rounded = 0) => ({
    ...labels,
    original,
    rounded,
    difference: rounded - original,
  });
  const innerRows = input.rows.map((row: Json, i: number) => rowOf(row, counts[i], inner[i]));
  const rows = cells.map(({ labels }, i) => rowOf(labels, truth[i], publish[i]));
  const aligned = (wanted: Json[] | undefined, ours: Json[]) => {
    const at = new Map(ours.map((row) => [keyOf(row), row]));
    return (wanted ?? ours).map((row, i) => ({ ...row, ...(at.get(keyOf(row)) ?? ours[i]) }));
  };
  const inside = Object.entries(roundingMetrics(counts, inner)).map(([name, value]) => [`inner_${name}`, value]);
  return {
    inner: aligned(expected?.inner, innerRows),
    publish: aligned(expected?.publish, rows),
    metrics: {
      roundBase: base,
      maxRound: base - 1,
      ...Object.fromEntries(inside),
      ...roundingMetrics(truth, publish),
    },
  };
}

/** Other counts than the anchor's, as near to the truth by every measure, nothing between 0 and the base. */
function roundingDeparts({ base }: Json, actual: Json, expected: Json): Departure | undefined {
  const [ours, theirs] = [actual.metrics, expected.metrics];
  const small = actual.publish.some(({ rounded }: Json) => rounded > 0 && rounded < base);
  const names = ['maxdiff', 'meanAbsDiff', 'rootMeanSquare'];
  const asNear = names.every((name) => ours[name] <= theirs[name] + 1e-9) && ours.HDutility >= theirs.HDutility - 1e-9;
  if (small || !asNear) return undefined;
  return {
    anchor: expected,
    why: `other counts, as near: root mean square ${ours.rootMeanSquare}, the anchor ${theirs.rootMeanSquare}`,
  };
}

export const disclosureVectors: Readonly<Record<string, VectorMethod>> = {
  disclosure_suppression: { run: suppression, departs: suppressionDeparts },
  disclosure_rounding: { absolute: 1e-9, run: rounding, departs: roundingDeparts },
};
