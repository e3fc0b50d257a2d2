/** What the indicators of assessment.yaml stand on: measures of sources, or rows of the council's own file. */
import type { Domain, Indicator } from '../models/define.js';
import { measuresOf } from '../models/define.js';
import type { Measure, ObservationSource } from '../sources/define.js';
import { ownIndicators, ownMeasure } from '../sources/local/own-indicators.js';
import type { Assessment } from './assessment.js';
import { localSources } from './local.js';
import type { Refusing } from './refusing.js';

type Stands = Pick<Indicator, 'numerator' | 'denominator'>;

/**
 * Tells for each own indicator its numerator and denominator. Measures are named `source.measure`, of sources that the
 * council declares and of those that the product itself uses. Throws a Fault for names that are not known.
 */
export function ownMeasures(
  { ownIndicators: declared, sources }: Assessment,
  domains: readonly Domain[],
  refuse: Refusing,
): (id: string) => Stands {
  const file = ownIndicators(Object.keys(declared).filter((id) => declared[id]?.numerator === undefined));
  const used = domains.flatMap((d) => d.indicators.flatMap((indicator) => measuresOf(indicator).map((m) => m.source)));
  const taken = [...used, ...localSources].find(({ id }) => sources.has(id));
  if (taken) throw refuse.at(['sources', taken.id], `“${taken.id}” is the name of a source already; choose another`);
  const known = measuresByName([...used, ...sources.values()]);
  const named = (keys: readonly string[], name: string): Measure => {
    const measure = known.get(name);
    if (!measure) throw refuse.unknown(keys, name, [...known.keys()]);
    return measure;
  };
  return (id) => {
    const { numerator, denominator, statistic } = declared[id] ?? {};
    if (numerator === undefined) return rowsOf(file, id);
    const of = named(['own_indicators', id, 'numerator'], numerator);
    const by = denominator === undefined ? undefined : named(['own_indicators', id, 'denominator'], denominator);
    const wrong = whyNotTogether(of, by, statistic === 'mean');
    if (wrong) throw refuse.at(['own_indicators', id, 'numerator'], `own_indicators.${id}: ${wrong}`);
    return { numerator: of, ...(by && { denominator: by }) };
  };
}

const measuresByName = (sources: readonly ObservationSource[]): ReadonlyMap<string, Measure> =>
  new Map(sources.flatMap(({ id, measures }) => Object.values(measures).map((m) => [`${id}.${m.id}`, m] as const)));

function rowsOf({ measures }: ObservationSource, id: string): Stands {
  const [numerator, denominator] = [measures[ownMeasure(id, 'numerator')], measures[ownMeasure(id, 'denominator')]];
  if (!numerator || !denominator) throw new Error(`${id} has no measures`);
  return { numerator, denominator };
}

function whyNotTogether(of: Measure, by: Measure | undefined, isMean: boolean): string | undefined {
  if ((of.kind === 'score') !== isMean) return 'a mean is of a score, and a score has nothing but a mean';
  if (of.kind === 'count' && !by) return 'a count needs a denominator';
  if (of.kind !== 'count' && by) return `a ${of.kind} has weights of its own and takes no denominator`;
  if (by && by.kind !== 'count') return 'a denominator is a count';
  return undefined;
}
