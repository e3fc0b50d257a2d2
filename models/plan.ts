/**
 * What an assessment needs: walking back from its indicators to their measures, and from those to their sources.
 * What cannot be used is left out whole, with a line that says why.
 */
import {
  areaTypesOf,
  type BoundarySource,
  type LookupSource,
  type Measure,
  type ObservationSource,
  type RowsSource,
  type Source,
} from '../sources/define.js';
import { inheritedInIndex, notForWards } from '../sources/faults/workspace.js';
import { type AreaType, fineEnoughForWards, levelOf } from '../sources/geography.js';
import { censusAge } from '../sources/ons/census-age.js';
import { lsoa21Centroids } from '../sources/ons/lsoa21-centroids.js';
import {
  type Domain,
  type Estimate,
  type Index,
  type Indicator,
  measuresOf,
  measuresOfContext,
  measuresOfEstimate,
} from './define.js';
import { bridges, postcodeLookup, wardGeographies } from './geography.js';
import {
  besideEffect,
  carriedEffect,
  effectOn,
  type Gap,
  noBoundaries,
  noRows,
  notWeighted,
  otherWards,
  whyNoEstimate,
  whyNot,
} from './plan-gaps.js';
import { containersFor, inheritedWords, publishersOf, type Way, wayToWards, whyNotForWards } from './reach.js';
import { rowsSources } from './rows.js';
import type { Settings } from './settings.js';

/** What is asked for. */
export interface Wanted {
  readonly index: Index;
  readonly context: Domain;
  /** Shares that are modelled, not measured. */
  readonly estimates: readonly Estimate[];
  /** The council's own tables that are not figures by area, where one comes otherwise than usual. */
  readonly rows?: readonly RowsSource[];
}

export interface PlannedIndicator {
  readonly indicator: Indicator;
  readonly domain: Domain;
  readonly position: number;
}

export interface Plan {
  /** The only ones that reach wards, the index and its ranks. */
  readonly indicators: readonly PlannedIndicator[];
  /** Known for whole authorities or coarser only: shown beside the wards, in tables of their own. */
  readonly wholeAuthority: readonly PlannedIndicator[];
  readonly observations: readonly { readonly source: ObservationSource; readonly measures: readonly Measure[] }[];
  readonly lookups: readonly LookupSource[];
  /** Which authority lies in which publisher's area, for sources that come in pieces. */
  readonly publishers: readonly LookupSource[];
  /** From authorities to what they lie in. */
  readonly containers: readonly LookupSource[];
  readonly boundaries: BoundarySource | undefined;
  /** For a council's own files that say where by postcode. */
  readonly postcodes: readonly LookupSource[];
  /** Tables of the council's own that are not figures by area. */
  readonly rows: readonly RowsSource[];
  readonly estimates: readonly Estimate[];
  readonly gaps: readonly Gap[];
}

/** Every domain asked for, context last. */
export const domainsOf = ({ index, context }: Wanted): readonly Domain[] => [
  ...index.domains.map((d) => d.domain),
  context,
];

/**
 * Plans from what is at hand. `has` says whether a source's bytes are there (or may still be fetched). Throws a Fault when
 * an index holds an indicator that is copied from a larger area.
 */
export function plan(wanted: Wanted, settings: Settings, has: (source: Source) => boolean): Plan {
  const geography = wardGeographies.find((g) => g.type === settings.wardType);
  const lookups = (geography?.lookups ?? []).filter((l) => has(l) && [settings.rebase, 'best_fit'].includes(l.method));
  const way = (areaType: AreaType) =>
    wayToWards(areaType, settings.wardType, lookups, (b) => has(b) && has(b.weighedBy.source));
  const boundaries = geography && has(geography.boundaries) ? geography.boundaries : undefined;
  const gaps: Gap[] = [];
  const indicators: PlannedIndicator[] = [];
  const wholeAuthority: PlannedIndicator[] = [];
  let position = 0;
  for (const domain of domainsOf(wanted)) {
    for (const indicator of domain.indicators) {
      position++;
      if (domain !== wanted.context) refuseInherited(indicator);
      const gap = whyNot(indicator, settings.wardType, way, has);
      const carried = gap !== undefined && forWholeAuthorities(indicator, way, has);
      const effect = carried
        ? carriedEffect
        : whyNotForWards(indicator.numerator)
          ? besideEffect
          : effectOn(domain, wanted.context);
      if (gap) gaps.push({ item: indicator.title, ...gap, effect });
      if (!gap) indicators.push({ indicator, domain, position });
      else if (carried) wholeAuthority.push({ indicator, domain, position });
    }
  }
  const estimates = wanted.estimates.filter((estimate) => {
    const gap = whyNoEstimate(estimate, has);
    if (gap) gaps.push(gap);
    return !gap;
  });
  const measures = [
    ...indicators.flatMap((i) => measuresOf(i.indicator)),
    ...wholeAuthority.flatMap((i) => measuresOfContext(i.indicator)),
    ...estimates.flatMap(measuresOfEstimate),
    ...(middles.every(({ source }) => has(source) && way('lsoa21')) ? middles : []),
  ];
  if (!boundaries && geography) gaps.push(noBoundaries(geography.boundaries));
  const rows = wanted.rows ?? rowsSources;
  gaps.push(...rows.filter((source) => source.via && !has(source)).map(noRows));
  const used = lookupsFor(measures, lookups, way);
  const loaded = [...measures, ...used.flatMap(({ weighedBy }) => (weighedBy ? [weighedBy] : []))];
  gaps.push(...notWeighted(settings, used), ...otherWards(settings, measures));
  const observations = sourcesOf(loaded);
  const publishers = publishersOf(observations.map((o) => o.source));
  const within = containersFor(
    wholeAuthority.map((i) => i.indicator.numerator),
    settings.compare.region,
  ).filter(has);
  return {
    indicators,
    wholeAuthority,
    observations,
    lookups: used,
    containers: within,
    publishers,
    boundaries,
    postcodes: [postcodeLookup].filter(has),
    rows: rows.filter(has),
    estimates,
    gaps,
  };
}

