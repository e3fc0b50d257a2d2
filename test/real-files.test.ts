/**
 * Real published files, each read by its own source: how many rows are kept of how many, and where a figure is withheld or
 * not there. Withheld is not missing, and neither is 0.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { type Engine, toRows } from '../models/engine/engine.js';
import { cellTable, readCells, statusColumn } from '../models/load/raw.js';
import type { LookupSource, ObservationSource } from '../sources/define.js';
import { fuelPoverty } from '../sources/desnz/fuel-poverty.js';
import { absenceSocialCare } from '../sources/dfe/absence-social-care.js';
import { assessmentFactors } from '../sources/dfe/assessment-factors.js';
import { childPopulation } from '../sources/dfe/child-population.js';
import { childProtectionPlans } from '../sources/dfe/child-protection-plans.js';
import { childrenInNeed } from '../sources/dfe/children-in-need.js';
import { childrenLookedAfter } from '../sources/dfe/children-looked-after.js';
import { earlyYearsCommunication } from '../sources/dfe/early-years-communication.js';
import { freeSchoolMeals } from '../sources/dfe/free-school-meals.js';
import { persistentAbsence } from '../sources/dfe/persistent-absence.js';
import { childrenRelativePoverty } from '../sources/dwp/relative-poverty.js';
import { homelessnessCauses } from '../sources/mhclg/homelessness-causes.js';
import { homelessnessDuties } from '../sources/mhclg/homelessness-duties.js';
import { iod2019 } from '../sources/mhclg/iod2019.js';
import { iod2019Transformed } from '../sources/mhclg/iod2019-transformed.js';
import { iod2025 } from '../sources/mhclg/iod2025.js';
import { childInjuryAdmissions } from '../sources/ohid/child-injury-admissions.js';
import { censusAge } from '../sources/ons/census-age.js';
import { censusDeprivation } from '../sources/ons/census-deprivation.js';
import { censusDisability } from '../sources/ons/census-disability.js';
import { censusEthnicity } from '../sources/ons/census-ethnicity.js';
import { censusOvercrowding } from '../sources/ons/census-overcrowding.js';
import { censusTenure } from '../sources/ons/census-tenure.js';
import { claimantCount } from '../sources/ons/claimant-count.js';
import { lsoa11Ward22, lsoa21Ward22 } from '../sources/ons/lsoa-ward22.js';
import { lsoa11Ward21 } from '../sources/ons/lsoa11-ward21.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { populationLowerTier } from '../sources/ons/population-lower-tier.js';
import { populationLsoa11 } from '../sources/ons/population-lsoa11.js';
import { wellbeingAnxiety } from '../sources/ons/wellbeing-anxiety.js';
import { wellbeingHappiness } from '../sources/ons/wellbeing-happiness.js';
import { describeShared } from './support/shared.js';

interface RealFile {
  readonly source: ObservationSource | LookupSource;
  readonly place: string;
  /** Rows that the contract keeps. */
  readonly rows: number | 'all';
  /** The column looked at, how many of its cells are withheld, and how many have no figure. */
  readonly figure?: readonly [column: string, withheld: number, missing: number];
}

const dfe = 'dfe-children-social-care/';
const els = 'ons-explore-local-statistics/';
const census = 'census2021-lsoa21/';
/** Every row is kept: as many as the folder's SOURCE.json counts. */
const all = 'all' as const;

