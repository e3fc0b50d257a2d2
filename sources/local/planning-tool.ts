import { defineSource } from '../define.js';
import { columns, councilRows, optional } from './local.js';

/** Where the council places itself in the planning tool, element by element, over time. */
export const planningTool = defineSource({
  ...councilRows,
  id: 'planning_tool',
  title: 'Planning tool: stages reached',
  tables: [
    {
      row: 'an element and date',
      columns: columns({
        element: { type: 'text', means: 'An element of the tool, in its words.', example: 'Workforce' },
        stage: { type: 'text', means: 'The stage reached, its number first, in the words of the tool.', example: '2' },
        date: { type: 'date', means: 'When it was agreed.', example: '31/03/2025' },
        evidence: { ...optional, type: 'text', means: 'What shows it.', example: '52 of 85 trained' },
      }),
      key: ['element', 'date'],
    },
  ],
});