/** A figure copied from a larger area is the same in all its wards: no index may hold one. */
function refuseInherited(indicator: Indicator): void {
  const copied = measuresOf(indicator).find((m) => m.inheritedFrom);
  if (copied?.inheritedFrom && indicator.direction !== 'none') {
    throw inheritedInIndex(indicator, `“${copied.title}” is ${inheritedWords(copied.inheritedFrom)}`);
  }
}

/** Holds the plan to its own rule, however it came about: only what can be said of a ward reaches wards. */
export function checkPlan({ indicators }: Plan): void {
  for (const { indicator } of indicators) {
    const why = measuresOf(indicator).map(whyNotForWards).find(Boolean);
    if (why) throw notForWards(indicator, why);
  }
}

/** Whether an indicator can be shown for whole authorities: published for them or coarser, and all of it at hand. */
function forWholeAuthorities(indicator: Indicator, way: Way, has: (source: Source) => boolean): boolean {
  const [areaType] = areaTypesOf(indicator.numerator.source);
  if (!areaType || fineEnoughForWards(areaType) || levelOf(areaType) === 'msoa') return false;
  return measuresOfContext(indicator).every(({ source }) => {
    const [kind] = areaTypesOf(source);
    return kind !== undefined && has(source) && (!fineEnoughForWards(kind) || way(kind) !== undefined);
  });
}

function sourcesOf(wanted: readonly Measure[]): Plan['observations'] {
  const bySource = new Map<ObservationSource, Set<Measure>>();
  for (const measure of wanted) {
    const measures = bySource.get(measure.source) ?? new Set();
    bySource.set(measure.source, measures.add(measure));
  }
  return [...bySource].map(([source, measures]) => ({ source, measures: [...measures] }));
}

/** The lookups from every kind of area that measures are for; a council's own file may use any that lead to wards. */
function lookupsFor(measures: readonly Measure[], lookups: readonly LookupSource[], way: Way): readonly LookupSource[] {
  const wanted = [...new Set(measures.map((m) => m.source))].flatMap((source) =>
    source.areaType === 'any'
      ? [...lookups, ...bridges.flatMap(({ from }) => way(from) ?? [])]
      : areaTypesOf(source).flatMap((areaType) => way(areaType) ?? []),
  );
  return [...new Set([...lookups.filter((l) => wanted.includes(l)), ...wanted])];
}

/** Where the people of a ward live, which ways to help are measured from: centroids, and the people they are averaged by. */
const { east, north } = lsoa21Centroids.measures;
const middles: readonly Measure[] = [east, north, censusAge.measures.residents];

/** Every source an assessment could use, whether its bytes are at hand or not. */
export function sourcesWanted(wanted: Wanted, wardType: AreaType, region: boolean): Source[] {
  const geography = wardGeographies.find((g) => g.type === wardType);
  const indicators = domainsOf(wanted).flatMap((d) => d.indicators);
  const measures = [...indicators.flatMap(measuresOfContext), ...wanted.estimates.flatMap(measuresOfEstimate)];
  const way = (areaType: AreaType) => wayToWards(areaType, wardType, geography?.lookups ?? [], () => true);
  const reachable = [...new Set(measures.map((m) => m.source))].filter((source) => {
    const [kind] = areaTypesOf(source);
    const coarse = kind !== undefined && !fineEnoughForWards(kind);
    return coarse || areaTypesOf(source).every((type) => !fineEnoughForWards(type) || way(type));
  });
  const crossed = bridges.filter((b) => reachable.some((s) => areaTypesOf(s).some((type) => way(type)?.includes(b))));
  const weights = crossed.map((b) => b.weighedBy.source);
  // Services that are asked area by area want the codes of their own wards, even where those are carried by code alone.
  const otherWardTypes = [...new Set(reachable.flatMap(areaTypesOf))].filter((type) => type !== wardType);
  const wardCodes = otherWardTypes.flatMap(
    (type) => wardGeographies.find((g) => g.type === type)?.lookups.slice(0, 1) ?? [],
  );
  const forWhole = indicators.filter((i) => whyNotForWards(i.numerator) !== undefined);
  const numerators = forWhole.map((i) => i.numerator);
  const sources: Source[] = [
    ...new Set([
      ...crossed,
      ...wardCodes,
      ...containersFor(numerators, region),
      ...publishersOf(reachable),
      ...reachable,
      ...weights,
      postcodeLookup,
      ...middles.map(({ source }) => source),
      ...(wanted.rows ?? rowsSources),
    ]),
  ];
  return geography ? [...geography.lookups, geography.boundaries, ...sources] : sources;
}
