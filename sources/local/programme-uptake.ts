import { defineSource } from '../define.js';
import { anyArea, columns, councilRows, optional, period } from './local.js';

/** How far parents came with each programme: enrolled, started, stayed. */
export const programmeUptake = defineSource({
  ...councilRows,
  id: 'programme_uptake',
  title: 'Uptake of programmes',
  tables: [
    {
      row: 'a programme and period',
      columns: columns({
        programme: { type: 'text', means: 'What it is called.', example: 'Arguing better' },
        period,
        projects_started: { ...optional, type: 'whole', means: 'Courses or groups begun.', example: '13' },
        enrolled: { type: 'whole', means: 'Parents who signed up.', example: '41' },
        starts: { type: 'whole', partOf: 'enrolled', means: 'Of those, who came at least once.', example: '34' },
        retained: { type: 'whole', partOf: 'starts', means: 'Of those, who stayed to the end.', example: '28' },
        milestones: { type: 'whole', means: 'Parents who reached what the programme is for.', example: '22' },
        area: anyArea,
      }),
      key: ['programme', 'period', 'area'],
    },
  ],
});
