/** The numbers of the linked tables, each once: what it is, and what anybody knows of it who knows the rules. */
import { type Sum, sumOf } from '../statistics/disclosure/linked-tables.js';

/** A number of people. Two of one name, period and area are the same number. */
export interface Count {
  readonly name: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly value: number;
  /** Known for wards only, and so shared out over what cuts them by shares that anybody can work out. */
  readonly byWard?: boolean;
  /** Whether an earlier edition shows it. */
  readonly known?: boolean;
}

/** An area, and one that it lies in, wholly or by a share. */
export interface Nested {
  readonly area_level: string;
  readonly area: string;
  readonly in_level: string;
  readonly in_area: string;
  /** 1 unless said. */
  readonly share?: number;
  /** Holds of what is known for wards only, or of all but that; of both unless said. */
  readonly by_ward?: boolean | null;
}

export interface Small {
  readonly below: number;
  /** Whether noughts are protected as well. */
  readonly zeros: boolean;
}

export const isSmall = (value: number, { below, zeros }: Small): boolean => value < below && (value > 0 || zeros);

/** Numbers that are hidden or shown, each once. */
export class Cells {
  readonly counts: Count[] = [];
  readonly #cellOf = new Map<string, number>();
  readonly #least: number[] = [];
  readonly #most: number[] = [];
  readonly #width: number[] = [];
  readonly #known: boolean[] = [];
  readonly #small: Small;

  constructor(small: Small) {
    this.#small = small;
  }

  /** The cell of a count, made when it is first met. */
  at(count: Count): number {
    const key = keyOf(count);
    const found = this.#cellOf.get(key);
    if (found !== undefined) {
      this.#known[found] ||= count.known === true;
      return found;
    }
    const cell = this.counts.length;
    this.#known.push(count.known === true);
    this.#cellOf.set(key, cell);
    this.counts.push(count);
    const { least, most, width } = this.#knownOf(count.value);
    this.#least.push(least);
    this.#most.push(most);
    this.#width.push(width);
    return cell;
  }

  /** What the rule tells of a withheld count, and how much of that must stay possible. Parts of people are no less than they are. */
  #knownOf(value: number): { least: number; most: number; width: number } {
    const { below, zeros } = this.#small;
    if (value >= below) return { least: below, most: Number.POSITIVE_INFINITY, width: 0 };
    if (value <= 0 && !zeros) return { least: Math.min(0, value), most: Number.POSITIVE_INFINITY, width: 0 };
    const [least, most] = [Math.min(zeros ? 0 : 1, value), Math.max(below - 1, value)];
    return { least, most, width: most - least };
  }

  /** A count that nobody shows and nothing is asked of: it is no less than 0. */
  free(count: Count): number {
    const cell = this.at(count);
    this.#least[cell] = 0;
    this.#most[cell] = Number.POSITIVE_INFINITY;
    this.#width[cell] = 0;
    return cell;
  }

  columns() {
    const value = this.counts.map((count) => count.value);
    return { value, least: this.#least, most: this.#most, width: this.#width, known: this.#known };
  }

  /** Who is in the whole and not in the part, as a cell of its own. Which of the two is the larger is for the numbers to say. */
  apart(whole: Count | number, part: Count | number, name: string): Sum[] {
    if (typeof whole !== 'number' && typeof part !== 'number') {
      const [more, less] = whole.value >= part.value ? [whole, part] : [part, whole];
      const rest = { ...part, name, value: more.value - less.value, known: false };
      return [sumOf(this.at(more), [this.at(less), this.at(rest)])];
    }
    if (typeof part !== 'number') {
      const known = this.#knownOf(Number(whole) - part.value);
      this.#narrow(this.at(part), Number(whole) - known.most, Number(whole) - known.least, known.width);
    } else if (typeof whole !== 'number') {
      const known = this.#knownOf(whole.value - part);
      this.#narrow(this.at(whole), part + known.least, part + known.most, known.width);
    }
    return [];
  }

  #narrow(cell: number, least: number, most: number, width: number): void {
    this.#least[cell] = Math.max(this.#least[cell] ?? 0, least);
    this.#most[cell] = Math.min(this.#most[cell] ?? Number.POSITIVE_INFINITY, most);
    this.#width[cell] = Math.max(this.#width[cell] ?? 0, width);
  }

  /** A total and those of its parts that are counted, whole unless shares are said. What lies outside may be known. */
  total(total: number, parts: readonly number[], shares = parts.map(() => 1)): Sum {
    const value = (cell: number) => this.counts[cell]?.value ?? 0;
    const inside = parts.reduce((sum, part, i) => sum + (shares[i] ?? 1) * value(part), 0);
    return { cells: [total, ...parts], coefficients: [-1, ...shares], rest: value(total) - inside };
  }

  /** Areas and those that they lie in, of every number that is counted for both. */
  areas(nesting: readonly Nested[]): Sum[] {
    const wholes = new Map<string, Nested[]>();
    for (const nested of nesting) {
      const key = `${nested.area_level} ${nested.area}`;
      wholes.set(key, [...(wholes.get(key) ?? []), nested]);
    }
    const sums = new Map<number, { parts: number[]; shares: number[] }>();
    for (const [cell, count] of this.counts.entries())
      for (const { in_level, in_area, share = 1, by_ward = null } of wholes.get(`${count.area_level} ${count.area}`) ??
        []) {
        const total = this.#cellOf.get(keyOf({ ...count, area_level: in_level, area: in_area }));
        if (total === undefined || (by_ward !== null && by_ward !== (count.byWard ?? false))) continue;
        const sum = sums.get(total) ?? { parts: [], shares: [] };
        sum.parts.push(cell);
        sum.shares.push(share);
        sums.set(total, sum);
      }
    return [...sums].map(([total, { parts, shares }]) => this.total(total, parts, shares));
  }
}

const keyOf = ({ name, period, area_level, area }: Omit<Count, 'value'>): string =>
  [name, period, area_level, area].join('\n');
