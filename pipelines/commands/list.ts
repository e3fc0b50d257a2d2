import { existsSync } from 'node:fs';
import path from 'node:path';
import { readFingerprints } from '../../models/build.js';
import type { Rating } from '../../models/contracts/quality.js';
import { denominatorOf, type Indicator } from '../../models/define.js';
import { toRows } from '../../models/engine/engine.js';
import { domainsOf } from '../../models/plan.js';
import { chartsOf } from '../../outputs/report/section.js';
import { ratingWords } from '../../outputs/telling/quality.js';
import { isOwn, type Source } from '../../sources/define.js';
import { readLock } from '../../sources/lock.js';
import { assessmentFile, readAssessment } from '../assessment.js';
import { pipelines } from '../index.js';
import { textTable } from '../printer.js';
import { comesFrom, describeSource, everySource } from '../sources.js';
import { openBuilt } from '../warehouse.js';
import { openWorkspace } from '../workspace.js';
import { type Command, choose } from './command.js';

interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** A line below the table. */
  readonly below?: string;
  /** What a program gets, where that is more than the rows. */
  readonly objects?: readonly Readonly<Record<string, unknown>>[];
}

const lists: Readonly<Record<string, (workspace: string) => Table | Promise<Table>>> = {
  sources: listSources,
  indicators: listIndicators,
  charts: () => ({
    headings: ['chart', 'shows'],
    rows: [...new Set(pipelines.flatMap((p) => chartsOf(p.report)))].map((c) => [c.name, c.title]),
  }),
  products: () => ({
    headings: ['product', 'title', 'index', 'what for'],
    rows: pipelines.map((p) => [p.id, p.title, p.index.id, p.about]),
  }),
};

export const listCommand: Command = {
  name: 'list',
  words: `<${Object.keys(lists).join('|')}>`,
  does: 'What there is, with licence, geography, release and coverage.',
  examples: ['wardwise list sources', 'wardwise list indicators --json'],
  most: 1,
  options: {},
  async run(call) {
    const [kind] = choose('list', Object.keys(lists), (k) => k, call.words.slice(0, 1));
    const wanted = call.words.length === 0 ? 'sources' : (kind ?? 'sources');
    const list = lists[wanted] as NonNullable<(typeof lists)[string]>;
    const { headings, rows, below, objects } = await list(call.workspace);
    const plain = () => rows.map((row) => Object.fromEntries(headings.map((h, i) => [h, row[i]])));
    const text = [textTable(headings, rows), ...(below ? ['', below] : [])].join('\n');
    call.printer.result(text, { event: 'list', kind: wanted, rows: objects ?? plain() });
  },
};

const countries: Readonly<Record<string, string>> = {
  'England and Wales': 'Eng, Wales',
  'Great Britain': 'GB',
  'United Kingdom': 'UK',
};

/** What stands in a column of a hundred and twenty; the whole of it is in docs/SOURCES.md and in the JSON. */
async function listSources(workspace: string): Promise<Table> {
  const lock = readLock(openWorkspace(workspace).lock);
  const sources = [...(await everySource()), ...declaredIn(workspace)];
  const about = sources.map((source) => ({
    source,
    ...describeSource(source),
    locked: lock[source.id]?.release ?? '',
  }));
  return {
    headings: ['source', 'areas', 'covers', 'release', 'comes from', 'small counts'],
    rows: about.map(({ source, locked, newest }) => [
      source.id,
      areaCodes(source),
      isOwn(source) ? 'own area' : (countries[source.covers] ?? source.covers),
      `${locked || newest}${locked ? ' ✓' : ''}`,
      comesFrom(source),
      inShort(source),
    ]),
    below:
      '✓ its bytes are locked here. “key”: the service wants one in the environment. More on each: docs/SOURCES.md.',
    objects: about.map(({ source, ...said }) => ({ source: source.id, title: source.title, ...said })),
  };
}

/** What a workspace declares itself; none where there is no workspace. */
const declaredIn = (workspace: string): Source[] =>
  existsSync(path.join(workspace, assessmentFile)) ? [...readAssessment(workspace).sources.values()] : [];

/** The kind it is published for; dots for older codes and larger areas beside it. */
function areaCodes(source: Source): string {
  if (source.gives === 'lookup') return `${source.from} → ${source.to}`;
  const [first, ...more] = [source.areaType].flat();
  return `${first}${more.length > 0 ? ' …' : ''}`;
}

const inShort = (source: Source): string => {
  if (source.gives === 'lookup' || source.gives === 'boundaries') return '';
  const { disclosure } = source;
  if (disclosure === 'own') return 'protected here';
  if (disclosure === 'none needed') return disclosure;
  const { withheldBelow, withheld, roundedTo, perturbed } = disclosure;
  if (withheldBelow && roundedTo) return `under ${withheldBelow}, to ${roundedTo}`;
  if (withheldBelow) return `withheld under ${withheldBelow}`;
  if (roundedTo) return `rounded to ${roundedTo}`;
  if (withheld) return 'some withheld';
  return perturbed ? 'moved by chance' : 'see its notes';
};

/** How good the figures of each indicator are, by its id, once a run has rated them. A list need not wait for a run. */
async function ratingsIn(workspace: string): Promise<ReadonlyMap<string, string>> {
  const place = openWorkspace(workspace);
  if (!existsSync(place.warehouse)) return new Map();
  const engine = await openBuilt(place).catch(() => undefined);
  if (engine === undefined) return new Map();
  try {
    if (!(await readFingerprints(engine)).has('mart_quality')) return new Map();
    const rows = toRows(await engine.query('select indicator, rating from mart_quality'));
    return new Map(rows.map(({ indicator, rating }) => [String(indicator), ratingWords[rating as Rating]]));
  } finally {
    await engine.close();
  }
}

async function listIndicators(workspace: string): Promise<Table> {
  const ratings = await ratingsIn(workspace);
  const of = (i: Indicator) =>
    `${i.numerator.source.id}.${i.numerator.id}${denominatorOf(i) ? ` / ${denominatorOf(i)?.source.id}.${denominatorOf(i)?.id}` : ''}`;
  const rated = ratings.size > 0;
  return {
    headings: ['indicator', 'domain', 'statistic', 'more need', ...(rated ? ['quality'] : []), 'made of', 'title'],
    rows: [...new Set(pipelines.flatMap(domainsOf))].flatMap((d) =>
      d.indicators.map((i) => [
        i.id,
        d.id,
        i.statistic,
        i.direction === 'none' ? 'context' : i.direction,
        ...(rated ? [ratings.get(i.id) ?? 'not in this run'] : []),
        of(i),
        i.title,
      ]),
    ),
  };
}
