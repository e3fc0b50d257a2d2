/** The steps of a declared index: as the statistics take them, and what cannot be meant by them. */
import { areaTypesOf } from '../sources/define.js';
import { fineEnoughForWards } from '../sources/geography.js';
import type { Index, Indicator, Scale } from './define.js';
import type { AggregateMean } from './statistics/composite/aggregate.js';
import type { Normalisation } from './statistics/composite/normalise.js';

/** How indicators make a domain, and domains the index. */
export const meansOf = ({ aggregate }: Index): { readonly domain: AggregateMean; readonly index: AggregateMean } =>
  typeof aggregate === 'object' && 'domain' in aggregate ? aggregate : { domain: aggregate, index: aggregate };

/** How each indicator is brought to the scale of an index. */
export function normalisationOf(scale: Scale): Normalisation {
  if (typeof scale === 'object') return scale;
  return { method: scale === 'imd_exponential' ? 'z_score' : scale };
}

/** Whether domains are ranked and stretched before they are added up. */
export const isStretched = ({ normalise }: Index): boolean => normalise === 'imd_exponential';

/** A scale in one line, its settings behind its name: "min_max lower 1 upper 100". */
export function nameOfScale(scale: Scale): string {
  if (typeof scale === 'string') return scale;
  const { method, ...settings } = scale;
  return [method, ...Object.entries(settings).map(([name, value]) => `${name} ${value}`)].join(' ');
}

/** A mean in one word or two: "power 0.5". */
export const nameOfMean = (mean: AggregateMean): string => (typeof mean === 'string' ? mean : `power ${mean.power}`);

/** Both means in one: "arithmetic", "domains arithmetic, index geometric". */
export function nameOfMeans(index: Index): string {
  const [domain, top] = [meansOf(index).domain, meansOf(index).index].map(nameOfMean);
  return domain === top ? `${top}` : `domains ${domain}, index ${top}`;
}

/** What cannot be meant, and under which keys of the declaration it stands. */
export interface StepMistake {
  readonly keys: readonly string[];
  readonly text: string;
}

/** The lowest number that a scale can give; −∞ where it depends on the data. */
function leastOf(scale: Normalisation): number {
  switch (scale.method) {
    case 'rank':
      return 1;
    case 'borda':
    case 'percentile':
    case 'dist2max':
      return 0;
    case 'min_max':
      return Math.min(scale.lower ?? 0, scale.upper ?? 100);
    case 'goalposts':
      return scale.cut === false ? -Infinity : 0;
    default:
      return -Infinity;
  }
}

/** Whether a mean can be taken of numbers that are as low as `least`. */
function accepts(mean: AggregateMean, least: number): boolean {
  if (mean === 'arithmetic') return true;
  return typeof mean === 'object' && mean.power > 0 ? least >= 0 : least > 0;
}

/** Every mistake in how an index is to be made, each under its keys. Nothing is put right in silence. */
export function stepMistakes(index: Index): StepMistake[] {
  return [...scaleMistakes(index), ...meanMistakes(index), ...weightMistakes(index)];
}

function scaleMistakes({ normalise, threshold, indicators = {} }: Index): StepMistake[] {
  const scales = [
    { keys: ['normalise'], scale: normalisationOf(normalise) },
    ...Object.entries(indicators).flatMap(([id, steps]) =>
      steps.normalise ? [{ keys: ['indicators', id, 'normalise'], scale: steps.normalise }] : [],
    ),
  ];
  const upsideDown = scales.flatMap(({ keys, scale }) =>
    'lower' in scale && 'upper' in scale && Number(scale.lower) >= Number(scale.upper)
      ? [{ keys, text: `lower is ${scale.lower} and upper ${scale.upper}; upper must be more` }]
      : [],
  );
  const halfStretched = normalise === 'imd_exponential' && (threshold?.index ?? 1) < 1;
  return halfStretched
    ? [...upsideDown, { keys: ['threshold'], text: 'imd_exponential ranks every domain, so no domain may be missing' }]
    : upsideDown;
}

function meanMistakes(index: Index): StepMistake[] {
  const { domain, index: top } = meansOf(index);
  const own = Object.values(index.indicators ?? {}).flatMap(({ normalise }) => (normalise ? [normalise] : []));
  const least = Math.min(...[normalisationOf(index.normalise), ...own].map(leastOf));
  const refused = (mean: AggregateMean, over: string): StepMistake => ({
    keys: ['aggregate'],
    text: `a mean that is ${nameOfMean(mean)} needs numbers above zero, and ${over} can be zero or below; choose normalise: rank, or { method: min_max, lower: 1, upper: 100 }`,
  });
  if (!accepts(domain, least)) return [refused(domain, `${nameOfScale(index.normalise)} scores of indicators`)];
  if (isStretched(index) && top !== 'arithmetic') {
    return [{ keys: ['aggregate'], text: 'imd_exponential is added up: the mean of domains must be arithmetic' }];
  }
  if (accepts(top, least)) return [];
  return [refused(top, `domains made of ${nameOfScale(index.normalise)} scores`)];
}

/** What has no direction, or is known only for areas larger than wards, enters no index. */
const mayEnter = ({ direction, numerator }: Indicator): boolean =>
  direction !== 'none' && areaTypesOf(numerator.source).every(fineEnoughForWards);

function weightMistakes({ domains, indicators = {} }: Index): StepMistake[] {
  if (domains.length > 0 && domains.every(({ weight }) => weight === 0)) {
    return [{ keys: ['weights'], text: 'every weight is 0; one at least must be more' }];
  }
  return domains.flatMap(({ domain, weight }): StepMistake[] => {
    const inside = domain.indicators.filter(mayEnter);
    if (weight === 0) return [];
    if (inside.length === 0) {
      return [{ keys: ['weights', domain.id], text: `“${domain.id}” has a weight and no indicator to carry it` }];
    }
    return inside.every(({ id }) => indicators[id]?.weight === 0)
      ? [{ keys: ['weights', domain.id], text: `every indicator of “${domain.id}” has a weight of 0` }]
      : [];
  });
}
