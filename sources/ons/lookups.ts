/** What all lookups by ONS have in common. */
import { OGL } from '../define.js';

export const onsGeography = {
  publisher: 'Office for National Statistics, Open Geography',
  licence: OGL,
  page: 'https://geoportal.statistics.gov.uk/',
  cadence: 'yearly',
  covers: 'England and Wales',
} as const;

/** Where a person finds what a layer that has been renamed is called now. */
export const lookFor = (words: string): string => `${onsGeography.page}search?q=${encodeURIComponent(words)}`;
