import { defineSource, OGL, unconfirmed } from '../define.js';

/** People on Universal Credit by whether they work, by LSOA 2011, as a table downloaded from Stat-Xplore. */
export const ucPeople = defineSource({
  id: 'dwp_uc_people',
  gives: 'observations',
  title: 'People on Universal Credit by employment, by LSOA',
  publisher: 'Department for Work and Pensions',
  licence: OGL,
  page: 'https://stat-xplore.dwp.gov.uk/',
  cadence: 'monthly',
  areaType: 'lsoa11',
  covers: 'Great Britain',
  disclosure: { perturbed: true },
  releases: [{ id: '202509', period: 'September 2025', published: '2025-10-14' }],
  caveats: [unconfirmed('the fields of Stat-Xplore database UC_Monthly, so the table is downloaded by hand')],
  tables: [
    {
      columns: {
        area: { heading: ['lsoa', 'LSOA code'], type: 'code' },
        not_in_employment: { heading: 'Not in employment', type: 'number', blanks: true },
        in_employment: { heading: 'In employment', type: 'number', blanks: true },
      },
      key: ['area'],
      marks: { '..': 'missing' },
    },
  ],
  measures: {
    not_in_employment: {
      title: 'People on Universal Credit who are not in employment',
      kind: 'count',
      of: 'not_in_employment',
    },
    in_employment: { title: 'People on Universal Credit in employment', kind: 'count', of: 'in_employment' },
  },
});
