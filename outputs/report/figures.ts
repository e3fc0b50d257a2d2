/** How figures with intervals, dates and names are written; plain numbers and lists are in `words.ts`. */
import { decimal, figure } from '../telling/words.js';

/** A figure with the limits of its 95 % interval, where it has one. */
export interface Figure {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
}

/** Whole numbers with their thousands marked, always in figures: for tables. */
export const whole = (n: number): string => decimal(Math.round(n), 0);

/** As many decimals as the interval supports: steps of the last digit are no finer than a tenth or so of its width. */
export function decimals({ value, lower, upper }: Pick<Figure, 'value' | 'lower' | 'upper'>): number {
  if (lower === null || upper === null) return Math.abs(value) < 10 ? 2 : 1;
  const width = upper - lower;
  return width >= 4 ? 0 : width >= 0.1 ? 1 : 2;
}

/** "21.9 to 22.3"; nothing where there is no interval. */
export const intervalText = (f: Figure, places = decimals(f)): string =>
  f.lower === null || f.upper === null ? '' : `${decimal(f.lower, places)} to ${decimal(f.upper, places)}`;

export const figureText = (f: Figure, places = decimals(f)): string => figure(f.value, f.unit, places);

/** Decimals at which a figure said to differ from another is also seen to differ from it, interval and all. */
export function tellingDecimals(f: Figure, other: number): number {
  let places = decimals(f);
  const touches = (): boolean =>
    [f.value, f.lower, f.upper].some((x) => x !== null && decimal(x, places) === decimal(other, places));
  while (places < 4 && touches()) places += 1;
  return places;
}

/** "England’s". */
export const possessive = (name: string): string => `${name}’s`;

/** Rows that share a key, keys in order of first meeting. */
export function grouped<T>(rows: readonly T[], key: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups.values()];
}
