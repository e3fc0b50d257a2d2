import { defineSource, OGL } from '../define.js';

/** Residents by single year of age, mid-2020 and before, on the LSOAs of 2011. */
export const populationLsoa11 = defineSource({
  id: 'ons_population_lsoa11',
  gives: 'observations',
  title: 'Small area population estimates by LSOA 2011',
  publisher: 'Office for National Statistics',
  licence: OGL,
  page: 'https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates',
  cadence: 'ended with mid-2020',
  areaType: 'lsoa11',
  covers: 'England and Wales',
  disclosure: 'none needed',
  releases: [
    { id: 'mid2020', period: 'mid-2020', published: '2021-09-16' },
    { id: 'mid2019', period: 'mid-2019', published: '2020-09-11' },
  ],
  caveats: ['From mid-2021 on estimates are on the LSOAs of 2021.'],
  tables: [
    {
      columns: {
        area: { heading: ['LSOA Code', 'lsoa11_code'], type: 'code' },
        residents: { heading: ['All Ages', 'total_population'], type: 'whole' },
      },
      key: ['area'],
      atLeastRows: 30_000,
    },
  ],
  measures: { residents: { title: 'Residents', kind: 'count', of: 'residents' } },
});
