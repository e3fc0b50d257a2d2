/** Files as publishers give them, read by the contracts of the connectors: every row, every mark in its place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { csvParse } from 'd3-dsv';
import { expect, it } from 'vitest';
import { eesMarks, eesTable } from '../sources/connectors/ees.js';
import { elsTable } from '../sources/connectors/els.js';
import { fingertipsTable } from '../sources/connectors/fingertips.js';
import type { Contract } from '../sources/contract.js';
import { askTable } from './support/read-table.js';
import { describeShared } from './support/shared.js';

type Raw = Readonly<Record<string, string>>;

/** The rows of a file, read by other code than the product's. */
function rawRows(file: string): readonly Raw[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  return csvParse(text) as unknown as readonly Raw[];
}

/** How many rows SOURCE.json says there are below the header. */
function stated(folder: string, name: string): number {
  const { files } = JSON.parse(readFileSync(path.join(folder, 'SOURCE.json'), 'utf8')) as {
    files: { file: string; csv_records_incl_header: number }[];
  };
  return (files.find(({ file }) => file === name)?.csv_records_incl_header ?? Number.NaN) - 1;
}

/** Rows and, of one column, how many figures there are, how many are missing and how many withheld. */
async function countsOf(file: string, contract: Contract, figure: string) {
  const status = `"${figure} status"`;
  const sql = `select count(*) as rows, count(*) filter (where ${status} = 0) as figures,
    count(*) filter (where ${status} = 1) as missing, count(*) filter (where ${status} = 2) as withheld,
    count(*) filter (where ${status} <> 0 and "${figure}" is not null) as marked_figures from cells`;
  const [counts] = await askTable(file, [contract], sql);
  expect(counts?.marked_figures).toBe(0);
  return { rows: counts?.rows, figures: counts?.figures, missing: counts?.missing, withheld: counts?.withheld };
}

/** The same, by what stands in the file. */
function rawCounts(rows: readonly Raw[], statusOf: (row: Raw) => 'figures' | 'missing' | 'withheld') {
  const counts = { rows: rows.length, figures: 0, missing: 0, withheld: 0 };
  for (const row of rows) counts[statusOf(row)]++;
  return counts;
}

const plus = <T extends object>(counts: readonly T[]): T =>
  counts.reduce((a, b) => Object.fromEntries(Object.entries(a).map(([k, n]) => [k, n + Number(b[k as keyof T])])) as T);

describeShared('DfE’s files', 'data', (data) => {
  const care = 'dfe-children-social-care';
  it.each([
    { folder: care, name: 'b1_children_in_need_2013_to_2025.csv', figure: 'At31_episodes', by: [] },
    {
      folder: care,
      name: 'c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv',
      figure: 'rereferral_count',
      by: [],
    },
    {
      folder: care,
      name: 'c3_factors_identified_at_end_of_assessment_2018_to_2025.csv',
      figure: 'Alcohol_Misuse_child',
      by: [],
    },
    { folder: care, name: 'd3_cpps_subsequent_plan_2013_to_2025.csv', figure: 'CPP_subsequent', by: [] },
    { folder: care, name: 'd5_cpps_at31march_by_duration_2013_to_2025.csv', figure: '2_years_or_more', by: [] },
    {
      folder: care,
      name: 'cla_number_and_rate_per_10k_children.csv',
      figure: 'rate_per_10000',
      by: ['population_type'],
    },
    { folder: care, name: 'absence_la.csv.gz', figure: 'pt_overall', by: ['social_care_group', 'phase_type_grouping'] },
    { folder: care, name: 'ons_mid-year_population_estimates_2012_to_2024.csv', figure: 'population_estimate', by: [] },
    {
      folder: 'dfe-ees-fsm',
      name: 'data.csv.gz',
      figure: 'number_of_pupils',
      by: ['phase_type_grouping', 'characteristic_group', 'characteristic', 'fsm_eligibility'],
    },
  ])('$name: authorities, regions and England are all its rows', async ({ folder, name, figure, by }) => {
    const file = path.join(data, folder, name);
    const one = (level: 'LA' | 'REG' | 'NAT') => countsOf(file, eesTable({ figures: { n: figure }, by, level }), 'n');
    const counts = plus([await one('LA'), await one('REG'), await one('NAT')]);
    expect(counts.rows).toBe(stated(path.join(data, folder), name));
    expect(counts).toEqual(rawCounts(rawRows(file), (row) => eesMarks[row[figure] ?? ''] ?? 'figures'));
  });
});

