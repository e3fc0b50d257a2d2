/** What somebody finds who reads every table of a published run and adds up: cells, what ties them, what is missing. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { csvParse } from 'd3-dsv';
import { attack, type Interval } from '../../models/statistics/disclosure/attacker.js';
import type { Solver } from '../../models/statistics/disclosure/linear-programme.js';
import type { Sum } from '../../models/statistics/disclosure/linked-tables.js';

/** Numerator and denominator in truth, by indicator, period and ward; what two indicators share has one name. */
export interface Truth {
  readonly indicator: string;
  readonly period: string;
  readonly ward: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly names: readonly [numerator: string, denominator: string];
}

type Line = Readonly<Record<string, string>>;
const parts = ['numerator', 'denominator'] as const;

/** An edition by its folder, and what its counts are in truth. */
export interface Edition {
  readonly folder: string;
  readonly truth: readonly Truth[];
}

/** The attacker of some editions: what is published of each cell, and which intervals are left for the rest. */
export class Published {
  readonly #cells = new Map<string, { truth: number; shown?: number }>();
  readonly #sums: { readonly cells: readonly string[]; readonly coefficients: readonly number[] }[] = [];
  #names = new Map<string, readonly [string, string]>();
  /** The cells of the edition that is being read: a number that was revised since is another. */
  #own = new Map<string, string>();

  constructor(editions: readonly Edition[], authority: string) {
    for (const edition of editions) this.#readEdition(edition, authority);
  }

  #readEdition({ folder, truth }: Edition, authority: string): void {
    this.#names = new Map();
    this.#own = new Map();
    const table = (name: string): Line[] =>
      csvParse(readFileSync(path.join(folder, 'data', `${name}.csv`), 'utf8')) as unknown as Line[];
    for (const { indicator, period, ward, numerator, denominator, names } of truth) {
      this.#names.set(`${indicator} ${period}`, names);
      const at = (part: 0 | 1) => this.#cell(`${names[part]} ${ward}`, part === 0 ? numerator : denominator);
      const rest = this.#cell(`${indicator} ${period} rest ${ward}`, denominator - numerator);
      this.#sums.push({ cells: [at(1), at(0), rest], coefficients: [-1, 1, 1] });
    }
    for (const [, names] of this.#names)
      for (const name of new Set(names)) {
        if (this.#own.has(`${name} ${authority}`)) continue;
        const own = [...this.#own].flatMap(([key, cell]) => (key.startsWith(`${name} X05`) ? [cell] : []));
        const total = this.#cell(
          `${name} ${authority}`,
          own.reduce((sum, cell) => sum + this.#cells.get(cell)!.truth, 0),
        );
        this.#sums.push({ cells: [total, ...own], coefficients: [-1, ...own.map(() => 1)] });
      }
    this.#addZones(table('zone-wards'));
    for (const line of [...table('indicators'), ...table('series')])
      this.#read(line, line.area ?? '', line.period ?? '');
    for (const line of table('small-areas')) this.#read(line, line.ward ?? '', this.#newest(line.indicator ?? ''));
    for (const line of table('benchmarks'))
      this.#read(line, line.benchmark_area ?? '', this.#newest(line.indicator ?? ''));
    for (const line of table('reconciliation')) this.#readTotal(line, authority);
  }

  /** What is known of wards is shared out over zones by shares that are published. */
  #addZones(lines: readonly Line[]): void {
    for (const zone of new Set(lines.map((line) => line.zone)))
      for (const name of new Set([...this.#names.values()].flat())) {
        const held = lines.flatMap((line) => {
          const cell = this.#own.get(`${name} ${line.ward}`);
          return line.zone === zone && cell !== undefined ? [{ cell, share: Number(line.share) }] : [];
        });
        const truth = held.reduce((sum, { cell, share }) => sum + share * this.#cells.get(cell)!.truth, 0);
        const total = this.#cell(`${name} ${zone}`, truth);
        this.#sums.push({
          cells: [total, ...held.map((h) => h.cell)],
          coefficients: [-1, ...held.map((h) => h.share)],
        });
      }
  }

  #cell(name: string, truth: number): string {
    const already = this.#own.get(name);
    if (already !== undefined) return already;
    let cell = name;
    while (this.#cells.has(cell) && this.#cells.get(cell)?.truth !== truth) cell += ' revised';
    if (!this.#cells.has(cell)) this.#cells.set(cell, { truth });
    this.#own.set(name, cell);
    return cell;
  }

  #newest(indicator: string): string {
    const periods = [...this.#names.keys()].filter((key) => key.startsWith(`${indicator} `));
    return (
      periods
        .sort()
        .at(-1)
        ?.slice(indicator.length + 1) ?? ''
    );
  }

  /** A count that is shown, or that follows from the value and the whole. */
  #read(line: Line, area: string, period: string): void {
    const names = this.#names.get(`${line.indicator} ${period}`);
    for (const [i, part] of parts.entries()) this.#show(`${names?.[i]} ${area}`, line[part]);
    const whole = this.#cells.get(this.#own.get(`${names?.[1]} ${area}`) ?? '')?.shown;
    if (line.value && whole !== undefined)
      this.#show(`${names?.[0]} ${area}`, String((Number(line.value) * whole) / 100));
  }

  #readTotal({ source, measure, period, wards_in_area }: Line, authority: string): void {
    this.#show(`${source}.${measure} ${period} ${authority}`, wards_in_area);
  }

  #show(name: string, value: string | undefined): void {
    const cell = this.#cells.get(this.#own.get(name) ?? '');
    if (!cell || value === undefined || value === '') return;
    if (Math.abs(Number(value) - cell.truth) > 1e-6 * Math.max(1, cell.truth))
      throw new Error(`${name} is shown as ${value}`);
    cell.shown = cell.truth;
  }

  /** What is hidden, with its true value. */
  hidden(): Map<string, number> {
    return new Map(
      [...this.#cells].flatMap(([name, { truth, shown }]) => (shown === undefined ? [[name, truth]] : [])),
    );
  }

  /** The intervals of all hidden cells; with the rules known, small ones lie under the threshold and others above it. */
  attack(solve: Solver, { below, told = [] }: { readonly below?: number; readonly told?: readonly string[] } = {}) {
    const names = [...this.#cells.keys()];
    const at = new Map(names.map((name, i) => [name, i]));
    const value = names.map((name) => this.#cells.get(name)!.truth);
    const small = value.map((x) => below !== undefined && x > 0 && x < below);
    const hidden = new Set(
      [...this.hidden().keys()].filter((name) => !told.includes(name)).map((name) => at.get(name)!),
    );
    const sums: Sum[] = this.#sums.map(({ cells, coefficients }) => ({
      cells: cells.map((cell) => at.get(cell)!),
      coefficients,
    }));
    const tables = {
      value,
      sums,
      least: value.map((x, i) => (small[i] ? 1 : below !== undefined && x >= below ? below : 0)),
      most: small.map((is) => (is ? (below ?? 0) - 1 : Number.POSITIVE_INFINITY)),
    };
    const found = attack(solve, tables, hidden);
    return new Map<string, Interval>([...found].map(([cell, interval]) => [names[cell]!, interval]));
  }
}
