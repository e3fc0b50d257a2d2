/**
 * What an assessment needs: walking back from its indicators to their measures, and from those to their sources.
 * What cannot be used is left out whole, with a line that says why.
 */
import type { BoundarySource, LookupSource, Measure, ObservationSource, Source } from '../sources/define.js';
import { type AreaType, describeAreaType, fineEnoughForWards, type Level, levelOf } from '../sources/geography.js';
import { type Domain, denominatorOf, type Estimate, type Index, type Indicator, measuresOfEstimate } from './define.js';
import { wardGeographies } from './geography.js';
import type { MartRow } from './marts.js';

export type Gap = MartRow<'mart_gap'>;

/** What a council has settled for its assessment. */
export interface Settings {
  /** Codes of authorities, or of a country. */
  readonly areas: readonly string[];
  readonly wardType: AreaType;
  readonly rebase: 'best_fit' | 'population_weighted';
  readonly suppressBelow: number;
  readonly roundTo: number | null;
  /** Fewer residents than this do not make a high-need zone. */
  readonly zoneLeastPopulation: number;
  readonly country: { readonly code: string; readonly name: string };
  readonly brand: { readonly name?: string | undefined; readonly colour?: string | undefined };
}

/** What is asked for. */
export interface Wanted {
  readonly index: Index;
  readonly context: Domain;
  /** Shares that are modelled, not measured. */
  readonly estimates: readonly Estimate[];
}

export interface PlannedIndicator {
  readonly indicator: Indicator;
  readonly domain: Domain;
  readonly position: number;
}

export interface Plan {
  readonly indicators: readonly PlannedIndicator[];
  readonly observations: readonly { readonly source: ObservationSource; readonly measures: readonly Measure[] }[];
  readonly lookups: readonly LookupSource[];
  readonly boundaries: BoundarySource | undefined;
  readonly estimates: readonly Estimate[];
  readonly gaps: readonly Gap[];
}

/** Every domain asked for, context last. */
export const domainsOf = ({ index, context }: Wanted): readonly Domain[] => [
  ...index.domains.map((d) => d.domain),
  context,
];

/** The measures an indicator stands on, the weights of its averages included. */
export function measuresOf(indicator: Indicator): Measure[] {
  const direct = [indicator.numerator, denominatorOf(indicator)].filter((m): m is Measure => m !== undefined);
  return direct.flatMap((measure) => (measure.averagedBy ? [measure, measure.averagedBy] : [measure]));
}

/**
 * Plans from what is at hand. `has` says whether a source's bytes are there (or may still be fetched).
 */
export function plan(wanted: Wanted, settings: Settings, has: (source: Source) => boolean): Plan {
  const geography = wardGeographies.find((g) => g.type === settings.wardType);
  const lookups = (geography?.lookups ?? []).filter((l) => has(l) && [settings.rebase, 'best_fit'].includes(l.method));
  const boundaries = geography && has(geography.boundaries) ? geography.boundaries : undefined;
  const gaps: Gap[] = [];
  const indicators: PlannedIndicator[] = [];
  let position = 0;
  for (const domain of domainsOf(wanted)) {
    for (const indicator of domain.indicators) {
      position++;
      const gap = whyNot(indicator, settings.wardType, lookups, has);
      if (gap) gaps.push({ item: indicator.title, ...gap, effect: effectOn(domain, wanted) });
      else indicators.push({ indicator, domain, position });
    }
  }
  const estimates = wanted.estimates.filter((estimate) => {
    const gap = whyNoEstimate(estimate, has);
    if (gap) gaps.push(gap);
    return !gap;
  });
  const measures = [...indicators.flatMap((i) => measuresOf(i.indicator)), ...estimates.flatMap(measuresOfEstimate)];
  if (!boundaries && geography) gaps.push(noBoundaries(geography.boundaries));
  gaps.push(...notWeighted(settings, lookupsFor(measures, lookups)));
  return {
    indicators,
    observations: sourcesOf(measures),
    lookups: lookupsFor(measures, lookups),
    boundaries,
    estimates,
    gaps,
  };
}

const effectOn = (domain: Domain, { context }: Wanted): string =>
  domain === context
    ? 'Not shown.'
    : `Not in the index; “${domain.title}” rests on its other indicators, if it has any.`;

/** How a sentence names areas too coarse for wards. */
const levelWords: Partial<Record<Level, string>> = {
  msoa: 'MSOAs',
  ltla: 'whole local authorities',
  utla: 'whole counties and unitary authorities',
  pfa: 'whole police forces',
  region: 'regions',
  country: 'countries',
};

