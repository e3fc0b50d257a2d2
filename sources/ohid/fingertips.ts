/** What every indicator taken from Fingertips has in common. */

import type { Wording } from '../contract.js';
import { OGL } from '../define.js';

export const fingertipsAbout = {
  gives: 'observations',
  publisher: 'Office for Health Improvement and Disparities',
  licence: OGL,
  page: 'https://fingertips.phe.org.uk/',
  cadence: 'yearly',
  areaType: 'utla23',
  covers: 'England',
  disclosure: { withheld: true, also: 'with the reason in a note' },
} as const;

/** How the service words counties and unitary authorities, which changes with their boundaries. */
export const countiesAndUnitaries = [
  'Counties & UAs (from Apr 2023)',
  'Upper tier local authorities (post 4/23)',
] as const satisfies Wording;
