/** police.uk: the months it offers, and the archive named after the newest of them. */
import { police, policeArchive } from '../../sources/connectors/police.js';
import { defineSource } from '../../sources/define.js';
import { streetCrime } from '../../sources/police/street-crime.js';
import { policeHeader } from '../support/police.js';
import { zipOf } from '../support/zip.js';
import { type Case, csvOf, madeUpAreas } from './case.js';

const { coverage, tables } = streetCrime;
if (!coverage) throw new Error('street-level crime comes in pieces');

const source = defineSource({
  id: 'replica_police',
  gives: 'observations',
  title: 'Crimes of a made-up country, from police.uk',
  publisher: 'Nobody',
  licence: 'none',
  page: 'https://example.invalid/',
  cadence: 'never',
  areaType: 'lsoa21',
  covers: 'nowhere',
  disclosure: 'none needed',
  releases: [],
  via: policeArchive,
  coverage,
  tables,
  measures: { crimes: { title: 'Crimes', kind: 'count', of: 'records' } },
});

const types = ['Drugs', 'Burglary', 'Anti-social behaviour'];
const month = '2025-10';

export const policeCase: Case = {
  name: 'police',
  service: police,
  source,
  table: {
    columns: policeHeader.split(','),
    rows: madeUpAreas('E01', 300).map((area, i) => [
      String(i).padStart(64, '0'),
      month,
      'Kent Police',
      'Kent Police',
      '0.5',
      '51.3',
      'On or near High Street, North',
      area,
      'Somewhere 001A',
      types[i % types.length] ?? '',
      'Under investigation',
      '',
    ]),
  },
  area: 'LSOA code',
  figure: 'Crime type',
  answer({ path }, { columns, rows }) {
    if (path === 'api/crimes-street-dates') {
      const body = JSON.stringify([{ date: '2025-09', 'stop-and-search': ['kent'] }, { date: month }]);
      return { type: 'application/json', body };
    }
    if (path !== `data/archive/${month}.zip`) return undefined;
    const members = ['kent', 'dorset'].map((force, half) => ({
      name: `${month}/${month}-${force}-street.csv`,
      text: csvOf({ columns, rows: rows.filter((_, i) => i % 2 === half) }),
    }));
    return { type: 'application/zip', body: zipOf(members), headers: { etag: '"police-1"' } };
  },
  // A crime that is there twice is two crimes to anyone who counts: the ids of anti-social behaviour are blank.
  without: ['rows twice'],
};
