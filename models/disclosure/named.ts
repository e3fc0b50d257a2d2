/** Which counts earlier editions show, by what each is of. */

/** A count by what it is of: an indicator or table, what of it, when, where, and which number. */
export interface Named {
  readonly subject: string;
  readonly item: string | null;
  readonly period: string | null;
  readonly area_level: string | null;
  readonly area: string | null;
  readonly number: string;
}

/** Whether an earlier edition shows a count. */
export type ShownBefore = (count: Named) => boolean;

export const shownBefore = (counts: readonly Named[]): ShownBefore => {
  const keyOf = ({ subject, item, period, area_level, area, number }: Named) =>
    [subject, item ?? '', period ?? '', area_level ?? '', area ?? '', number].join('\n');
  const keys = new Set(counts.map(keyOf));
  return (count) => keys.has(keyOf(count));
};
