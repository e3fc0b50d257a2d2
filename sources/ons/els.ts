/** What the indicators taken from Explore Local Statistics have in common. */
import { elsTable } from '../connectors/els.js';
import type { Contract } from '../contract.js';
import { OGL } from '../define.js';

export const elsAbout = {
  gives: 'observations',
  publisher: 'Office for National Statistics',
  licence: OGL,
  page: 'https://www.ons.gov.uk/explore-local-statistics/',
  cadence: 'yearly',
  covers: 'United Kingdom',
  disclosure: { withheld: true },
} as const;

/**
 * The rows of one indicator for local authorities, regions and countries: of a file that holds several indicators, or of the service's answer,
 * which holds the one asked for. `areas` is the pattern of their codes.
 */
export function elsTables(indicator: string, areas: string): readonly Contract[] {
  const one = elsTable();
  const only = { area: { matches: areas } };
  const limits = {
    lower: { heading: 'lci_95', type: 'number', blanks: true },
    upper: { heading: 'uci_95', type: 'number', blanks: true },
  } as const;
  const columns = { ...one.columns, ...limits };
  return [
    {
      ...one,
      columns: { ...columns, indicator: { heading: 'indicator', type: 'text' } },
      only: { ...only, indicator: [indicator] },
    },
    { ...one, columns, only },
  ];
}

/** Codes of authorities, and of the regions and the country they are compared with; X is the made-up country. */
export const lowerTierCodes = '[EWX](?:0[6-9]|12|92)[0-9]{6}';
export const upperTierCodes = '[EX](?:0[689]|10|12|92)[0-9]{6}';
