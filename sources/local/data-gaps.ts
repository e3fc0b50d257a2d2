import { defineSource } from '../define.js';
import { columns, councilRows, optional } from './local.js';

/** What the council knows that it lacks, whom it has asked, and what it does meanwhile. */
export const dataGaps = defineSource({
  ...councilRows,
  id: 'data_gaps',
  title: 'Gaps in the data, as the council notes them',
  tables: [
    {
      row: 'a gap',
      columns: columns({
        item: { type: 'text', means: 'What is lacking.', example: 'Perinatal mental health by ward' },
        owner: { ...optional, type: 'text', means: 'Who has it: an organisation or a post.', example: 'The ICB' },
        asked_on: { ...optional, type: 'date', means: 'When it was asked for.', example: '14/05/2025' },
        status: { ...optional, type: 'text', means: 'How far it has come.', example: 'promised' },
        workaround: { ...optional, type: 'text', means: 'What stands in meanwhile.', example: 'GP estimates' },
        expected: { ...optional, type: 'date', means: 'When it is to come.', example: '01/12/2025' },
      }),
      key: ['item'],
    },
  ],
});
