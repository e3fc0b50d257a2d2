/** The answers that can be chosen in the survey: each is a choice of the contract of `services`, in words for partners. */

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

const grades = {
  NL2: 'NL2: evidence not yet at level 2',
  2: '2: first signs that it helps children',
  3: '3: one careful study shows that it helps',
  4: '4: several careful studies show that it helps for a year or more',
};
const grade = (value: keyof typeof grades, plus = ''): Option[] => [
  { value: `${value}${plus}`, label: plus ? `${value}+: a little more than level ${value}` : grades[value] },
  { value: `${value}${plus}*`, label: `${value}${plus}*: the same, with mixed findings` },
];

export const sectors: readonly Option[] = [
  { value: 'local_authority', label: 'The council' },
  { value: 'nhs', label: 'The NHS' },
  { value: 'voluntary', label: 'A charity, community or faith group' },
  { value: 'school', label: 'A school, college or nursery' },
  { value: 'police', label: 'The police' },
  { value: 'private', label: 'A business' },
  { value: 'other', label: 'Another kind' },
];

export const levels: readonly Option[] = [
  {
    value: 'universal',
    label: 'For all families',
    hint: 'Anyone may use it. For example a website, an antenatal course, a drop-in.',
  },
  {
    value: 'targeted_selective',
    label: 'For groups who are more likely to need help',
    hint: 'For example young parents, parents out of work, parents of a child with special needs.',
  },
  {
    value: 'targeted_indicated',
    label: 'For families with the first signs of a difficulty',
    hint: 'For example parents who argue often, or who are separating.',
  },
  {
    value: 'specialist',
    label: 'For families who need intensive help',
    hint: 'For example family therapy, or intensive work at home.',
  },
];

export const modes: readonly Option[] = [
  { value: 'group', label: 'In a group' },
  { value: 'one_to_one', label: 'To one person or couple at a time' },
  { value: 'home', label: 'In the family’s home' },
  { value: 'phone', label: 'By telephone' },
  { value: 'digital', label: 'Online' },
];

export const situations: readonly Option[] = [
  { value: 'intact', label: 'Parents who live together' },
  { value: 'separating', label: 'Parents who are separating' },
  { value: 'separated', label: 'Parents who have separated' },
  { value: 'expectant', label: 'Parents who expect a baby' },
  { value: 'step', label: 'Step-families' },
  { value: 'kinship', label: 'Relatives who bring up a child (kinship care)' },
];

export const evidence: readonly Option[] = [
  ...grade('NL2'),
  ...grade(2),
  ...grade(2, '+'),
  ...grade(3),
  ...grade(3, '+'),
  ...grade(4),
  ...grade(4, '+'),
];

export const costs: readonly Option[] = [
  { value: '1', label: '1: under £100 for a family' },
  { value: '2', label: '2: £100 to £499' },
  { value: '3', label: '3: £500 to £999' },
  { value: '4', label: '4: £1,000 to £2,000' },
  { value: '5', label: '5: over £2,000' },
  { value: 'NA', label: 'In the Guidebook, without a rating of cost' },
];
