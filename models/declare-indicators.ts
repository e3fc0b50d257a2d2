/** Measures, domains, indicators and estimates as tables. */
import { isOwn, type Measure } from '../sources/define.js';
import type { Step } from './build.js';
import { areasOf, caveatsOf } from './declare-sources.js';
import { declared } from './declared.js';
import { denominatorOf, measuresOf } from './define.js';
import type { Engine } from './engine/engine.js';
import { kindsOf } from './load/kinds.js';
import { domainsOf, type Plan, type PlannedIndicator, type Wanted } from './plan.js';
import type { Settings } from './settings.js';

export function measureTable(engine: Engine, plan: Plan, { wardType }: Settings): Step {
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
export const bridgeTable = (engine: Engine, plan: Plan): Step =>
  declared(
    engine,
    'bridge',
    { from_type: 'text', to_type: 'text' },
    plan.lookups.filter(({ weighedBy }) => weighedBy).map(({ from, to }) => ({ from_type: from, to_type: to })),
  );

export const domainTable = (engine: Engine, wanted: Wanted): Step =>
  declared(
    engine,
    'domain',
    { domain: 'text', title: 'text', position: 'number' },
    domainsOf(wanted).map(({ id, title }, i) => ({ domain: id, title, position: i + 1 })),
  );

export function indicatorTable(engine: Engine, plan: Plan): Step {
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

export const estimateTables = (engine: Engine, { estimates }: Plan): Step[] => [
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
