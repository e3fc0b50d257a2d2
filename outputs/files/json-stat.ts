/**
 * The cube of indicators as JSON-stat 2.0 (json-stat.org/format): indicator × area × what is said of it. What Explore
 * Local Statistics and many national offices speak.
 */
import type { MartRow } from '../../models/marts.js';
import { editionName } from '../telling/edition.js';
import { publishersOf } from '../telling/foot.js';

type IndicatorRow = MartRow<'mart_indicator'>;

/** What is said of an indicator in an area, in the order of the last dimension. */
const said = {
  value: 'Value',
  lower95_0cl: 'Lower end of the 95% interval',
  upper95_0cl: 'Upper end of the 95% interval',
  numerator: 'Numerator',
  denominator: 'Denominator',
} as const satisfies Partial<Record<keyof IndicatorRow, string>>;
const columns = Object.keys(said) as (keyof typeof said)[];

/** One dataset. A cell without a figure is null; `status` says why, by the words of the tables. */
export function jsonStat(
  assessment: MartRow<'mart_assessment'>,
  list: readonly MartRow<'mart_indicator_list'>[],
  indicators: readonly IndicatorRow[],
): string {
  const listed = [...list].sort((a, b) => a.position - b.position);
  const areas = new Map(indicators.map((row) => [row.area, row.area_name]));
  const codes = [...areas.keys()].sort();
  const indicatorAt = new Map(listed.map((row, i) => [row.indicator, i]));
  const areaAt = new Map(codes.map((code, i) => [code, i]));
  const value = new Array<number | null>(listed.length * codes.length * columns.length).fill(null);
  const status: Record<number, string> = {};
  for (const row of indicators) {
    const [i, a] = [indicatorAt.get(row.indicator), areaAt.get(row.area)];
    if (i === undefined || a === undefined) continue;
    for (const [c, column] of columns.entries()) {
      const cell = (i * codes.length + a) * columns.length + c;
      value[cell] = row[column];
      if (row.status !== 'measured') status[cell] = row.status;
    }
  }
  const category = (ids: readonly string[], label: readonly string[]) => ({
    index: ids,
    label: Object.fromEntries(ids.map((id, i) => [id, label[i]])),
  });
  return `${JSON.stringify({
    version: '2.0',
    class: 'dataset',
    label: `${editionName(assessment, '. ')}${assessment.title}, ${assessment.area_name}`,
    source: `${assessment.made_up ? 'Made-up data, in the form published by ' : ''}${publishersOf(list)}`,
    updated: assessment.data_date,
    id: ['indicator', 'area', 'said'],
    size: [listed.length, codes.length, columns.length],
    role: { geo: ['area'], metric: ['said'] },
    dimension: {
      indicator: {
        label: 'Indicator',
        category: {
          ...category(
            listed.map((row) => row.indicator),
            listed.map((row) => row.title),
          ),
          note: Object.fromEntries(
            listed.map((row) => [row.indicator, [`${row.unit}; ${row.period ?? 'no figures'}`]]),
          ),
        },
      },
      area: {
        label: 'Area',
        category: category(
          codes,
          codes.map((code) => areas.get(code) ?? code),
        ),
      },
      said: { label: 'Figure', category: category(columns, Object.values(said)) },
    },
    value,
    status,
  })}\n`;
}
