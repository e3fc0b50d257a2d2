/** How often a source appears, as months between its editions. */

/** What a cadence begins with, and the months it means; the longer wordings first. */
const months: readonly (readonly [begins: string, months: number | null])[] = [
  ['every ten years', 120],
  ['about every five years', 60],
  ['monthly', 1],
  ['quarterly', 3],
  ['four times a year', 3],
  ['yearly', 12],
  ['ended', null],
  ['as ', 12],
];

/**
 * Months from one edition to the next; null where no more will come. Undefined for words that mean nothing here. A council's
 * own file, and a portal that does not say, are expected once a year.
 */
export const monthsBetween = (cadence: string): number | null | undefined =>
  months.find(([begins]) => cadence.startsWith(begins))?.[1];
