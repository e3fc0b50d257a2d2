/** How the authorities assessed stand against the country, clearest difference first: what findings tell and charts draw. */
import type { MartRow } from '../../models/marts.js';

type Figure = MartRow<'mart_indicator'>;

/** An indicator on which at least one authority differs from the country. */
export interface Against {
  readonly country: Figure & { readonly value: number };
  /** The authorities compared. */
  readonly own: readonly Figure[];
}

/**
 * Indicators with a direction on which an authority is higher or lower by its interval. One authority: the biggest ratio
 * first. Several: those where most authorities have more need than the country.
 */
export function against(indicators: readonly Figure[]): Against[] {
  const country = new Map<string, Against['country']>();
  const own = new Map<string, Figure[]>();
  for (const row of indicators) {
    if (row.area_level === 'country' && row.value !== null) country.set(row.indicator, { ...row, value: row.value });
    if (row.area_level !== 'authority' || row.direction === 'none' || row.comparison === 'not_compared') continue;
    own.set(row.indicator, [...(own.get(row.indicator) ?? []), row]);
  }
  return [...own]
    .flatMap(([indicator, rows]) => {
      const other = country.get(indicator);
      return other && rows.some(differs) ? [{ country: other, own: rows, clear: clearness(rows, other.value) }] : [];
    })
    .sort((a, b) => b.clear - a.clear || (a.country.indicator < b.country.indicator ? -1 : 1));
}

const differs = ({ comparison }: Figure): boolean => comparison === 'higher' || comparison === 'lower';

function clearness(rows: readonly Figure[], other: number): number {
  const [only] = rows;
  if (rows.length > 1 || !only) return rows.filter((row) => row.judgement === 'worse').length;
  return only.value !== null && only.value > 0 && other > 0 ? Math.abs(Math.log(only.value / other)) : 0;
}

/** Whether a figure has an interval. */
const hasLimits = (row: Figure): boolean => row.value !== null && row.lower95_0cl !== null && row.upper95_0cl !== null;

/**
 * The indicator on which the area differs most clearly from the country, which findings tell first; else the first of
 * the index by position that has intervals and a comparison; else any with intervals.
 */
export function chooseIndicator(rows: readonly Figure[]): Figure | undefined {
  const drawable = new Map<string, Figure>();
  for (const row of rows) {
    if (row.area_level !== 'ward' || !hasLimits(row)) continue;
    const known = drawable.get(row.indicator);
    if (!known || known.comparison === 'not_compared') drawable.set(row.indicator, row);
  }
  for (const { country } of against(rows)) {
    const found = drawable.get(country.indicator);
    if (found) return found;
  }
  const inOrder = [...drawable.values()].sort(
    (a, b) => a.position - b.position || (a.indicator < b.indicator ? -1 : 1),
  );
  return inOrder.find((r) => r.in_index && r.statistic !== 'mean' && r.comparison !== 'not_compared') ?? inOrder[0];
}
