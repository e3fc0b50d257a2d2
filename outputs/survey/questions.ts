/**
 * What the survey asks of a service. An answer is a column of the contract of `services`, or stays in the response, for
 * the council to read. The words can be changed in survey.yaml; the answers that can be given cannot.
 */
import { costs, evidence, levels, modes, type Option, situations } from './options.js';

export interface Question {
  readonly id: string;
  readonly ask: string;
  readonly hint?: string;
  /** `list`: several texts with commas between them. `areas`: everywhere, or some of the areas. `pick`: one of a drop-down. */
  readonly kind: 'words' | 'long' | 'list' | 'whole' | 'date' | 'postcode' | 'one' | 'many' | 'pick' | 'areas';
  readonly options?: readonly Option[];
  /** Must be answered: what is said where it is not. */
  readonly needed?: string;
  /** Stays in the response: it is no column of `services`, and nothing reads it but people. */
  readonly stays?: true;
  /** Asked unless survey.yaml says otherwise. */
  readonly usual: boolean;
  /** What it stands under. */
  readonly part: 'what' | 'who' | 'where' | 'how' | 'ratings' | 'more';
}

export const parts = {
  what: 'What it is',
  who: 'Who it is for',
  where: 'Where it is',
  how: 'Places and access',
  ratings: 'Ratings of the programme',
  more: 'Anything else',
} as const satisfies Record<Question['part'], string>;

export const questions: readonly Question[] = [
  {
    id: 'name',
    part: 'what',
    ask: 'What is the service called?',
    hint: 'As families know it.',
    kind: 'words',
    needed: 'Enter what the service is called',
    usual: true,
  },
  {
    id: 'level',
    part: 'what',
    ask: 'Which level of help is it?',
    hint: 'Choose the one that fits best.',
    kind: 'one',
    needed: 'Select which level of help the service is',
    usual: true,
    options: levels,
  },
  {
    id: 'mode',
    part: 'what',
    ask: 'How is it given?',
    hint: 'Select all that apply.',
    kind: 'many',
    usual: true,
    options: modes,
  },
  {
    id: 'situation',
    part: 'who',
    ask: 'Which families is it for?',
    hint: 'Select all that apply. Leave blank if it is for any.',
    kind: 'many',
    usual: true,
    options: situations,
  },
  {
    id: 'audience',
    part: 'who',
    ask: 'Is it for particular people?',
    hint: 'With commas between them, for example: dads, young parents. Leave blank if it is for anyone.',
    kind: 'list',
    usual: true,
  },
  { id: 'eligibility', part: 'who', ask: 'Who can have it, and who cannot?', kind: 'long', stays: true, usual: false },
  { id: 'ages', part: 'who', ask: 'For children of which ages?', kind: 'words', stays: true, usual: false },
  {
    id: 'languages',
    part: 'who',
    ask: 'In which languages is it given, besides English?',
    hint: 'With commas between them, for example: Urdu, Polish.',
    kind: 'list',
    usual: true,
  },
  {
    id: 'covers',
    part: 'where',
    ask: 'Which places can families come from?',
    kind: 'areas',
    needed: 'Select which places families can come from',
    usual: true,
  },
  {
    id: 'postcode',
    part: 'where',
    ask: 'What is the postcode of the place where it is given?',
    hint: 'It is shown on a public map. Leave it blank if there is no such place, or if the address must stay private, as that of a refuge must.',
    kind: 'postcode',
    usual: true,
  },
  {
    id: 'capacity_per_year',
    part: 'how',
    ask: 'How many families can it take in a year?',
    hint: 'A whole number. Leave blank if there is no limit or you do not know; 0 means none.',
    kind: 'whole',
    usual: true,
  },
  {
    id: 'wait_days',
    part: 'how',
    ask: 'How many days do families usually wait for a place?',
    hint: 'From being referred to the first meeting. 0 if there is no wait.',
    kind: 'whole',
    usual: true,
  },
  {
    id: 'referral_route',
    part: 'how',
    ask: 'Who can refer families to it?',
    hint: 'Organisations, with commas between them, for example: families themselves, schools, GPs. Please name no person.',
    kind: 'list',
    usual: true,
  },
  {
    id: 'funding_end',
    part: 'how',
    ask: 'When does its funding end?',
    hint: 'For example 31 3 2027. Leave blank if it has no end.',
    kind: 'date',
    usual: true,
  },
  { id: 'funding_source', part: 'how', ask: 'Who pays for it?', kind: 'words', stays: true, usual: false },
  {
    id: 'cost_per_place',
    part: 'how',
    ask: 'What does one place cost, in pounds?',
    kind: 'whole',
    stays: true,
    usual: false,
  },
  {
    id: 'referrals',
    part: 'how',
    ask: 'How many families were referred last year?',
    kind: 'whole',
    stays: true,
    usual: false,
  },
  {
    id: 'inappropriate',
    part: 'how',
    ask: 'For how many of them was it not the right help?',
    kind: 'whole',
    stays: true,
    usual: false,
  },
  { id: 'starts', part: 'how', ask: 'How many families started last year?', kind: 'whole', stays: true, usual: false },
  {
    id: 'completions',
    part: 'how',
    ask: 'How many of them stayed to the end?',
    kind: 'whole',
    stays: true,
    usual: false,
  },
  {
    id: 'evidence',
    part: 'ratings',
    ask: 'How does the EIF Guidebook rate its evidence?',
    hint: 'Only if the programme is in the Guidebook. A star means mixed findings.',
    kind: 'pick',
    usual: true,
    options: evidence,
  },
  {
    id: 'cost',
    part: 'ratings',
    ask: 'How does the EIF Guidebook rate its cost?',
    kind: 'pick',
    usual: true,
    options: costs,
  },
  {
    id: 'outcome_measure',
    part: 'more',
    ask: 'How do you tell whether it helps?',
    hint: 'For example a questionnaire that parents fill in before and after.',
    kind: 'words',
    stays: true,
    usual: true,
  },
  {
    id: 'workforce_trained',
    part: 'more',
    ask: 'How many of your staff are trained in it?',
    kind: 'whole',
    stays: true,
    usual: false,
  },
  {
    id: 'da_screening',
    part: 'more',
    ask: 'How do you look out for domestic abuse before parents are seen together?',
    kind: 'long',
    stays: true,
    usual: false,
  },
  {
    id: 'barriers',
    part: 'more',
    ask: 'What keeps families from using it?',
    hint: 'For example travel, childcare, language, not knowing of it. Please write nothing about a single family.',
    kind: 'long',
    stays: true,
    usual: true,
  },
];

/** The ratings are often taken for more than they are. */
export const ratingsCaveat =
  'The Guidebook of the Early Intervention Foundation (EIF), now part of Foundations, rates programmes by how strong the evidence is that they helped children somewhere, and by what a place costs. A rating is no quality mark (kitemark) for a provider, and most good local services have none. Leave both blank if you are not sure.';
