import { defineSource } from '../define.js';
import { anyArea, columns, councilRows, optional } from './local.js';

const cohort = { type: 'text', means: 'A group of people known to a service.', example: 'Rent arrears' } as const;

/** Who is known to several services at once: how many are in each cohort, and in each two. Nothing of a person is kept. */
export const cohorts = defineSource({
  ...councilRows,
  access: 'restricted',
  id: 'cohorts',
  title: 'Overlapping cohorts',
  tables: [
    {
      row: 'a person in a cohort',
      columns: columns({
        person_id: { type: 'text', personal: true, means: 'Any pseudonym; it is not kept.', example: 'P001' },
        cohort,
        area: { ...anyArea, personal: true },
      }),
      key: ['person_id', 'cohort'],
      keeps: `select one.cohort, nullif(other.cohort, one.cohort) as also_in, count(*) as people
        from cells as one join cells as other on other.person_id = one.person_id and other.cohort >= one.cohort
        group by one.cohort, other.cohort`,
    },
    {
      row: 'a count of people in one or two cohorts',
      columns: columns({
        cohort,
        also_in: {
          ...optional,
          type: 'text',
          means: 'Another group; blank for all in the first.',
          example: 'Benefit cap',
        },
        people: { type: 'whole', means: 'How many people are in both.', example: '130' },
      }),
      key: ['cohort', 'also_in'],
    },
  ],
});
