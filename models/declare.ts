/** Declarations as tables: settings, measures and indicators reach the SQL as rows, never as text pasted into it. */
import { areaTypesOf, isOwn, type Measure, type ObservationSource, type Source } from '../sources/define.js';
import { meaningOf } from '../sources/disclosure.js';
import { describeAreaType, isMadeUp } from '../sources/geography.js';
import { type LockEntry, releaseOf } from '../sources/lock.js';
import { hashOf, type Step } from './build.js';
import { denominatorOf } from './define.js';
import type { Cell, Columns, ColumnType, Engine } from './engine/engine.js';
import { meansOf, nameOfMeans, nameOfScale } from './index-steps.js';
import { stepWords } from './index-words.js';
import { kindsOf } from './load/kinds.js';
import { levelIds, levels, usualShares } from './pathways/levels.js';
import {
  domainsOf,
  type Gap,
  measuresOf,
  type Plan,
  type PlannedIndicator,
  type Settings,
  type Wanted,
} from './plan.js';
import { powerOf } from './statistics/aggregate.js';

/** A source with the bytes that were used of it. */
export interface Used {
  readonly source: Source;
  readonly entry: LockEntry;
}

type Rows<T extends Record<string, ColumnType>> = readonly { readonly [K in keyof T]: Cell }[];

/** A step that loads rows written down in TypeScript. */
export function declared<T extends Record<string, ColumnType>>(
  engine: Engine,
  table: string,
  types: T,
  rows: Rows<T>,
): Step {
  const columns: Columns = Object.fromEntries(
    Object.keys(types).map((name) => [name, rows.map((row) => row[name] ?? null)]),
  );
  return {
    makes: [table],
    reads: [],
    content: JSON.stringify([types, columns]),
    make: () => engine.load(table, types, columns),
  };
}

const gapTypes = { item: 'text', what: 'text', effect: 'text', mend: 'text' } as const;

/** Loads gaps found while inferring. */
export const loadGaps = (engine: Engine, table: string, gaps: readonly Gap[]): Promise<void> =>
  declared(engine, table, gapTypes, gaps).make();

/** Every table that is only a declaration. */
export function declarations(
  engine: Engine,
  wanted: Wanted,
  settings: Settings,
  plan: Plan,
  used: readonly Used[],
): Step[] {
  return [
    declared(engine, 'planned_gap', gapTypes, plan.gaps),
    declared(
      engine,
      'assessed_area',
      { area: 'text' },
      settings.areas.map((area) => ({ area })),
    ),
    declared(
      engine,
      'paper',
      { part: 'text', position: 'number', text: 'text' },
      settings.paper.map(({ part, text }, i) => ({ part, position: i + 1, text })),
    ),
    declared(
      engine,
      'neighbour',
      { area: 'text' },
      settings.compare.neighbours.map((area) => ({ area })),
    ),
    declared(
      engine,
      'target',
      { indicator: 'text', value: 'number' },
      Object.entries(settings.compare.target).map(([indicator, value]) => ({ indicator, value })),
    ),
    settingTable(engine, settings),
    levelTable(engine, settings),
    measureTable(engine, plan, settings),
    bridgeTable(engine, plan),
    domainTable(engine, wanted),
    indicatorTable(engine, plan),
    ...estimateTables(engine, plan),
    declared(
      engine,
      'series_break',
      { source: 'text', year: 'number', why: 'text' },
      plan.observations.flatMap(({ source }) =>
        (source.breaks ?? []).map(({ year, why }) => ({ source: source.id, year, why })),
      ),
    ),
    sourceTable(engine, used),
    assessmentTable(engine, wanted, settings, used),
    stepTable(engine, wanted),
  ];
}

const settingTable = (engine: Engine, settings: Settings): Step =>
  declared(
    engine,
    'setting',
    {
      ward_type: 'text',
      rebase: 'text',
      suppress_below: 'number',
      protect_zeros: 'boolean',
      round_to: 'number',
      country: 'text',
      country_name: 'text',
      zone_least_population: 'number',
      compare_region: 'boolean',
    },
    [
      {
        ward_type: settings.wardType,
        rebase: settings.rebase,
        suppress_below: settings.suppressBelow,
        protect_zeros: settings.protectZeros,
        round_to: settings.roundTo,
        country: settings.country.code,
        country_name: settings.country.name,
        zone_least_population: settings.zoneLeastPopulation,
        compare_region: settings.compare.region,
      },
    ],
  );

const levelTable = (engine: Engine, { pathways }: Settings): Step =>
  declared(
    engine,
    'pathway_level',
    {
      level: 'text',
      position: 'number',
      title: 'text',
      whom: 'text',
      base: 'text',
      share: 'number',
      chosen: 'boolean',
    },
    levelIds.map((level, i) => {
      const { title, whom, base } = levels[level];
      const share = pathways[level];
      return { level, position: i + 1, title, whom, base, share, chosen: share !== usualShares[level] };
    }),
  );

function measureTable(engine: Engine, plan: Plan, { wardType }: Settings): Step {
  const measures = plan.observations.flatMap((o) => o.measures);
  return declared(
    engine,
    'measure',
    {
      source: 'text',
      measure: 'text',
      title: 'text',
      kind: 'text',
      disclosure: 'text',
      averaged_by_source: 'text',
      averaged_by_measure: 'text',
      area_type: 'text',
    },
    measures.map((m) => ({
      source: m.source.id,
      measure: m.id,
      title: m.title,
      kind: m.kind,
      disclosure: isOwn(m.source) ? 'own' : 'published',
      averaged_by_source: m.averagedBy?.source.id ?? null,
      averaged_by_measure: m.averagedBy?.id ?? null,
      area_type: kindsOf(m.source, wardType)[0] ?? null,
    })),
  );
}