const files: readonly RealFile[] = [
  { source: iod2025, place: 'iod2025-file7-rebuilt/File_7_IoD2025_rebuilt_all_LSOAs.csv.gz', rows: 33_755 },
  { source: iod2019, place: 'iod2019-file7-rebuilt/File_7_rebuilt_all_LSOAs.csv.gz', rows: 32_844 },
  { source: iod2019Transformed, place: 'iod2019-lsoa/File_9_-_IoD2019_Transformed_Scores.csv.gz', rows: all },
  { source: lsoa11Ward21, place: 'lookup-lsoa11-ward21-ons/LSOA11_WD21_LAD21_EW_LU_V2.xlsx', rows: 34_753 },
  { source: lsoa21Ward25, place: 'lookup-lsoa21-ward25-bcc/LSOA21_WD25_LAD25_lookup.csv.gz', rows: 35_672 },
  { source: lsoa21Ward22, place: 'lookup-ward22-gla/lsoa21_ward22_bf.csv.gz', rows: all },
  { source: lsoa11Ward22, place: 'lookup-ward22-gla/lsoa11_ward22_bf.csv.gz', rows: all },
  { source: censusAge, place: `${census}census21_pop_age6_lsoa21.csv.gz`, rows: all },
  { source: censusDeprivation, place: `${census}household_deprivation21_lsoa21.csv.gz`, rows: all },
  { source: censusDisability, place: `${census}disability21_lsoa21_ew.csv.gz`, rows: all },
  { source: censusEthnicity, place: `${census}ethnicity21_lsoa21.csv.gz`, rows: all },
  { source: censusOvercrowding, place: `${census}household_overcrowding21_lsoa21.csv.gz`, rows: all },
  { source: censusTenure, place: `${census}household_tenure21_lsoa21.csv.gz`, rows: all },
  { source: fuelPoverty, place: 'north-ward-indicators/sub-regional-fuel-poverty-2022-tables.xlsx', rows: 32_844 },
  {
    source: homelessnessCauses,
    place: 'homelessness-hclic/Detailed_LA_202212.ods',
    rows: 318,
    figure: ['owed', 0, 20],
  },
  {
    source: homelessnessDuties,
    place: 'homelessness-hclic/Detailed_LA_202212.ods',
    rows: 318,
    figure: ['owed', 0, 20],
  },
  { source: populationLsoa11, place: 'population-lsoa11/population_mid2020_lsoa11.csv.gz', rows: all },
  { source: populationLowerTier, place: 'nomis-csv/nomis_population_lad_north.csv.gz', rows: 748 },
  { source: claimantCount, place: 'nomis-csv/NM_162_1.csv', rows: 201, figure: ['n', 0, 0] },
  {
    source: childPopulation,
    place: `${dfe}ons_mid-year_population_estimates_2012_to_2024.csv`,
    rows: 2106,
    figure: ['children', 0, 21],
  },
  {
    source: childrenInNeed,
    place: `${dfe}b1_children_in_need_2013_to_2025.csv`,
    rows: 2106,
    figure: ['in_need', 3, 6],
  },
  {
    source: assessmentFactors,
    place: `${dfe}c3_factors_identified_at_end_of_assessment_2018_to_2025.csv`,
    rows: 1296,
    figure: ['domestic_abuse_parent', 13, 3],
  },
  {
    source: childProtectionPlans,
    place: `${dfe}d5_cpps_at31march_by_duration_2013_to_2025.csv`,
    rows: 2106,
    figure: ['two_years_or_more', 706, 3],
  },
  {
    source: childrenLookedAfter,
    place: `${dfe}cla_number_and_rate_per_10k_children.csv`,
    rows: 825,
    figure: ['looked_after', 1, 19],
  },
  { source: absenceSocialCare, place: `${dfe}absence_la.csv.gz`, rows: 1134, figure: ['persistently_absent', 12, 170] },
  { source: freeSchoolMeals, place: 'dfe-ees-fsm/data.csv.gz', rows: 1132, figure: ['eligible', 0, 0] },
  // Cornwall with the Isles of Scilly, and Hackney with the City, have a rate and no count of their own.
  {
    source: childInjuryAdmissions,
    place: 'fingertips-csv/la_hospital_admissions_90284.csv.gz',
    rows: 2130,
    figure: ['count', 0, 36],
  },
  {
    source: childrenRelativePoverty,
    place: `${els}children-in-relative-poverty.csv.gz`,
    rows: 660,
    figure: ['value', 0, 0],
  },
  {
    source: persistentAbsence,
    place: `${els}persistent-absences-for-all-pupils.csv.gz`,
    rows: 2909,
    figure: ['value', 0, 0],
  },
  { source: earlyYearsCommunication, place: `${els}early-years.csv.gz`, rows: 663, figure: ['value', 0, 0] },
  {
    source: wellbeingAnxiety,
    place: `${els}personal-wellbeing-estimates.csv.gz`,
    rows: 4104,
    figure: ['value', 27, 28],
  },
  {
    source: wellbeingHappiness,
    place: `${els}personal-wellbeing-estimates.csv.gz`,
    rows: 4104,
    figure: ['value', 27, 28],
  },
];

/** The rows below the header, as the folder's SOURCE.json counts them. */
function countedIn(data: string, place: string): number {
  const about = JSON.parse(readFileSync(path.join(data, path.dirname(place), 'SOURCE.json'), 'utf8')) as {
    files: { file: string; csv_records_incl_header?: number }[];
  };
  return (about.files.find((f) => f.file === path.basename(place))?.csv_records_incl_header ?? 0) - 1;
}

describeShared('published files', 'data', (data) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openDuckDB();
  });
  afterAll(() => engine.close());

  it.each(files)('$source.id reads $place', async ({ source, place, rows, figure }) => {
    await readCells(engine, { source, release: '', file: path.join(data, place), shown: place });
    const status = statusColumn(figure?.[0] ?? 'area');
    const [found] = toRows(
      await engine.query(
        figure
          ? `select count(*) as rows, count(*) filter (where ${status} = 2) as withheld, count(*) filter (where ${status} = 1) as missing,
              count(*) filter (where ${status} > 0 and "${figure[0]}" is not null) as invented from ${cellTable(source)}`
          : `select count(*) as rows from ${cellTable(source)}`,
      ),
    );
    const [, withheld, missing] = figure ?? [];
    expect(found).toEqual({
      rows: rows === all ? countedIn(data, place) : rows,
      ...(figure && { withheld, missing, invented: 0 }),
    });
    await engine.drop(cellTable(source));
  });
});
