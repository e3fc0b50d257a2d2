/** What the cases of the replica share: a made-up dataset of counts by LSOA, and its contract. */
import type { Via } from '../../sources/connectors/connector.js';
import type { Contract } from '../../sources/contract.js';
import { defineSource, type ObservationSource, OGL } from '../../sources/define.js';
import { madeUpAreas, type Table } from './case.js';

/** `rows` areas with a count each, one of them withheld. */
export const madeUpTable = (rows: number, columns: readonly [area: string, figure: string]): Table => ({
  columns,
  rows: madeUpAreas('E01', rows).map((area, i) => [area, i === 1 ? 'c' : String((i * 7) % 300)]),
});

/** The contract of such a table under these headings. */
export const plainContract = ([area, figure]: readonly [area: string, figure: string]): Contract => ({
  columns: { area: { heading: area, type: 'code' }, value: { heading: figure, type: 'whole', blanks: true } },
  key: ['area'],
  marks: { c: 'withheld' },
});

/** A dataset of one count by LSOA. */
export const madeUpSource = (id: string, via: Via, contract: Contract, of = 'value'): ObservationSource =>
  defineSource({
    id,
    gives: 'observations',
    title: `Counts of a made-up country, ${id}`,
    publisher: 'Nobody',
    licence: OGL,
    page: 'https://example.invalid/',
    cadence: 'never',
    areaType: 'lsoa21',
    covers: 'nowhere',
    disclosure: 'none needed',
    releases: [{ id: '2024', period: '2024', published: '2025-01-05' }],
    via,
    tables: [contract],
    measures: { n: { title: 'People', kind: 'count', of } },
  });
