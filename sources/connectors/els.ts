/**
 * Explore Local Statistics of the ONS: one CSV an indicator, from countries to local authorities.
 * Shape: https://github.com/ONSdigital/explore-local-statistics-app (src/routes/api), and the files behind it,
 * https://github.com/ONSdigital/explore-local-statistics-data.
 */
import type { Contract } from '../contract.js';
import type { ByFile, Service } from './connector.js';

export const elsService: Service = {
  id: 'explore_local_statistics',
  title: 'Explore Local Statistics',
  base: 'https://www.ons.gov.uk/explore-local-statistics/api/v1/',
  pace: { perSecond: 2, burst: 4, atOnce: 2 },
};

/** One indicator by its slug (`claimant-count`). Without areas all there are; without a time the latest. */
export const els = (asked: {
  readonly indicator: string;
  /** Codes, or kinds of area such as `ltla`, separated by commas. */
  readonly geo?: string | undefined;
  /** `all`, or periods as the service writes them. */
  readonly time?: string | undefined;
}): ByFile => ({
  service: elsService,
  file: async () => ({
    at: 'data.csv',
    query: { ...asked, includeStatus: 'true' },
    expects: 'csv',
  }),
});

/**
 * The contract of such a file: `value` by `area` and `period`. A blank has its reason in the status: c confidential, u
 * too unreliable to show, x not available, z not applicable. `heading` is the figure's, where it has one of its own.
 */
export const elsTable = (heading: readonly string[] = ['value', 'observation']): Contract => ({
  columns: {
    area: { heading: 'areacd', type: 'code' },
    period: { heading: 'period', type: 'text' },
    value: { heading, type: 'number', blanks: true, why: { column: 'status', withheld: ['c', 'u'] } },
    status: { heading: 'status', type: 'text', blanks: true },
  },
  key: ['area', 'period'],
  period: { column: 'period' },
});