function whyNot(
  indicator: Indicator,
  wardType: AreaType,
  lookups: readonly LookupSource[],
  has: (source: Source) => boolean,
): Pick<Gap, 'what' | 'mend'> | undefined {
  for (const { source } of measuresOf(indicator)) {
    const { areaType } = source;
    if (areaType !== 'any' && !fineEnoughForWards(areaType)) {
      return {
        what: `${source.title} is published for ${levelWords[levelOf(areaType)] ?? describeAreaType(areaType)} only, so it says nothing about a ward.`,
        mend: `Give the council’s own counts by ward through own_indicators, under the name ${indicator.id}.`,
      };
    }
    if (areaType === 'any' && !has(source)) {
      return { what: 'No file was given.', mend: `Name the file in assessment.yaml under local: ${source.id}.` };
    }
    if (areaType !== 'any' && areaType !== wardType && !lookups.some((l) => l.from === areaType)) {
      return {
        what: `No lookup from ${describeAreaType(areaType)} to ${describeAreaType(wardType)} is at hand.`,
        mend: 'Nothing to do, unless another ward vintage suits (wards: in assessment.yaml).',
      };
    }
    if (!has(source)) {
      return {
        what: `No bytes of ${source.title} are at hand.`,
        mend: `Fetch it, or put it in the mirror as ${source.id}/${source.releases[0]?.id ?? 'release'}.csv.`,
      };
    }
  }
  return undefined;
}

/** Best fit stands in where nobody publishes the weighted lookup that was asked for; never in silence. */
function notWeighted({ rebase, wardType }: Settings, lookups: readonly LookupSource[]): Gap[] {
  if (rebase !== 'population_weighted') return [];
  const weighted = new Set(lookups.filter((l) => l.method === rebase).map((l) => l.from));
  const others = new Set(lookups.map((l) => l.from).filter((from) => !weighted.has(from)));
  return [...others].map((from) => ({
    item: `Population-weighted lookup from ${describeAreaType(from)} to ${describeAreaType(wardType)}`,
    what: 'None is at hand.',
    effect: `Figures by ${describeAreaType(from)} are brought to wards by best fit.`,
    mend: 'Nothing to do, unless one is published.',
  }));
}

const noBoundaries = (source: BoundarySource): Gap => ({
  item: source.title,
  what: 'No outlines of the wards are at hand.',
  effect: 'There is no map.',
  mend: `Put it in the mirror as ${source.id}/${source.releases[0]?.id ?? 'release'}.geojson.`,
});

function sourcesOf(wanted: readonly Measure[]): Plan['observations'] {
  const bySource = new Map<ObservationSource, Set<Measure>>();
  for (const measure of wanted) {
    const measures = bySource.get(measure.source) ?? new Set();
    bySource.set(measure.source, measures.add(measure));
  }
  return [...bySource].map(([source, measures]) => ({ source, measures: [...measures] }));
}

/** The lookups from every kind of area that the indicators stand on; a council's own file may use any. */
function lookupsFor(measures: readonly Measure[], lookups: readonly LookupSource[]): readonly LookupSource[] {
  const types = new Set(measures.map((m) => m.source.areaType));
  return lookups.filter((lookup) => types.has(lookup.from) || types.has('any'));
}

function whyNoEstimate(estimate: Estimate, has: (source: Source) => boolean): Gap | undefined {
  const lacking = measuresOfEstimate(estimate).find((m) => !has(m.source))?.source;
  if (!lacking) return undefined;
  return {
    item: estimate.title,
    what: `No bytes of ${lacking.title} are at hand.`,
    effect: 'Not estimated.',
    mend: `Fetch it, or put it in the mirror as ${lacking.id}/${lacking.releases[0]?.id ?? 'release'}.csv.`,
  };
}

/** Every source an assessment could use, whether its bytes are at hand or not. */
export function sourcesWanted(wanted: Wanted, wardType: AreaType): Source[] {
  const geography = wardGeographies.find((g) => g.type === wardType);
  const indicators = domainsOf(wanted).flatMap((d) => d.indicators);
  const measures = [...indicators.flatMap(measuresOf), ...wanted.estimates.flatMap(measuresOfEstimate)];
  const observations = measures.map((m) => m.source);
  const usable = (source: ObservationSource) => source.areaType === 'any' || fineEnoughForWards(source.areaType);
  const reachable = (source: ObservationSource) =>
    source.areaType === 'any' ||
    source.areaType === wardType ||
    geography?.lookups.some((l) => l.from === source.areaType);
  const sources: Source[] = [...new Set(observations)].filter((s) => usable(s) && reachable(s));
  return geography ? [...geography.lookups, geography.boundaries, ...sources] : sources;
}
