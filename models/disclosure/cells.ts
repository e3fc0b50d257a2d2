/** The numbers of the linked tables, each once: what it is, and what anybody knows of it who knows the rules. */
import { type Sum, sumOf } from '../statistics/linked-tables.js';

/** A number of people. Two of one name, period and area are the same number. */
export interface Count {
  readonly name: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly value: number;
}

/** An area, and one that it lies in. */
export interface Nested {
  readonly area_level: string;
  readonly area: string;
  readonly in_level: string;
  readonly in_area: string;
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
  readonly #small: Small;

  constructor(small: Small) {
    this.#small = small;
  }

  /** The cell of a count, made when it is first met. */
  at(count: Count): number {
    const key = keyOf(count);
    const found = this.#cellOf.get(key);
    if (found !== undefined) return found;
    const cell = this.counts.length;
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
    return { value, least: this.#least, most: this.#most, width: this.#width };
  }

  /** Who is in the whole and not in the part, as a cell of its own. Which of the two is the larger is for the numbers to say. */
  apart(whole: Count | number, part: Count | number, name: string): Sum[] {
    if (typeof whole !== 'number' && typeof part !== 'number') {
      const [more, less] = whole.value >= part.value ? [whole, part] : [part, whole];
      const rest = { ...part, name, value: more.value - less.value };
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

  /** A total and those of its parts that are counted. What lies outside may be known. */
  total(total: number, parts: readonly number[]): Sum {
    const value = (cell: number) => this.counts[cell]?.value ?? 0;
    return { ...sumOf(total, parts), rest: value(total) - parts.reduce((sum, part) => sum + value(part), 0) };
  }

  /** Areas and those that they lie in, of every number that is counted for both. */
  areas(nesting: readonly Nested[]): Sum[] {
    const wholes = new Map<string, Nested[]>();
    for (const nested of nesting) {
      const key = `${nested.area_level} ${nested.area}`;
      wholes.set(key, [...(wholes.get(key) ?? []), nested]);
    }
    const parts = new Map<string, { total: number; parts: number[] }>();
    for (const [cell, count] of this.counts.entries())
      for (const { in_level, in_area } of wholes.get(`${count.area_level} ${count.area}`) ?? []) {
        const total = this.#cellOf.get(keyOf({ ...count, area_level: in_level, area: in_area }));
        if (total === undefined) continue;
        // The same wards make an authority, and by another division its zones: each kind of part is a sum of its own.
        const key = `${total} ${count.area_level}`;
        const sum = parts.get(key) ?? { total, parts: [] };
        sum.parts.push(cell);
        parts.set(key, sum);
      }
    return [...parts.values()].map((sum) => this.total(sum.total, sum.parts));
  }
}

const keyOf = ({ name, period, area_level, area }: Omit<Count, 'value'>): string =>
  [name, period, area_level, area].join('\n');
