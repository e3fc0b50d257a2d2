/** Steps 4 and 5 of a run: everything that is read from snapshots, as the tables the SQL starts from. */
import {
  isOwn,
  type LookupSource,
  type ObservationSource,
  type RowsSource,
  type Source,
} from '../../sources/define.js';
import { releaseOf } from '../../sources/lock.js';
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Used } from '../declare-sources.js';
import { declared, gapTypes } from '../declared.js';
import type { Engine, Row } from '../engine/engine.js';
import type { Plan, Wanted } from '../plan.js';
import { rowsSources } from '../rows.js';
import type { Settings } from '../settings.js';
import { coverageTable, coveredTable, isCovered, loadCovered } from './coverage.js';
import type { Earlier } from './earlier.js';
import type { Edition } from './editions.js';
import { boundaryTable, loadBoundaries, loadContiguity, loadLookup, lookupTable } from './geography.js';
import { loadObservations, observationsOf, observationTable } from './observations.js';
import { loadNoRows, loadRows, rowsTables } from './rows.js';
import { isOutlines, wholeWardsGap } from './zone-outlines.js';

/** What an assessment is made from. */
export interface Assessing {
  readonly wanted: Wanted;
  readonly settings: Settings;
  readonly plan: Plan;
  readonly used: readonly Used[];
  /** The edition that this one replaces. */
  readonly earlier?: Earlier | undefined;
  /** Every edition that is still there. */
  readonly editions?: readonly Edition[];
  /** What has been chosen to be withheld, where this is part of what was chosen over. */
  readonly judged?: readonly Row[] | undefined;
  /** Where the bytes of a source are, and what to call the file in a message. */
  readonly fileOf: (source: Source) => { readonly file: string; readonly shown: string };
  readonly onStep?: (name: string, ms: number) => void;
}

/** A step for each source and each union of them; empty tables stand in for what is not there. */
export function loadSteps(engine: Engine, assessing: Assessing): Step[] {
  const { plan, settings } = assessing;
  const lookups = plan.lookups.map((source) => lookupStep(engine, source, assessing));
  const covered = plan.observations.map(({ source }) => source).filter(isCovered);
  const beside = [...new Set([...plan.publishers, ...plan.containers, ...plan.postcodes])];
  const observations = plan.observations.map(({ source, measures }) =>
    observationStep(engine, assessing, { source, measures }),
  );
  const selects = plan.observations.map(
    ({ source }) =>
      [
        observationTable(source),
        observationsOf(source, bytesOf(source, assessing).snapshot, settings.wardType),
      ] as const,
  );
  const boundaries = plan.boundaries ? [boundaryTable(plan.boundaries)] : [];
  return [
    ...lookups,
    ...beside.map((source) => lookupStep(engine, source, assessing)),
    unionStep(engine, 'lookup', whole(lookups.flatMap((step) => step.makes)), noLookup),
    unionStep(engine, 'container', whole(plan.containers.map(lookupTable)), noContainer),
    plan.boundaries ? boundaryStep(engine, plan.boundaries, assessing) : noContiguity(engine),
    unionStep(engine, 'boundary', whole(boundaries), noBoundary),
    ...observations,
    ...(assessing.wanted.rows ?? rowsSources).map((source) => rowsStep(engine, source, assessing)),
    outlineGapStep(engine, assessing),
    unionStep(engine, 'observation', new Map(selects), noObservation),
    unionStep(engine, 'people', new Map(plan.lookups.flatMap(peopleOf)), noPeople),
    unionStep(engine, 'coverage', whole(covered.map(coverageTable)), noCoverage),
    unionStep(engine, 'covered', whole(covered.map(coveredTable)), noCovered),
  ].map((step) => ({ ...step, content: `${step.content} ${settings.wardType} ${codeHash('sources', 'models')}` }));
}

const noLookup =
  'select null as from_type, null as from_area, null as to_type, null as to_area, null as to_name, null as authority, null as authority_name, 1 as share, null as method, null as change where false';
const noContainer =
  'select cast(null as varchar) as from_area, cast(null as varchar) as to_type, cast(null as varchar) as to_area, cast(null as varchar) as to_name where false';
const noBoundary =
  'select null as area_type, null as area, null as name, null as authority, null as authority_name, null as geometry where false';
const noObservation =
  'select null as source, null as area_type, null as area, null as period, null as measure, 0.0 as value, null as status, null as snapshot where false';
const noCoverage =
  'select null as source, null as publisher, null as name, null as area, null as month, null as status, 0 as records, false as counted where false';
const noCovered =
  'select null as source, null as authority, null as area, null as name, 0 as months, null as reason where false';

const noPeople = 'select null as area_type, null as area, 0.0 as people where false';

