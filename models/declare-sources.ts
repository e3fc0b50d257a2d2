/** The sources used, as a table, and the hash of their bytes. */
import { areaTypesOf, isOwn, type ObservationSource, type Source } from '../sources/define.js';
import { meaningOf } from '../sources/disclosure.js';
import { describeAreaType } from '../sources/geography.js';
import { type LockEntry, releaseOf } from '../sources/lock.js';
import { hashOf, type Step } from './build.js';
import { declared } from './declared.js';
import type { Engine } from './engine/engine.js';

/** A source with the bytes that were used of it. */
export interface Used {
  readonly source: Source;
  readonly entry: LockEntry;
}

export const sourceTable = (engine: Engine, used: readonly Used[]): Step =>
  declared(
    engine,
    'source_used',
    {
      source: 'text',
      title: 'text',
      publisher: 'text',
      licence: 'text',
      page: 'text',
      geography: 'text',
      release: 'text',
      period: 'text',
      published: 'text',
      url: 'text',
      own: 'boolean',
      sha256: 'text',
      bytes: 'whole',
      retrieved: 'text',
      caveats: 'text',
    },
    used.map(({ source, entry }) => {
      const release = releaseOf(source, entry);
      return {
        source: source.id,
        title: source.title,
        publisher: source.publisher,
        licence: source.licence,
        page: source.page,
        geography: geographyOf(source),
        release: release.id,
        period: release.period,
        published: release.published,
        url: entry.url,
        own: isOwn(source),
        sha256: entry.sha256,
        bytes: entry.bytes,
        retrieved: entry.retrieved,
        caveats: caveatsOf(source).join(' '),
      };
    }),
  );

function geographyOf(source: Source): string {
  if (source.gives === 'lookup') return `${describeAreaType(source.from)} to ${describeAreaType(source.to)}`;
  if (source.gives === 'boundaries') return describeAreaType(source.areaType);
  return areasOf(source) || 'any area the council names';
}

/** The kinds of area of a source in words; nothing for a council's own file. */
export const areasOf = (source: Pick<ObservationSource, 'areaType'>): string =>
  areaTypesOf(source).map(describeAreaType).join(', ');

/** The first characters of the hash of all published bytes used, as printed on charts. */
export const dataHash = (used: readonly Used[]): string =>
  hashOf(
    used
      .filter(({ source }) => !isOwn(source))
      .map(({ source, entry }) => `${source.id} ${entry.sha256}`)
      .sort()
      .join('\n'),
  ).slice(0, 7);

/** What a source says against itself, what its publisher did about small counts included. */
export const caveatsOf = (source: Source): readonly string[] => {
  const meaning = source.gives === 'observations' || source.gives === 'rows' ? meaningOf(source.disclosure) : undefined;
  return [...(source.caveats ?? []), ...(meaning ? [meaning] : [])];
};
