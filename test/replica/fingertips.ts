/** Fingertips: one CSV with every area, sex, age and inequality in it, a reason in the note where a figure is withheld. */
import { fingertips, fingertipsService, fingertipsTable } from '../../sources/connectors/fingertips.js';
import { type Case, csvOf } from './case.js';
import { madeUpSource, madeUpTable } from './made-up.js';

const columns =
  'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to Nowhere value or percentiles,Time period Sortable,New data,Compared to goal,Time period range'.split(
    ',',
  );

/** A row of the file: cells by heading, the others blank. */
const row = (cells: Readonly<Record<string, string>>): string[] =>
  columns.map((column) => ({ 'Indicator ID': '90284', 'Time period': '2023/24', ...cells })[column] ?? '');

const about = { Sex: 'Persons', Age: '<15 yrs', 'Indicator Name': 'Injuries,\nall ages' };
const suppressed = 'Value suppressed for disclosure control due to small count';
const written = madeUpTable(100, ['Area Code', 'Count']).rows.map(([area = '', count = '']) => {
  const figure = count === 'c' ? { 'Value note': suppressed } : { Count: count };
  return row({ ...about, 'Area Code': area, 'Area Type': 'LSOAs (2021)', ...figure });
});
const country = { ...about, 'Area Code': 'E92000001', 'Area Type': 'England', Count: '12.5' };
const beside = [row(country), row({ ...country, Category: 'Most deprived decile (IMD2019)' })];

export const fingertipsCase: Case = {
  name: 'fingertips',
  service: fingertipsService,
  source: madeUpSource(
    'replica_fingertips',
    fingertips({ indicator: 90284, areas: 'district' }),
    fingertipsTable({ indicator: 90284, areaType: ['LSOAs (2021)'], age: '<15 yrs' }),
    'count',
  ),
  table: { columns, rows: [...beside, ...written] },
  area: 'Area Code',
  figure: 'Count',
  answer({ path, query }, table) {
    if (path !== 'all_data/csv/by_indicator_id' || query.get('indicator_ids') !== '90284') return undefined;
    return { type: 'text/csv', body: csvOf(table) };
  },
};
