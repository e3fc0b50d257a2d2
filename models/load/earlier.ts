/** The edition that a run replaces, as tables: what it published, and no more than that. */
import path from 'node:path';
import { hashOf, type Step } from '../build.js';
import { codeHash } from '../code.js';
import type { ColumnType, Engine } from '../engine/engine.js';

/** An edition that was published before. */
export interface Earlier {
  /** The folder of its files. */
  readonly folder: string;
  /** The hash of those that are read. */
  readonly print: string;
  /** What `provenance.json` says of it; undefined where it cannot be read. */
  readonly assessment: EarlierAssessment | undefined;
  readonly version: string;
  /** Whether it was made by a version that counts as this one does. */
  readonly sameMethod: boolean;
}

export interface EarlierAssessment {
  readonly index_id: string;
  readonly ward_type: string;
  readonly made_up: boolean;
  readonly suppress_below: number;
  readonly protect_zeros: boolean;
  readonly round_to: number | null;
  readonly data_hash: string;
  readonly data_date: string;
}

type Types = Readonly<Record<string, ColumnType>>;

const figure = {
  area: 'text',
  area_name: 'text',
  indicator: 'text',
  period: 'text',
  value: 'number',
  status: 'text',
} as const;
const made = { statistic: 'text', unit: 'text', sources: 'text', geography: 'text' } as const;

/** The published tables that are read, the file of each in `data/`, and the columns of it. */
const published: Readonly<Record<string, { readonly file: string; readonly columns: Types }>> = {
  earlier_source: {
    file: 'sources',
    columns: { source: 'text', title: 'text', release: 'text', sha256: 'text', retrieved: 'text' },
  },
  earlier_list: { file: 'indicator-list', columns: { indicator: 'text', title: 'text', period: 'text', ...made } },
  earlier_context: { file: 'context', columns: { ...figure, title: 'text', ...made } },
  earlier_indicator: {
    file: 'indicators',
    columns: { ...figure, area_level: 'text', direction: 'text', contribution: 'number' },
  },
  earlier_series: { file: 'series', columns: { ...figure, area_level: 'text' } },
  earlier_ward: {
    file: 'wards',
    columns: {
      ward: 'text',
      ward_name: 'text',
      score: 'number',
      base: 'number',
      rank: 'whole',
      rank_low: 'whole',
      rank_high: 'whole',
    },
  },
  earlier_index_indicator: {
    file: 'index-indicators',
    columns: { indicator: 'text', title: 'text', weight: 'number' },
  },
  earlier_step: { file: 'index-steps', columns: { step: 'text', indicator: 'text', setting: 'text' } },
};

const fileOf = (name: string): string => path.join('data', `${name}.parquet`);

/** The files of an edition that are read, inside its folder. */
export const earlierFiles: readonly string[] = [
  'provenance.json',
  ...Object.values(published).map(({ file }) => fileOf(file)),
];

const earlierTypes = {
  readable: 'boolean',
  version: 'text',
  same_method: 'boolean',
  index_id: 'text',
  ward_type: 'text',
  made_up: 'boolean',
  suppress_below: 'whole',
  protect_zeros: 'boolean',
  round_to: 'whole',
  data_hash: 'text',
  data_date: 'text',
} as const;

/** Makes `earlier` (one row, or none for a first edition) and a table for each that it published, empty where it cannot be read. */
export const earlierStep = (engine: Engine, earlier: Earlier | undefined): Step => ({
  makes: ['earlier', ...Object.keys(published)],
  reads: [],
  content: hashOf(
    JSON.stringify([codeHash('sources', 'models'), earlier?.print, earlier?.version, earlier?.sameMethod]),
  ),
  make: async () => {
    const readable = earlier?.assessment !== undefined && (await readAll(engine, earlier.folder));
    if (!readable)
      await Promise.all(Object.entries(published).map(([table, { columns }]) => engine.load(table, columns, {})));
    const row = earlier && {
      ...Object.fromEntries(Object.keys(earlierTypes).map((name) => [name, null])),
      ...earlier.assessment,
      readable,
      version: earlier.version,
      same_method: earlier.sameMethod,
    };
    const columns = Object.keys(earlierTypes).map((name) => [name, row ? [row[name as keyof typeof row] ?? null] : []]);
    await engine.load('earlier', earlierTypes, Object.fromEntries(columns));
  },
});

/** Whether all of them could be read: an edition of an older version may lack a file or a column. */
async function readAll(engine: Engine, folder: string): Promise<boolean> {
  const reading = Object.entries(published).map(([table, { file, columns }]) =>
    engine.readParquet(table, path.join(folder, fileOf(file)), columns),
  );
  return (await Promise.allSettled(reading)).every(({ status }) => status === 'fulfilled');
}
