/** What one assessment wants of a product: the product's index with the council's own weights and indicators. */
import { type Domain, defineIndicator, type Index, type Indicator } from '../models/define.js';
import type { Wanted } from '../models/plan.js';
import { assessmentMistake } from '../sources/faults/workspace.js';
import { nearest } from '../sources/formats/table.js';
import { ownIndicators, ownMeasure } from '../sources/local/own-indicators.js';
import { type Assessment, assessmentFile, type OwnIndicators } from './assessment.js';
import type { Pipeline } from './define.js';

/** Applies an assessment's index settings and own indicators to a product. Throws a Fault for names that are not known. */
export function wantedOf(pipeline: Pipeline, assessment: Assessment): Wanted {
  const { index: chosen } = assessment;
  if (chosen.id !== pipeline.index.id) throw unknownName('index', chosen.id, [pipeline.index.id]);
  const domains = pipeline.index.domains.map((d) => d.domain);
  const own = ownByDomain(assessment.ownIndicators, [...domains, pipeline.context]);
  for (const name of Object.keys(chosen.weights ?? {})) {
    if (!domains.some((d) => d.id === name))
      throw unknownName(
        'index.weights',
        name,
        domains.map((d) => d.id),
      );
  }
  const index: Index = {
    ...pipeline.index,
    normalise: chosen.normalise ?? pipeline.index.normalise,
    domains: pipeline.index.domains.map(({ domain, weight }) => ({
      domain: withOwn(domain, own),
      weight: chosen.weights?.[domain.id] ?? weight,
    })),
  };
  if (index.domains.length > 0 && index.domains.every((d) => d.weight === 0)) {
    throw assessmentMistake(assessmentFile, [
      { where: 'index.weights', text: 'every weight is 0; one at least must be more' },
    ]);
  }
  return { index, context: withOwn(pipeline.context, own), estimates: pipeline.estimates };
}

const unknownName = (where: string, name: string, known: readonly string[]) => {
  const meant = nearest(name, known);
  const text = `“${name}” is not known; ${meant ? `did you mean “${meant}”?` : `expected one of: ${known.join(', ')}`}`;
  return assessmentMistake(assessmentFile, [{ where, text }]);
};

function ownByDomain(declared: OwnIndicators, domains: readonly Domain[]): ReadonlyMap<string, readonly Indicator[]> {
  const source = ownIndicators(Object.keys(declared));
  const byDomain = new Map<string, Indicator[]>();
  for (const [id, { domain, title, statistic, direction, unit, multiplier }] of Object.entries(declared)) {
    const names = domains.map((d) => d.id);
    if (!names.includes(domain)) throw unknownName(`own_indicators.${id}.domain`, domain, names);
    const numerator = source.measures[ownMeasure(id, 'numerator')];
    const denominator = source.measures[ownMeasure(id, 'denominator')];
    if (!numerator || !denominator) throw new Error(`${id} has no measures`);
    const indicator = defineIndicator({
      id,
      title,
      statistic,
      direction,
      numerator,
      denominator,
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
