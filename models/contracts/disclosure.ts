/** The marts about disclosure control: what is withheld, and which counts of the council's own are shown. */
import { z } from 'zod';
import { maybe, number, text } from './words.js';

const item = maybe(text).describe('What else it is about: a programme; blank for indicators.');

export const disclosureMarts = {
  mart_disclosure: z
    .object({
      indicator: text.describe('Short name of the indicator, or of the table of the council’s own.'),
      title: text.describe('What it says, in words.'),
      area_level: text.describe('What kind of area the row is about.'),
      area: text.describe('Code of the area.'),
      area_name: text.describe('Name of the area.'),
      period: text.describe('The time the figure is about.'),
      item,
      number: maybe(text).describe('Which number of the row; blank where the whole figure is withheld.'),
      rule: text.describe('The rule that withheld it.'),
    })
    .describe('A figure that was withheld, and by which rule; never the number.'),
  mart_own_count: z
    .object({
      subject: text.describe('Short name of the indicator, or of the table of the council’s own.'),
      item,
      period: maybe(text).describe('The time it is about.'),
      area_level: maybe(text).describe('What kind of area it is of; blank for the whole area.'),
      area: maybe(text).describe('Code of the area.'),
      number: text.describe('Which number.'),
      value: number.describe('The count.'),
      status: text.describe('measured, modelled (shared out between areas) or rounded.'),
    })
    .describe(
      'A count of the council’s own that this edition shows. Later editions take it as known: nothing is hidden behind it.',
    ),
} as const;
