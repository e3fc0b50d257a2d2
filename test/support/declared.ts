/** An index declared over small tables drawn in a test, inferred as a run infers it. */
import { type Domain, defineIndicator, type Index } from '../../models/define.js';
import { inferIndex } from '../../models/infer/index.js';
import type { Assessed, IndicatorFigures } from '../../models/infer/indicators.js';
import { scores } from '../../models/statistics/figures.js';
import { censusAge } from '../../sources/ons/census-age.js';

export type Columns = Readonly<Record<string, readonly (number | null)[]>>;

const indicatorOf = (id: string, direction: 'higher' | 'lower' = 'higher') =>
  defineIndicator({ id, title: id, statistic: 'mean', numerator: censusAge.measures.residents, direction });

/** An index of domains of indicators, over wards that all have parts. */
export function infer(
  domains: Readonly<Record<string, Columns>>,
  steps: Partial<Index> = {},
  {
    weights = {},
    lower = [],
    authority,
  }: { weights?: Record<string, number>; lower?: string[]; authority?: string[] } = {},
) {
  const groups = Object.entries(domains).map(([id, columns]): Domain & { columns: Columns } => ({
    id,
    title: id,
    columns,
    indicators: Object.keys(columns).map((name) => indicatorOf(name, lower.includes(name) ? 'lower' : 'higher')),
  }));
  const wards = Object.values(groups[0]!.columns)[0]!.length;
  const assessed: Assessed = {
    area: [...Array.from({ length: wards }, (_, i) => `X0500${i}`), 'X06', 'X92'],
    authority: [...(authority ?? Array.from({ length: wards }, () => 'X06')), 'X06', 'X92'],
    hasParts: Array.from({ length: wards + 2 }, () => true),
    wards,
  };
  const index: Index = {
    id: 'need',
    title: 'Need',
    normalise: 'z_score',
    aggregate: 'arithmetic',
    domains: groups.map((domain) => ({ domain, weight: weights[domain.id] ?? 1 })),
    ...steps,
  };
  const figures = groups.flatMap((domain) =>
    domain.indicators.map((indicator, i): IndicatorFigures => {
      const column = [...(domain.columns[indicator.id] ?? []), 0, 0].map((x) => x ?? Number.NaN);
      return {
        planned: { indicator, domain, position: i },
        counts: { numerator: Float64Array.from(column), denominator: new Float64Array(column.length).fill(1) },
        figures: scores(column),
        status: column.map((x) => (Number.isNaN(x) ? 'missing' : 'measured')),
      };
    }),
  );
  return { index, result: inferIndex(index, assessed, figures) };
}
