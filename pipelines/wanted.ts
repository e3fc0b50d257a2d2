/** What one assessment wants of a product: the product's index with the council's own weights and indicators. */
import { type Domain, defineIndicator, type Index, type Indicator, type IndicatorSteps } from '../models/define.js';
import { stepMistakes } from '../models/index-steps.js';
import type { Wanted } from '../models/plan.js';
import { rowsSources } from '../models/rows.js';
import { type RowsSource, takesAnswers } from '../sources/define.js';
import { assessmentMistake } from '../sources/faults/workspace.js';
import { servicesFrom } from '../sources/local/services.js';
import { type Assessment, assessmentFile, isAddress } from './assessment.js';
import type { Pipeline } from './define.js';
import type { IndexSettings } from './index-settings.js';
import { ownMeasures } from './own-measures.js';
import { type Refusing, refusing } from './refusing.js';

/** Applies an assessment's index settings and own indicators to a product. Throws a Fault for what cannot be meant. */
export function wantedOf(pipeline: Pipeline, assessment: Assessment): Wanted {
  const { index: chosen } = assessment;
  const refuse = refusing(assessment);
  if (chosen.id !== pipeline.index.id) throw refuse.unknown(['index', 'id'], chosen.id, [pipeline.index.id]);
  const declared = pipeline.index.domains.map((d) => d.domain);
  const own = ownByDomain(assessment, [...declared, pipeline.context], refuse);
  const domains = declared.map((domain) => withOwn(domain, own));
  checkNames(chosen, domains, refuse);
  const index = withSteps(pipeline.index, domains, chosen);
  const mistakes = stepMistakes(index);
  if (mistakes.length > 0) {
    throw assessmentMistake(
      assessmentFile,
      mistakes.map(({ keys, text }) => ({ where: assessment.whereOf(['index', ...keys]), text })),
    );
  }
  const context = withOwn(pipeline.context, own);
  const indicators = [...index.domains.map((d) => d.domain), context].flatMap((d) => d.indicators.map((i) => i.id));
  for (const name of Object.keys(assessment.settings.compare.target)) {
    if (!indicators.includes(name)) throw refuse.unknown(['compare', 'target', name], name, indicators);
  }
  return { index, context, estimates: pipeline.estimates, rows: rowsOf(assessment) };
}

/** The council's own tables; services come from a directory where an address is named in place of a file. */
const rowsOf = ({ local }: Assessment): readonly RowsSource[] =>
  rowsSources.map((source) => {
    const given = local[source.id] ?? '';
    return takesAnswers(source) && isAddress(given) ? servicesFrom(given) : source;
  });

/** The product's index with its steps as the assessment says; what it does not say stays. */
function withSteps(index: Index, domains: readonly Domain[], chosen: IndexSettings): Index {
  const { id: _, weights = {}, indicators = {}, ...steps } = chosen;
  const ids = domains.flatMap((domain) => domain.indicators.map(({ id }) => id));
  const own = ids.flatMap((id): [string, IndicatorSteps][] => {
    const weight = weights[id];
    const said = { ...index.indicators?.[id], ...indicators[id], ...(weight === undefined ? {} : { weight }) };
    return Object.keys(said).length > 0 ? [[id, said]] : [];
  });
  return {
    ...index,
    ...(Object.fromEntries(Object.entries(steps).filter(([, said]) => said !== undefined)) as Partial<Index>),
    domains: index.domains.map(({ weight }, i) => {
      const domain = domains[i] as Domain;
      return { domain, weight: weights[domain.id] ?? weight };
    }),
    indicators: Object.fromEntries(own),
  };
}

/** Weights and steps are given to domains and indicators of the index, by names that mean one thing. */
function checkNames({ weights = {}, indicators = {} }: IndexSettings, domains: readonly Domain[], refuse: Refusing) {
  const ids = domains.flatMap((domain) =>
    domain.indicators.filter(({ direction }) => direction !== 'none').map(({ id }) => id),
  );
  const groups = domains.map(({ id }) => id);
  for (const name of Object.keys(weights)) {
    if (!groups.includes(name) && !ids.includes(name))
      throw refuse.unknown(['index', 'weights', name], name, [...groups, ...ids]);
  }
  for (const name of Object.keys(indicators)) {
    if (!ids.includes(name)) throw refuse.unknown(['index', 'indicators', name], name, ids);
  }
}

function ownByDomain(
  assessment: Assessment,
  domains: readonly Domain[],
  refuse: Refusing,
): ReadonlyMap<string, readonly Indicator[]> {
  const { ownIndicators: declared } = assessment;
  const measures = ownMeasures(assessment, domains, refuse);
  const byDomain = new Map<string, Indicator[]>();
  for (const [id, { domain, title, statistic, direction, unit, multiplier }] of Object.entries(declared)) {
    const names = domains.map((d) => d.id);
    if (!names.includes(domain)) throw refuse.unknown(['own_indicators', id, 'domain'], domain, names);
    if (names.includes(id)) throw refuse.at(['own_indicators', id], `“${id}” is the name of a domain; choose another`);
    const indicator = defineIndicator({
      id,
      title,
      statistic,
      direction,
      ...measures(id),
      ...(unit ? { unit } : {}),
      ...(multiplier ? { multiplier } : {}),
    });
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), indicator]);
  }
  return byDomain;
}

/** A council's own indicator takes the place of the product's where it has the same name. */
function withOwn(domain: Domain, own: ReadonlyMap<string, readonly Indicator[]>): Domain {
  const mine = own.get(domain.id) ?? [];
  const elsewhere = new Set(
    [...own].flatMap(([id, indicators]) => (id === domain.id ? [] : indicators.map((i) => i.id))),
  );
  const kept = domain.indicators.filter((i) => !elsewhere.has(i.id)).map((i) => mine.find((m) => m.id === i.id) ?? i);
  return { ...domain, indicators: [...kept, ...mine.filter((m) => !kept.includes(m))] };
}