/** Lookups from areas that no lookup brings to wards to those they became. */
const bridgeTable = (engine: Engine, plan: Plan): Step =>
  declared(
    engine,
    'bridge',
    { from_type: 'text', to_type: 'text' },
    plan.lookups.filter(({ weighedBy }) => weighedBy).map(({ from, to }) => ({ from_type: from, to_type: to })),
  );

const domainTable = (engine: Engine, wanted: Wanted): Step =>
  declared(
    engine,
    'domain',
    { domain: 'text', title: 'text', position: 'number' },
    domainsOf(wanted).map(({ id, title }, i) => ({ domain: id, title, position: i + 1 })),
  );

function indicatorTable(engine: Engine, plan: Plan): Step {
  const own = (m: Measure | undefined) => m !== undefined && isOwn(m.source);
  return declared(
    engine,
    'indicator',
    {
      indicator: 'text',
      title: 'text',
      domain: 'text',
      position: 'number',
      statistic: 'text',
      multiplier: 'number',
      unit: 'text',
      direction: 'text',
      disclosure: 'text',
      sources: 'text',
      publisher: 'text',
      geography: 'text',
      caveats: 'text',
      numerator_source: 'text',
      numerator_measure: 'text',
      denominator_source: 'text',
      denominator_measure: 'text',
    },
    plan.indicators.map((planned) => {
      const { numerator, denominator } = planned.indicator;
      return {
        ...wordsOf(planned),
        disclosure: own(numerator) || own(denominatorOf(planned.indicator)) ? 'own' : 'published',
        numerator_source: numerator.source.id,
        numerator_measure: numerator.id,
        denominator_source: denominator?.source.id ?? null,
        denominator_measure: denominator?.id ?? null,
      };
    }),
  );
}

/** What a source says against itself, what its publisher did about small counts included. */
const caveatsOf = (source: Source): readonly string[] => {
  const meaning = source.gives === 'observations' || source.gives === 'rows' ? meaningOf(source.disclosure) : undefined;
  return [...(source.caveats ?? []), ...(meaning ? [meaning] : [])];
};

/** What the tables say of an indicator, wherever its figures come from. */
export function wordsOf({ indicator, domain, position }: PlannedIndicator) {
  const sources = [...new Set(measuresOf(indicator).map((m) => m.source))];
  const { numerator } = indicator;
  return {
    indicator: indicator.id,
    title: indicator.title,
    domain: domain.id,
    position,
    statistic: indicator.statistic,
    multiplier: indicator.multiplier,
    unit: indicator.unit,
    direction: indicator.direction,
    sources: sources.map((s) => s.title).join('; '),
    publisher: [...new Set(sources.map((s) => s.publisher))].join('; '),
    geography: areasOf(numerator.source) || 'areas of the council’s own file',
    caveats: [...(indicator.caveats ?? []), ...caveatsOf(numerator.source)].join(' '),
  };
}

const estimateTables = (engine: Engine, { estimates }: Plan): Step[] => [
  declared(
    engine,
    'estimate',
    { estimate: 'text', title: 'text', people: 'text', caveats: 'text' },
    estimates.map(({ id, title, among, caveats }) => ({
      estimate: id,
      title,
      people: among.title,
      caveats: caveats.join(' '),
    })),
  ),
  declared(
    engine,
    'estimate_rate',
    {
      estimate: 'text',
      position: 'number',
      part: 'text',
      value: 'number',
      lower95_0cl: 'number',
      upper95_0cl: 'number',
      found: 'text',
    },
    estimates.flatMap(({ id, parts }) =>
      parts.map(({ title, rate: { value, lower, upper, found } }, i) => ({
        estimate: id,
        position: i + 1,
        part: title,
        value,
        lower95_0cl: lower,
        upper95_0cl: upper,
        found,
      })),
    ),
  ),
];

const sourceTable = (engine: Engine, used: readonly Used[]): Step =>
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
const areasOf = (source: Pick<ObservationSource, 'areaType'>): string =>
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

const stepTable = (engine: Engine, { index }: Wanted): Step =>
  declared(
    engine,
    'index_step',
    { position: 'number', step: 'text', indicator: 'text', setting: 'text', words: 'text' },
    stepWords(index).map((said, i) => ({ position: i + 1, ...said })),
  );

function assessmentTable(engine: Engine, { index }: Wanted, settings: Settings, used: readonly Used[]): Step {
  const dates = used.map(({ entry }) => entry.retrieved).sort();
  return declared(
    engine,
    'assessment',
    {
      title: 'text',
      index_id: 'text',
      index_title: 'text',
      normalise: 'text',
      aggregate: 'text',
      index_power: 'number',
      index_threshold: 'number',
      ward_type_title: 'text',
      whole_country: 'boolean',
      made_up: 'boolean',
      data_hash: 'text',
      data_date: 'text',
      brand_name: 'text',
      brand_colour: 'text',
    },
    [
      {
        title: `${index.title}: population needs assessment`,
        index_id: index.id,
        index_title: index.title,
        normalise: nameOfScale(index.normalise),
        aggregate: nameOfMeans(index),
        index_power: powerOf(meansOf(index).index),
        index_threshold: index.threshold?.index ?? 1,
        ward_type_title: describeAreaType(settings.wardType),
        whole_country: settings.areas.includes(settings.country.code),
        made_up: settings.areas.some(isMadeUp),
        data_hash: dataHash(used),
        data_date: dates.at(-1) ?? '',
        brand_name: settings.brand.name ?? null,
        brand_colour: settings.brand.colour ?? null,
      },
    ],
  );
}
