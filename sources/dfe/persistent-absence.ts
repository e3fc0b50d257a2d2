import { els } from '../connectors/els.js';
import { defineSource } from '../define.js';
import { elsAbout, elsTables, upperTierCodes } from '../ons/els.js';

/** Pupils who missed a tenth of their school sessions or more. */
export const persistentAbsence = defineSource({
  ...elsAbout,
  id: 'dfe_persistent_absence',
  title: 'Persistent absence, all pupils',
  publisher: 'Department for Education, by the Office for National Statistics',
  covers: 'England',
  areaType: ['utla23', 'region24', 'country'],
  via: els({ indicator: 'persistent-absences-all-pupils', time: 'all' }),
  releases: [{ id: '2025', period: '2024/25', published: '2026-03-26' }],
  caveats: ['By where the school is, not where the pupil lives.'],
  tables: elsTables('Persistent absences for all pupils', upperTierCodes),
  measures: { share: { title: 'Pupils who missed a tenth of school or more, %', kind: 'score', of: 'value' } },
});