/** The people that areas of an earlier vintage are shared out by: a view of its own, so that no other source makes shares stale. */
function peopleOf({ to, weighedBy }: LookupSource): [table: string, select: string][] {
  if (!weighedBy) return [];
  const table = observationTable(weighedBy.source);
  const where = `measure = '${weighedBy.id}' and period = (select max(period) from ${table})`;
  return [[table, `select '${to}' as area_type, area, value as people from ${table} where ${where}`]];
}

/** A view of several tables as one: each by its SELECT, or the empty one where there are none. */
function unionStep(engine: Engine, view: string, selects: ReadonlyMap<string, string>, empty: string): Step {
  const sql = [...selects.values()].join(' union all ') || empty;
  return { makes: [view], reads: [...selects.keys()], content: sql, make: () => engine.create(view, sql, 'view') };
}

const whole = (tables: readonly string[]): ReadonlyMap<string, string> =>
  new Map(tables.map((table) => [table, `select * from ${table}`]));

/** What a reading needs to know of a source's bytes. */
function bytesOf(source: Source, { used, fileOf }: Assessing) {
  const entry = used.find((u) => u.source === source)?.entry;
  if (!entry) throw new Error(`${source.id} is planned without bytes`);
  const { id, period } = releaseOf(source, entry);
  return { ...fileOf(source), release: id, period, snapshot: entry.sha256 };
}

function lookupStep(engine: Engine, source: LookupSource, assessing: Assessing): Step {
  const bytes = bytesOf(source, assessing);
  const { weighedBy: _, ...declared } = source;
  return {
    makes: [lookupTable(source)],
    reads: [],
    content: JSON.stringify([declared, bytes.snapshot]),
    make: () => loadLookup(engine, { source, ...bytes }),
  };
}

function boundaryStep(engine: Engine, source: NonNullable<Plan['boundaries']>, assessing: Assessing): Step {
  const bytes = bytesOf(source, assessing);
  const { areas, country } = assessing.settings;
  const assessed = (authority: string) =>
    areas.includes(country.code) ? authority.startsWith(country.code.charAt(0)) : areas.includes(authority);
  return {
    makes: [boundaryTable(source), 'contiguity'],
    reads: [],
    content: JSON.stringify([source, bytes.snapshot, areas]),
    make: () => loadBoundaries(engine, { source, ...bytes }, assessed),
  };
}

function rowsStep(engine: Engine, source: RowsSource, assessing: Assessing): Step {
  const { plan, settings } = assessing;
  const bytes = plan.rows.includes(source) ? bytesOf(source, assessing) : undefined;
  const [postcodes] = bytes ? plan.postcodes.map(lookupTable) : [];
  return {
    makes: rowsTables(source),
    reads: ['area', ...(source.outlines ? ['boundary'] : []), ...(postcodes ? [postcodes] : [])],
    content: JSON.stringify([source.tables, bytes?.snapshot]),
    make: () =>
      bytes
        ? loadRows(engine, { source, ...bytes, wardType: settings.wardType, postcodes })
        : loadNoRows(engine, source),
  };
}

/** What zones lack that are given as outlines. */
function outlineGapStep(engine: Engine, { plan, fileOf }: Assessing): Step {
  const outlined = plan.rows.some((source) => source.outlines && isOutlines(fileOf(source).file));
  const gaps = outlined && plan.postcodes.length === 0 ? [wholeWardsGap] : [];
  return declared(engine, 'zone_outline_gap', gapTypes, gaps);
}

/** Without outlines nobody knows which wards touch. */
const noContiguity = (engine: Engine): Step => ({
  makes: ['contiguity'],
  reads: [],
  content: 'no outlines',
  make: () => loadContiguity(engine, []),
});

function observationStep(
  engine: Engine,
  assessing: Assessing,
  { source, measures }: { source: ObservationSource; measures: Plan['observations'][number]['measures'] },
): Step {
  const bytes = bytesOf(source, assessing);
  const { wardType } = assessing.settings;
  const [postcodes] = isOwn(source) ? assessing.plan.postcodes.map(lookupTable) : [];
  const reading = { measures, ...bytes, wardType, postcodes };
  const inPieces = isCovered(source);
  const load = inPieces
    ? loadCovered(engine, { source, ...reading })
    : loadObservations(engine, { source, ...reading });
  return {
    makes: [observationTable(source), ...(inPieces ? [coverageTable(source), coveredTable(source)] : [])],
    reads: [
      'area',
      'setting',
      'succession',
      ...(inPieces ? [lookupTable(source.coverage.lookup)] : []),
      ...(isOwn(source) ? ['boundary', ...(postcodes ? [postcodes] : [])] : []),
    ],
    content: JSON.stringify([
      source.tables,
      source.coverage,
      measures.map(({ id, of, where }) => [id, of, where]),
      bytes.release,
      bytes.snapshot,
    ]),
    prepare: load.read,
    make: load.store,
  };
}
