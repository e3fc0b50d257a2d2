/** What earlier editions have shown of the council's own counts: whoever has one of them knows it. */
import path from 'node:path';
import { hashOf, type Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Engine } from '../engine/engine.js';

/** An edition that is still there. */
export interface Edition {
  /** The run it is of. */
  readonly name: string;
  readonly folder: string;
  /** The hash of its file of counts; undefined where it has none. */
  readonly print: string | undefined;
}

/** The file of an edition that says which counts it shows. */
export const shownCountsFile = path.join('data', 'own-counts.parquet');

const types = {
  subject: 'text',
  item: 'text',
  period: 'text',
  area_level: 'text',
  area: 'text',
  number: 'text',
} as const;

/** Makes `shown_before`, a row for each count that any of the editions shows, and `edition_unread`, those of which it cannot be read. */
export const editionsStep = (engine: Engine, editions: readonly Edition[] = []): Step => ({
  makes: ['shown_before', 'edition_unread'],
  reads: [],
  content: hashOf(JSON.stringify([codeHash('sources', 'models'), editions.map(({ name, print }) => [name, print])])),
  make: async () => {
    const parts = editions.map((_, i) => `shown_before_${i}`);
    const reading = editions.map(({ folder }, i) =>
      engine.readParquet(parts[i] ?? '', path.join(folder, shownCountsFile), types),
    );
    const read = (await Promise.allSettled(reading)).map(({ status }) => status === 'fulfilled');
    const selects = parts
      .filter((_, i) => read[i])
      .map((part) => `select ${Object.keys(types).join(', ')} from ${part}`);
    if (selects.length === 0) await engine.load('shown_before', types, {});
    else await engine.create('shown_before', selects.join(' union '));
    await Promise.all(parts.map((part) => engine.drop(part)));
    const unread = editions.filter((_, i) => !read[i]).map(({ name }) => name);
    await engine.load('edition_unread', { edition: 'text' }, { edition: unread });
  },
});
