/**
 * The one gate between counting and everything that is shown: which figures of the council's own counts are withheld.
 *
 * All of them are one set of linked tables: wards add up to their authority, authorities to the country; a part and the
 * rest make the whole; a running total and the next differ by a count; a number used by two indicators is the same
 * number. Small counts are withheld, and then the cheapest further figures, until somebody who knows every figure shown,
 * the rules, and which figures are small still cannot tell one small count from another: each must remain possible.
 * Totals are kept where that costs no more wards. Rounding hides more, and is not counted on.
 */
import type { Step } from './build.js';
import { codeHash } from './code.js';
import { type Engine, toRows } from './engine/engine.js';
import { loadSolver } from './statistics/linear-programme.js';
import { type Sum, sumOf } from './statistics/linked-tables.js';
import { type Protecting, suppress } from './statistics/suppression.js';

const types = { indicator: 'text', period: 'text', area_level: 'text', area: 'text', rule: 'text' } as const;

/** Makes `withheld`: a row for each figure of the council's own that is not shown, with the rule. */
export const disclosureStep = (engine: Engine): Step => ({
  makes: ['withheld'],
  reads: ['own_count', 'setting'],
  content: codeHash('sources', 'models'),
  make: async () => {
    const counts = toRows(
      await engine.query('select * from own_count order by indicator, period, area_level, area'),
    ) as unknown as OwnCount[];
    const [setting] = toRows(await engine.query('select suppress_below, protect_zeros from setting'));
    const small = { below: Number(setting?.suppress_below), zeros: setting?.protect_zeros === true };
    const rules = await rulesOf(counts, small);
    const rows = counts.flatMap((count, i) => (rules[i] ? [{ ...count, rule: rules[i] }] : []));
    const names = Object.keys(types) as (keyof typeof types)[];
    await engine.load('withheld', types, Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])));
  },
});

/** A row of `own_count`. */
export interface OwnCount {
  readonly indicator: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly authority: string;
  readonly is_part: boolean;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly numerator_of: string | null;
  readonly denominator_of: string | null;
  readonly small: boolean;
}

async function rulesOf(counts: readonly OwnCount[], small: Small): Promise<(string | null)[]> {
  const tables = linked(counts, small);
  const safe = !tables.primary.includes(true) && Array.from(tables.width).every((width) => width === 0);
  const withheld = safe ? [] : suppress(await loadSolver(), tables);
  return counts.map((count, i) => (count.small ? 'small_count' : withheld[i] ? 'gives_a_ward_away' : null));
}

interface Small {
  readonly below: number;
  /** Whether noughts are protected as well. */
  readonly zeros: boolean;
}

/** The tables as cells, sums and rows, with what anybody knows of each cell who knows the rules. */
export function linked(counts: readonly OwnCount[], small: Small): Protecting {
  const cells = new Cells(small);
  const sums: Sum[] = [];
  const rows = counts.map((count) => {
    const { numerator, denominator, numerator_of, denominator_of, is_part } = count;
    const place = `${count.area_level} ${count.area}`;
    const x = numerator_of === null || numerator === null ? undefined : cells.at(numerator_of, place, numerator);
    const n =
      denominator_of === null || denominator === null ? undefined : cells.at(denominator_of, place, denominator);
    if (is_part && numerator !== null && denominator !== null) {
      const rest = denominator - numerator;
      const known = cells.knownOf(rest);
      if (x !== undefined && n !== undefined)
        sums.push(sumOf(n, [x, cells.at(`${count.indicator} ${count.period} rest`, place, rest)]));
      else if (x !== undefined) cells.narrow(x, denominator - known.most, denominator - known.least, known.width);
      else if (n !== undefined) cells.narrow(n, numerator + known.least, numerator + known.most, known.width);
    }
    return { cells: [x, n].filter((cell) => cell !== undefined), cost: costOf(count) };
  });
  sums.push(...cells.totals(counts), ...cells.differences());
  return {
    ...cells.columns(),
    sums,
    rows,
    primary: counts.map((count) => count.small),
  };
}

/** One ward is given up rather than a total, a total rather than two wards; of wards, the one with the least in it. */
function costOf({ area_level, numerator }: OwnCount): number {
  if (area_level !== 'ward') return area_level === 'authority' ? 1.5 : 1.75;
  const x = numerator ?? 0;
  return 1 + (0.4 * x) / (x + 1000);
}

