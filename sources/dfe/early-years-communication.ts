import { els } from '../connectors/els.js';
import { defineSource, unconfirmed } from '../define.js';
import { elsAbout, elsTables, upperTierCodes } from '../ons/els.js';

/** Children at the end of reception who reach the expected level in communication and language. */
export const earlyYearsCommunication = defineSource({
  ...elsAbout,
  id: 'dfe_early_years_communication',
  title: 'Early years: communication and language',
  publisher: 'Department for Education, by the Office for National Statistics',
  covers: 'England',
  areaType: ['utla23', 'region24', 'country'],
  via: els({ indicator: 'early-years-communication-and-language', time: 'all' }),
  releases: [{ id: '2025', period: '2024/25', published: '2025-11-27' }],
  caveats: [unconfirmed('the name early-years-communication-and-language')],
  tables: elsTables('Communication and language', upperTierCodes),
  measures: {
    share: {
      title: 'Children who reach the expected level in communication and language at 5, %',
      kind: 'score',
      of: 'value',
    },
  },
});
