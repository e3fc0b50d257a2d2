/** Why something is left out of an assessment, what that does to it, and what would mend it. */
import {
  areaTypesOf,
  type BoundarySource,
  type LookupSource,
  type Measure,
  type RowsSource,
  type Source,
} from '../sources/define.js';
import { type AreaType, describeAreaType, fineEnoughForWards, levelOf } from '../sources/geography.js';
import { type Domain, type Estimate, type Indicator, measuresOf, measuresOfEstimate } from './define.js';
import type { MartRow } from './marts.js';
import { publishersOf, type Way, whyNotForWards } from './reach.js';
import type { Settings } from './settings.js';

/** A gap found here. */
export type Gap = Pick<MartRow<'mart_gap'>, 'item' | 'what' | 'effect' | 'mend'>;

export const besideEffect = 'Not in the index, which is of wards; not shown for the authority as a whole either.';
export const carriedEffect = 'Shown for the authority as a whole; not for wards, and not in the index.';

/** What it does to the index that an indicator of a domain is left out; nothing where it is context. */
export const effectOn = (domain: Domain, context: Domain): string =>
  domain === context
    ? 'Not shown.'
    : `Not in the index; “${domain.title}” rests on its other indicators, if it has any.`;

/** Why an indicator cannot be had for wards; undefined where it can. */
export function whyNot(
  indicator: Indicator,
  wardType: AreaType,
  way: Way,
  has: (source: Source) => boolean,
): Pick<Gap, 'what' | 'mend'> | undefined {
  for (const measure of measuresOf(indicator)) {
    const { source } = measure;
    const areaTypes = areaTypesOf(source);
    const what = whyNotForWards(measure);
    if (what) {
      return {
        what,
        mend: `${has(source) ? 'For wards' : `For the authority, ${toFetch(source)} For wards`}, give the council’s own counts through own_indicators, under the name ${indicator.id}.`,
      };
    }
    if (areaTypes.length === 0 && !has(source)) {
      return { what: 'No file was given.', mend: `Name the file in assessment.yaml under local: ${source.id}.` };
    }
    const astray = areaTypes.find((areaType) => fineEnoughForWards(areaType) && !way(areaType));
    if (astray) {
      return {
        what: `No lookup from ${describeAreaType(astray)} to ${describeAreaType(wardType)} is at hand.`,
        mend: 'Nothing to do, unless another ward vintage suits (wards: in assessment.yaml).',
      };
    }
    const lacking = [source, ...publishersOf([source])].find((s) => !has(s));
    if (lacking) {
      return {
        what: 'Its file is not at hand.',
        mend: `F${toFetch(lacking).slice(1)}`,
      };
    }
  }
  return undefined;
}

/** Why a share cannot be estimated; undefined where it can. */
export function whyNoEstimate(estimate: Estimate, has: (source: Source) => boolean): Gap | undefined {
  const lacking = measuresOfEstimate(estimate).find((m) => !has(m.source))?.source;
  if (!lacking) return undefined;
  return {
    item: estimate.title,
    what: `No bytes of ${lacking.title} are at hand.`,
    effect: 'Not estimated.',
    mend: `F${toFetch(lacking).slice(1)}`,
  };
}

/** What a mirror calls its file; one that goes on appearing by its newest month. */
const toFetch = ({ id, releases: [newest], ...source }: Source): string =>
  `fetch it, or put it in the mirror as ${id}/${newest?.id ?? (source.via ? 'YYYY-MM' : 'release')}.${'coverage' in source ? 'zip' : 'csv'}.`;

/** Best fit stands in where nobody publishes the weighted lookup that was asked for; never in silence. */
export function notWeighted({ rebase, wardType }: Settings, lookups: readonly LookupSource[]): Gap[] {
  if (rebase !== 'population_weighted') return [];
  const weighted = new Set(lookups.filter((l) => l.method === rebase).map((l) => l.from));
  const others = new Set(lookups.filter((l) => l.to === wardType && !weighted.has(l.from)).map((l) => l.from));
  return [...others].map((from) => ({
    item: `Population-weighted lookup from ${describeAreaType(from)} to ${describeAreaType(wardType)}`,
    what: 'None is at hand.',
    effect: `Figures by ${describeAreaType(from)} are brought to wards by best fit.`,
    mend: 'Nothing to do, unless one is published.',
  }));
}

/** Wards of another year are carried by their codes: what has a new outline has a new code, and no figure. */
export function otherWards({ wardType }: Settings, measures: readonly Measure[]): Gap[] {
  return [...new Set(measures.map((m) => m.source))].flatMap((source) =>
    areaTypesOf(source)
      .filter((areaType) => levelOf(areaType) === 'ward' && areaType !== wardType)
      .map((areaType) => ({
        item: source.title,
        what: `It is published for ${describeAreaType(areaType)}, and the assessment is on ${describeAreaType(wardType)}.`,
        effect: 'Wards whose code has stayed the same have a figure; the others have none.',
        mend: 'Nothing to do, unless another ward vintage suits (wards: in assessment.yaml).',
      })),
  );
}

/** Outlines that are not at hand. */
export const noBoundaries = (source: BoundarySource): Gap => ({
  item: source.title,
  what: 'No outlines of the wards are at hand.',
  effect: 'There is no map.',
  mend: `Put it in the mirror as ${source.id}/${source.releases[0]?.id ?? 'release'}.geojson.`,
});

/** A table of the council's own that is had from a publisher, and could not be. */
export const noRows = (source: RowsSource): Gap => ({
  item: source.title,
  what: `Nothing of ${source.page} is at hand.`,
  effect: 'Left out, as if none were given.',
  mend: `F${toFetch(source).slice(1)}`,
});
