import { describeAreaType, isMadeUp } from '../sources/geography.js';
import type { Step } from './build.js';
import { bridgeTable, domainTable, estimateTables, indicatorTable, measureTable } from './declare-indicators.js';
import { sourceTraitTable } from './declare-quality.js';
import { dataHash, sourceTable, type Used } from './declare-sources.js';
import { declared, gapTypes } from './declared.js';
import type { Engine } from './engine/engine.js';
import { meansOf, nameOfMeans, nameOfScale } from './index-steps.js';
import { stepWords } from './index-words.js';
import { levelIds, levels, usualShares } from './pathways/levels.js';
import type { Plan, Wanted } from './plan.js';
import type { Settings } from './settings.js';
import { powerOf } from './statistics/composite/aggregate.js';

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
    sourceTraitTable(engine, plan, settings),
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
      cluster_least_population: 'number',
      compare_region: 'boolean',
      least_group: 'number',
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
        cluster_least_population: settings.clusterLeastPopulation,
        compare_region: settings.compare.region,
        least_group: settings.leastGroup,
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
      edition: 'text',
      audience: 'text',
      data_hash: 'text',
      data_date: 'text',
      brand_name: 'text',
      brand_colour: 'text',
    },
    [
      {
        title: index.title,
        index_id: index.id,
        index_title: index.title,
        normalise: nameOfScale(index.normalise),
        aggregate: nameOfMeans(index),
        index_power: powerOf(meansOf(index).index),
        index_threshold: index.threshold?.index ?? 1,
        ward_type_title: describeAreaType(settings.wardType),
        whole_country: settings.areas.includes(settings.country.code),
        made_up: settings.areas.some(isMadeUp),
        edition: settings.edition?.access ?? null,
        audience: settings.edition?.access === 'restricted' ? settings.edition.audience : null,
        data_hash: dataHash(used),
        data_date: dates.at(-1) ?? '',
        brand_name: settings.brand.name ?? null,
        brand_colour: settings.brand.colour ?? null,
      },
    ],
  );
}
