/**
 * Opendatasoft portals: a whole data set as one CSV. The list of records ends at 10,000; an export from the beginning
 * does not.
 * Shape: https://help.opendatasoft.com/apis/ods-explore-v2/ (catalog/datasets/{id}/exports/csv).
 */
import type { ByFile, Service } from './connector.js';

export interface OpendatasoftDataset {
  readonly dataset: string;
  /** What puts the rows into an order that holds from one export to the next. */
  readonly orderBy: string;
}

export const opendatasoftService = (about: Pick<Service, 'id' | 'title' | 'base'>): Service => ({
  ...about,
  pace: { perSecond: 2, burst: 4, atOnce: 1 },
});

/** A data set with the technical names of its fields as headings. */
export const opendatasoftTable = ({ dataset, orderBy }: OpendatasoftDataset, service: Service): ByFile => ({
  service,
  file: async () => ({
    at: `api/explore/v2.1/catalog/datasets/${encodeURIComponent(dataset)}/exports/csv`,
    query: { order_by: orderBy, delimiter: ',', use_labels: 'false', limit: -1, offset: 0 },
    expects: 'csv',
  }),
});
