/** One file of a council's own held against its contract, without a run and without a trace. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../models/engine/engine.js';
import { readAnswers } from '../models/load/answers.js';
import { cellRows, readCells } from '../models/load/raw.js';
import { isOutlines, shapesIn } from '../models/load/zone-outlines.js';
import type { Contract } from '../sources/contract.js';
import { type ObservationSource, type RowsSource, takesAnswers } from '../sources/define.js';
import { Fault } from '../sources/faults/fault.js';
import { noSuchFile, unknownKind, whenChecked } from '../sources/faults/own-files.js';
import { findSheetTable, type SheetFound } from '../sources/formats/spreadsheet.js';
import { findTable, headingOf, type NotFound, type TableFound } from '../sources/formats/table.js';
import { ownIndicators } from '../sources/local/own-indicators.js';
import { zones } from '../sources/local/zones.js';
import type { Assessment } from './assessment.js';
import { localSources } from './local.js';

type LocalSource = ObservationSource | RowsSource;

export interface Checked {
  readonly source: LocalSource;
  /** How it was known which file it is. */
  readonly known: 'said' | 'in assessment.yaml' | 'by its form' | 'by its headings' | 'by its name';
  readonly row: string;
  readonly rows: number;
  /** The columns of the contract that the file has, and those of the file that the contract does not know. */
  readonly used: readonly string[];
  readonly unread: readonly string[];
}

interface Knowing {
  readonly as?: LocalSource | undefined;
  /** Of the workspace, where there is one. */
  readonly assessment?: Assessment | undefined;
  readonly workspace?: string | undefined;
}

/** Reads a file by its contract. Throws a Fault with every kind of problem, as a run would. */
export async function checkLocal(
  engine: Engine,
  file: string,
  { as, assessment, workspace = '.' }: Knowing = {},
): Promise<Checked> {
  const shown = path.relative('.', file) || file;
  if (!existsSync(file)) throw noSuchFile(shown);
  if (isOutlines(file)) return checkOutlines(file, shown);
  const { source, known } = as ? ({ source: as, known: 'said' } as const) : await guess(file, assessment, workspace);
  const read = { source: withIndicators(source, assessment), release: '', file, shown };
  const reading =
    read.source.gives === 'rows' && takesAnswers(read.source)
      ? readAnswers(engine, { ...read, source: read.source })
      : readCells(engine, read);
  const contract = await reading.catch((error: unknown) => {
    throw error instanceof Fault ? whenChecked(error, shown, source.id) : error;
  });
  return {
    source,
    known,
    row: contract.row ?? 'a row',
    rows: await cellRows(engine, source),
    ...(await columnsOf(file, contract)),
  };
}

/** Outlines can only be zones. */
function checkOutlines(file: string, shown: string): Checked {
  const shapes = shapesIn({ source: zones, release: '', file, shown });
  return {
    source: zones,
    known: 'by its name',
    row: 'an outline of a zone',
    rows: shapes.length,
    used: ['zone', 'zone_name'],
    unread: [],
  };
}

/** Which of the council's files a file is: the one it is named as, else the one its headings fit, else the nearest. */
async function guess(
  file: string,
  assessment: Assessment | undefined,
  workspace: string,
): Promise<Pick<Checked, 'source' | 'known'>> {
  const given = Object.entries(assessment?.local ?? {});
  const named = given.find(([, place]) => path.resolve(workspace, place) === path.resolve(file));
  const declared = localSources.find(({ id }) => id === named?.[0]);
  if (declared) return { source: declared, known: 'in assessment.yaml' };
  const answers = localSources.find(takesAnswers);
  if (answers && (statSync(file).isDirectory() || isJson(file))) return { source: answers, known: 'by its form' };
  const fits: { source: LocalSource; missing: number; matched: number }[] = [];
  for (const source of localSources) fits.push({ source, ...(await fitOf(file, source)) });
  const sameName = (source: LocalSource) => path.basename(file).replaceAll('-', '_').startsWith(source.id);
  const whole = fits.filter(({ missing }) => missing === 0).sort((a, b) => b.matched - a.matched);
  const byHeadings = whole.find(({ source }) => sameName(source)) ?? whole[0];
  if (byHeadings) return { source: byHeadings.source, known: 'by its headings' };
  const byName = fits.find(({ source }) => sameName(source));
  if (byName) return { source: byName.source, known: 'by its name' };
  const [nearest] = fits.sort((a, b) => b.matched - b.missing - (a.matched - a.missing));
  if (nearest === undefined || nearest.matched === 0)
    throw unknownKind(
      file,
      localSources.map(({ id }) => id),
      unread(await tableIn(file, [])),
    );
  return { source: nearest.source, known: 'by its headings' };
}

const isJson = (file: string): boolean => {
  const table = findTable(file, []);
  return 'kind' in table && table.kind === 'json';
};

/** How many of the columns it must have a file lacks, and how many of all it has. */
async function fitOf(file: string, { tables }: LocalSource): Promise<{ missing: number; matched: number }> {
  const found = await tableIn(file, tables);
  if (!('kind' in found)) return { missing: 0, matched: found.columns.filter((name) => name !== null).length };
  return { missing: lacks(found), matched: matchedIn(found, tables) };
}

const unread = (found: object): string => ('kind' in found ? String(found.kind) : '');

async function tableIn(file: string, tables: LocalSource['tables']): Promise<TableFound | SheetFound | NotFound> {
  const table = findTable(file, tables);
  return 'kind' in table && table.kind === 'workbook' ? findSheetTable(file, tables) : table;
}

/** Answers of a form have no headings: all columns are theirs. */
async function columnsOf(file: string, contract: Contract): Promise<Pick<Checked, 'used' | 'unread'>> {
  const all = { used: Object.values(contract.columns).map(headingOf), unread: [] };
  if (statSync(file).isDirectory()) return all;
  const found = await tableIn(file, [contract]);
  if ('kind' in found) return all;
  return {
    used: found.headings.filter((_, i) => found.columns[i] !== null),
    unread: found.headings.filter((heading, i) => found.columns[i] === null && heading.trim() !== ''),
  };
}

const lacks = (found: NotFound): number => (found.kind === 'headings' ? found.missing.length : Number.MAX_SAFE_INTEGER);

function matchedIn(found: NotFound, tables: LocalSource['tables']): number {
  if (found.kind !== 'headings') return 0;
  const known = new Set(tables.flatMap(({ columns }) => Object.values(columns).flatMap(({ heading }) => heading)));
  return found.found.filter((heading) => known.has(heading.trim().toLowerCase())).length;
}

/** The rows of own_indicators are those that assessment.yaml declares; without one they may be any. */
function withIndicators(source: LocalSource, assessment: Assessment | undefined): LocalSource {
  if (source.id !== 'own_indicators') return source;
  const declared = Object.keys(assessment?.ownIndicators ?? {});
  if (declared.length > 0) return ownIndicators(declared);
  const tables = source.tables.map((contract): Contract => {
    const { indicator } = contract.columns;
    if (!indicator || (indicator.choices ?? []).length > 0) return contract;
    return { ...contract, columns: { ...contract.columns, indicator: { ...indicator, type: 'text' } } };
  });
  return { ...source, tables };
}
