/** Lays a mirror folder out from the real published files in ../shared/data: `npm run mirror -- DIR`. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { shared } from './shared.js';

/** Where each file of a mirror comes from. Their bytes are copied unchanged. */
export const mirrorFiles: Readonly<Record<string, string>> = {
  'mhclg_iod2025/2025.csv.gz': 'iod2025-file7-rebuilt/File_7_IoD2025_rebuilt_all_LSOAs.csv.gz',
  'mhclg_iod2019/2019.csv.gz': 'iod2019-file7-rebuilt/File_7_rebuilt_all_LSOAs.csv.gz',
  'ons_lsoa21_ward25/2025.csv.gz': 'lookup-lsoa21-ward25-bcc/LSOA21_WD25_LAD25_lookup.csv.gz',
  'ons_lsoa21_ward22/2022.csv.gz': 'lookup-ward22-gla/lsoa21_ward22_bf.csv.gz',
  'ons_lsoa11_ward22/2022.csv.gz': 'lookup-ward22-gla/lsoa11_ward22_bf.csv.gz',
  'gla_lsoa11_ward22_weighted/2022.csv.gz': 'lookup-ward22-gla/lsoa11_ward22_weighted_extended.csv.gz',
  'ons_lsoa11_lsoa21/2022.csv.gz': 'lookup-lsoa11-lsoa21/lsoa11_lsoa21_lad22.csv.gz',
  'ons_ltla24_region24/2024.csv.gz': 'lookup-ward-lad-names/ltla24_region24.csv.gz',
  'ons_ltla24_pfa24/2024.csv.gz': 'lookup-ward-lad-names/ltla24_csp24_pfa24.csv.gz',
  'ons_ltla23_utla23/2023.csv.gz': 'lookup-ward-lad-names/ltla23_utla23.csv.gz',
  'ons_wellbeing_anxiety/2023.csv.gz': 'ons-explore-local-statistics/personal-wellbeing-estimates.csv.gz',
  'dfe_children_in_need/2025.csv': 'dfe-children-social-care/b1_children_in_need_2013_to_2025.csv',
  'dfe_child_population/2024.csv': 'dfe-children-social-care/ons_mid-year_population_estimates_2012_to_2024.csv',
  'ons_ward25_boundaries/2025.geojson.gz': 'boundaries-wd25-bgc-england/wd25_england_bgc.geojson.gz',
  'ons_ward22_boundaries/2022.geojson.gz': 'boundaries-wd22-bgc-england/wd22_england_bgc.geojson.gz',
  'desnz_fuel_poverty/2022.xlsx': 'north-ward-indicators/sub-regional-fuel-poverty-2022-tables.xlsx',
  'ons_census_age/2021.csv.gz': 'census2021-lsoa21/census21_pop_age6_lsoa21.csv.gz',
  'ons_census_deprivation/2021.csv.gz': 'census2021-lsoa21/household_deprivation21_lsoa21.csv.gz',
  'ons_census_overcrowding/2021.csv.gz': 'census2021-lsoa21/household_overcrowding21_lsoa21.csv.gz',
  'ons_census_tenure/2021.csv.gz': 'census2021-lsoa21/household_tenure21_lsoa21.csv.gz',
  'ons_census_disability/2021.csv.gz': 'census2021-lsoa21/disability21_lsoa21_ew.csv.gz',
  'ons_census_ethnicity/2021.csv.gz': 'census2021-lsoa21/ethnicity21_lsoa21.csv.gz',
  'ons_census_household_composition/2021.csv':
    'census2021-ts003-bradford/census2021-ts003-lsoa_bradford_nomis_query.csv',
};

/** Copies the files into `folder`; false when ../shared is absent. */
export function layMirror(folder: string): boolean {
  if (shared === undefined) return false;
  for (const [to, from] of Object.entries(mirrorFiles)) {
    const target = path.join(folder, to);
    mkdirSync(path.dirname(target), { recursive: true });
    if (!existsSync(target)) copyFileSync(path.join(shared, 'data', from), target);
  }
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('Say where: npm run mirror -- DIR');
    process.exitCode = 2;
  } else if (layMirror(folder)) {
    console.log(`${Object.keys(mirrorFiles).length} files laid out in ${path.resolve(folder)}`);
  } else {
    console.log('Skipped: ../shared/data is not there.');
  }
}
