/** What the department's statistics of children and schools have in common. */
import { OGL } from '../define.js';

export const dfe = {
  gives: 'observations',
  publisher: 'Department for Education',
  licence: OGL,
  cadence: 'yearly',
  areaType: 'utla23',
  covers: 'England',
} as const;

/** The figures of children's social care: `c` stands for 1 to 5, larger counts are rounded to 10 for regions and England. */
export const socialCare = {
  ...dfe,
  disclosure: { withheldBelow: 6, also: 'regions and England rounded to 10' },
} as const;

/** No id of these data sets on the service is known, so the file is downloaded by hand. */
export const byHand = 'The file is downloaded by hand from the page above: its id on the service is not confirmed.';
