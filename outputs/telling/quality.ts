/** How good the figures behind a picture are, in few words: the lowest rating, on which sides, of how many indicators. */
import type { Rating } from '../../models/contracts/quality.js';
import type { MartRow } from '../../models/marts.js';
import { count } from './words.js';

export const ratingWords: Readonly<Record<Rating, string>> = {
  robust: 'robust',
  some_concerns: 'some concerns',
  significant_concerns: 'significant concerns',
};

/** The sides, in their order, as a page names them. */
export const sides = {
  coverage: 'coverage',
  timeliness: 'timeliness',
  geography_fit: 'geography fit',
  completeness: 'completeness',
  method: 'method',
} as const;

type Rated = Pick<MartRow<'mart_indicator_list'>, 'quality' | 'quality_concerns'>;

/** "Data quality: some concerns (method)"; of several, "Lowest data quality: … in two of 14 indicators". Empty where all are robust. */
export function qualityOf(indicators: readonly Rated[]): string {
  const worst = (['significant_concerns', 'some_concerns'] as const).find((rating) =>
    indicators.some(({ quality }) => quality === rating),
  );
  if (worst === undefined) return '';
  const lowest = indicators.filter(({ quality }) => quality === worst);
  const named = new Set(lowest.flatMap(({ quality_concerns }) => quality_concerns?.split(', ') ?? []));
  const said = `${ratingWords[worst]} (${Object.values(sides)
    .filter((side) => named.has(side))
    .join(', ')})`;
  if (indicators.length === 1) return `Data quality: ${said}`;
  return `Lowest data quality: ${said} in ${count(lowest.length)} of ${indicators.length} indicators`;
}

/** The same as a sentence to follow others, for alternative texts. */
export function qualityAfter(indicators: readonly Rated[]): string {
  const said = qualityOf(indicators);
  return said && ` ${said}.`;
}

/** The indicators that count in the index. */
export const inIndex = <T extends { readonly in_index: boolean }>(list: readonly T[]): readonly T[] =>
  list.filter(({ in_index }) => in_index);
