/** What there is to say of a source, in the words of lists and pages. */

import { measuresOf } from '../models/define.js';
import type { Wanted } from '../models/plan.js';
import { domainsOf } from '../models/plan.js';
import { catalogue } from '../sources/catalogue.js';
import { isOwn, type Source } from '../sources/define.js';
import { describeDisclosure } from '../sources/disclosure.js';
import { type AreaType, describeAreaType } from '../sources/geography.js';
import { localSources } from './local.js';

/** Every source there is, by its id. */
export async function everySource(): Promise<readonly Source[]> {
  const byId = new Map([...localSources, ...(await catalogue())].map((source) => [source.id, source]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The service a source's bytes are had from: its title, and whether it wants a key. */
export function comesFrom(source: Source): string {
  if (isOwn(source)) return 'the council';
  if (source.via) return `${source.via.service.title}${source.via.service.key?.needed ? ', key' : ''}`;
  return source.releases.some((release) => release.url !== undefined) ? 'its address' : 'by hand';
}

/** The kinds of area of a source, in words. */
export function areasOf(source: Source): string {
  if (source.gives === 'lookup') return `${describeAreaType(source.from)} to ${describeAreaType(source.to)}`;
  const types = [source.areaType].flat();
  return types.includes('any') ? 'any area the council names' : (types as AreaType[]).map(describeAreaType).join(', ');
}

/** Everything about a source that a reader or a program may want to know. */
export const describeSource = (source: Source) => ({
  publisher: source.publisher,
  licence: source.licence,
  page: source.page,
  areas: areasOf(source),
  covers: source.covers,
  cadence: source.cadence,
  newest: source.releases[0]?.id ?? '',
  releases: source.releases.map(({ id, period, published }) => ({ id, period, published })),
  small_counts:
    source.gives === 'observations' || source.gives === 'rows' ? describeDisclosure(source.disclosure) : 'none needed',
  comes_from: comesFrom(source),
  key: source.via?.service.key?.variable ?? null,
  caveats: source.caveats ?? [],
});

/** The titles of the indicators that rest on a source. */
export const feeds = (source: Source, products: readonly Wanted[]): readonly string[] => [
  ...new Set(
    products
      .flatMap((product) => domainsOf(product).flatMap((domain) => domain.indicators))
      .filter((indicator) => measuresOf(indicator).some((measure) => measure.source.id === source.id))
      .map((indicator) => indicator.title),
  ),
];