/** Numbers that are hidden or shown, each once, by name and place. */
class Cells {
  readonly #cellOf = new Map<string, number>();
  readonly #value: number[] = [];
  readonly #least: number[] = [];
  readonly #most: number[] = [];
  readonly #width: number[] = [];
  readonly #small: Small;

  constructor(small: Small) {
    this.#small = small;
  }

  /** The cell of this name and place, made when it is first met. */
  at(name: string, place: string, value: number): number {
    const key = `${name}\n${place}`;
    const found = this.#cellOf.get(key);
    if (found !== undefined) return found;
    const cell = this.#value.length;
    this.#cellOf.set(key, cell);
    const { least, most, width } = this.knownOf(value);
    this.#value.push(value);
    this.#least.push(least);
    this.#most.push(most);
    this.#width.push(width);
    return cell;
  }

  /** What the rule tells of a withheld count, and how much of that must stay possible. Parts of people are no less than they are. */
  knownOf(value: number): { least: number; most: number; width: number } {
    const { below, zeros } = this.#small;
    if (value >= below) return { least: below, most: Number.POSITIVE_INFINITY, width: 0 };
    if (value <= 0 && !zeros) return { least: Math.min(0, value), most: Number.POSITIVE_INFINITY, width: 0 };
    const [least, most] = [Math.min(zeros ? 0 : 1, value), Math.max(below - 1, value)];
    return { least, most, width: most - least };
  }

  narrow(cell: number, least: number, most: number, width: number): void {
    this.#least[cell] = Math.max(this.#least[cell] ?? 0, least);
    this.#most[cell] = Math.min(this.#most[cell] ?? Number.POSITIVE_INFINITY, most);
    this.#width[cell] = Math.max(this.#width[cell] ?? 0, width);
  }

  columns() {
    return { value: this.#value, least: this.#least, most: this.#most, width: this.#width };
  }

  /** Wards and their authority, authorities and the country, of every number that is counted. What lies outside may be known. */
  totals(counts: readonly OwnCount[]): Sum[] {
    const authorityOf = new Map(
      counts.map(({ area_level, area, authority }) => [`${area_level} ${area}`, `authority ${authority}`]),
    );
    const parts = new Map<number, number[]>();
    const byName = new Map<string, number>();
    for (const [key] of this.#cellOf)
      if (key.includes('\ncountry ')) byName.set(key.split('\n')[0] ?? '', this.#cellOf.get(key) ?? 0);
    for (const [key, cell] of this.#cellOf) {
      const [name = '', place = ''] = key.split('\n');
      const above = place.startsWith('ward ')
        ? this.#cellOf.get(`${name}\n${authorityOf.get(place)}`)
        : place.startsWith('authority ')
          ? byName.get(name)
          : undefined;
      if (above !== undefined) parts.set(above, [...(parts.get(above) ?? []), cell]);
    }
    return [...parts].map(([total, of]) => {
      const inside = of.reduce((sum, cell) => sum + (this.#value[cell] ?? 0), 0);
      return { ...sumOf(total, of), rest: (this.#value[total] ?? 0) - inside };
    });
  }

  /** What came between two totals that run from the same start, of every number and place. */
  differences(): Sum[] {
    const runs = new Map<string, { name: string; place: string; cell: number }[]>();
    for (const [key, cell] of this.#cellOf) {
      const [name = '', place = ''] = key.split('\n');
      const [id = '', ...period] = name.split(' ');
      const start = startOf(period.join(' '));
      const run = `${id} ${start}\n${place}`;
      if (start !== undefined) runs.set(run, [...(runs.get(run) ?? []), { name, place, cell }]);
    }
    return [...runs.values()].flatMap((run) => {
      const value = (cell = 0) => this.#value[cell] ?? 0;
      const ordered = run.sort((a, b) => value(a.cell) - value(b.cell));
      return ordered.slice(1).map(({ name, place, cell }, i) => {
        const before = ordered[i]?.cell ?? 0;
        return sumOf(cell, [before, this.at(`${name} since`, place, value(cell) - value(before))]);
      });
    });
  }
}

/** What a period begins with that says to where it runs: "April 2024 to June 2024", "April to June 2024". */
function startOf(period: string): string | undefined {
  const [, from, to] = /^(.+?) (?:to|[–-]) (.+)$/.exec(period) ?? [];
  if (from === undefined || /\d{4}/.test(from)) return from;
  const [year] = /\d{4}/.exec(to ?? '') ?? [];
  return year && `${from} ${year}`;
}
