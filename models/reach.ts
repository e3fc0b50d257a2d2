/** How far figures reach: from the areas they are published for to wards, or to whole authorities only. */
import { areaTypesOf, type LookupSource, type Measure, type ObservationSource } from '../sources/define.js';
import { type AreaType, describeAreaType, fineEnoughForWards, type Level, levelOf } from '../sources/geography.js';
import { bridges, containers } from './geography.js';

export type Way = (areaType: AreaType) => readonly LookupSource[] | undefined;

/**
 * The lookups by which figures for a kind of area come to the wards: none for wards of any year, one straight there, or else one to
 * the areas they became and one from those. Undefined where there is no way.
 */
export function wayToWards(
  areaType: AreaType,
  wardType: AreaType,
  lookups: readonly LookupSource[],
  usable: (bridge: (typeof bridges)[number]) => boolean,
): readonly LookupSource[] | undefined {
  const from = (type: AreaType) => lookups.filter((l) => l.from === type);
  // Wards of another year are carried by their codes; see kindsOf.
  if (areaType === wardType || levelOf(areaType) === 'ward') return [];
  if (from(areaType).length > 0) return from(areaType);
  const bridge = bridges.find((b) => b.from === areaType && from(b.to).length > 0 && usable(b));
  return bridge && [bridge, ...from(bridge.to)];
}

/** Why a measure can say nothing about a ward, however it might be brought there; undefined where it can. */
export function whyNotForWards({ source, title, inheritedFrom }: Measure): string | undefined {
  const [areaType] = areaTypesOf(source);
  const coarse = areaType && !fineEnoughForWards(areaType);
  if (inheritedFrom) return `“${title}” is ${inheritedWords(inheritedFrom)}, copied to each area in it.`;
  return coarse
    ? `It is published for ${levelWords[levelOf(areaType)] ?? describeAreaType(areaType)} only, so it says nothing about a ward.`
    : undefined;
}

/** The lookups that say in which region, police force or county an authority lies, as far as figures for authorities or a comparison need them. */
export function containersFor(numerators: readonly Measure[], region: boolean): readonly LookupSource[] {
  const levels = numerators.flatMap(({ source, inheritedFrom }): Level[] => {
    const [areaType] = areaTypesOf(source);
    return ['region', ...(areaType ? [levelOf(areaType)] : []), ...(inheritedFrom ? [inheritedFrom] : [])];
  });
  const wanted: Level[] = region ? ['region', ...levels] : levels;
  return [...new Set(wanted)].flatMap((level) => containers[level] ?? []);
}

/** How a sentence names areas too coarse for wards. */
const levelWords: Partial<Record<Level, string>> = {
  msoa: 'MSOAs',
  ltla: 'whole local authorities',
  utla: 'whole counties and unitary authorities',
  pfa: 'whole police forces',
  region: 'regions',
  country: 'countries',
};

/** A figure that was copied from a larger area. */
export const inheritedWords = (level: Level): string => inheritedNames[level] ?? `the figure of a whole ${level}`;
const inheritedNames: Partial<Record<Level, string>> = {
  ltla: 'the whole authority’s figure',
  utla: 'the whole county’s figure',
  pfa: 'the whole police force’s figure',
};

/** Which authority lies in which publisher's area, for sources that come in pieces. */
export const publishersOf = (sources: readonly ObservationSource[]): readonly LookupSource[] => [
  ...new Set(sources.flatMap(({ coverage }) => (coverage ? [coverage.lookup] : []))),
];