describeShared('files of Explore Local Statistics', 'data/ons-explore-local-statistics', (folder) => {
  it.each([
    'children-in-relative-poverty',
    'claimant-count',
    'early-years',
    'employment-rate',
    'gcses-in-english-and-maths',
    'gross-disposable-household-income-per-head',
    'homicide-offences',
    'modelled-unemployment',
    'persistent-absences-for-all-pupils',
    'persistent-absences-for-pupils-eligible-for-free-school-meals',
    'personal-wellbeing-estimates',
  ])('%s: its indicators are all its rows, blanks by their status', async (name) => {
    const file = path.join(folder, `${name}.csv.gz`);
    const rows = rawRows(file);
    expect(rows).toHaveLength(stated(folder, `${name}.csv.gz`));
    const { columns, ...rest } = elsTable();
    const contract = (indicator: string): Contract => ({
      ...rest,
      columns: { ...columns, indicator: { heading: 'indicator', type: 'text' } },
      // Some files have areas of international statistics beside those with codes of nine letters and digits.
      only: { indicator: [indicator], area: { matches: '[A-Z][0-9]{8}' } },
    });
    const indicators = [...new Set(rows.map((row) => row.indicator ?? ''))];
    const counts = plus(await Promise.all(indicators.map((indicator) => countsOf(file, contract(indicator), 'value'))));
    const known = rows.filter(({ areacd = '' }) => /^[A-Z]\d{8}$/.test(areacd));
    const statusOf = ({ observation, status = '' }: Raw) =>
      observation ? 'figures' : ['c', 'u'].includes(status) ? 'withheld' : 'missing';
    expect(counts).toEqual(rawCounts(known, statusOf));
    expect(known.length).toBeGreaterThan(rows.length * 0.5);
  });
});

describeShared('files of Fingertips', 'data/fingertips-csv', (folder) => {
  it.each([
    {
      name: 'la_hospital_admissions_90284.csv.gz',
      indicator: 90284,
      areaType: 'Counties & UAs (from Apr 2023)',
      sex: 'Male',
      age: '<15 yrs',
      withheld: 1,
    },
    {
      name: 'social-isolation-indicators-CountyUA.data.csv',
      indicator: 90280,
      areaType: 'County & UA',
      sex: 'Persons',
      age: '18+ yrs',
      withheld: 0,
    },
    {
      name: 'indicators-DistrictUApre419.data.csv',
      indicator: 92659,
      areaType: 'District & UA (pre 4/19)',
      sex: 'Persons',
      age: '16+ yrs',
      withheld: 0,
    },
    {
      name: 'indicators-CountyUA.data_93356_quoted_newlines.csv',
      indicator: 93356,
      areaType: 'County & UA',
      sex: 'Persons',
      age: 'All ages',
      withheld: 0,
    },
  ] as const)('$name: 26 columns or 27, the rows of one kind of area', async (wanted) => {
    const { name, indicator, areaType, sex, age } = wanted;
    const file = path.join(folder, name);
    const rows = rawRows(file);
    expect(rows).toHaveLength(stated(folder, name));
    const counts = await countsOf(file, fingertipsTable({ indicator, areaType: [areaType], age, sex }), 'value');
    const chosen = rows.filter(
      (row) =>
        row['Indicator ID'] === `${indicator}` &&
        row['Area Type'] === areaType &&
        row.Sex === sex &&
        row.Age === age &&
        row.Category === '',
    );
    const statusOf = (row: Raw) =>
      row.Value ? 'figures' : row['Value note']?.startsWith('Value suppressed') ? 'withheld' : 'missing';
    expect(counts).toEqual(rawCounts(chosen, statusOf));
    expect(counts.withheld).toBe(wanted.withheld);
    expect(Number(counts.rows)).toBeGreaterThan(100);
  });

  it('says which kinds of area were looked for when a file has none of them', async () => {
    const file = path.join(folder, 'la_hospital_admissions_90284.csv.gz');
    const old = fingertipsTable({ indicator: 90284, areaType: ['County & UA (4/19-3/20)'], age: '<15 yrs' });
    await expect(countsOf(file, old, 'value')).rejects.toMatchObject({
      text: {
        problems: [{ expected: expect.stringContaining('"Area Type" “County & UA (4/19-3/20)”'), found: 'none' }],
      },
    });
  });
});
