/** What is said of high-need clusters, on the map and in the findings. */
import type { MartRow } from '../../models/marts.js';
import { count, counted, decimal } from './words.js';

type Cluster = MartRow<'mart_cluster_list'>;
type TestedWard = MartRow<'mart_cluster'>;

/** Fewer wards than this leave the tests little power: a pattern must be very clear to stand out among them. */
export const fewWards = 40;

/** Sentences no longer than this can be read out in a meeting. */
const wordsAllowed = 40;

/** Where high need meets high need; undefined where it does so nowhere clearly, which is said beside the map. */
export function clusterFinding(clusters: readonly Cluster[], tested: readonly TestedWard[]): string | undefined {
  const tests = tested[0]?.tests;
  if (!tests || clusters.length === 0) return undefined;
  const wards = clusters.reduce((sum, cluster) => sum + cluster.wards, 0);
  const what =
    clusters.length === 1
      ? 'One high-need cluster of'
      : `${capitalCount(clusters.length)} high-need clusters of together`;
  const stand = `${what} ${counted(wards, 'ward')} ${clusters.length === 1 ? 'stands' : 'stand'} out`;
  const tail = `more than chance would make it in ${counted(tests, 'test')}`;
  const named = `${stand}, ${tail}: ${clusters.map(({ name }) => name).join('; ')}${residentsOf(clusters)}.`;
  return named.split(/\s+/).length <= wordsAllowed ? named : `${stand}, ${tail}${residentsOf(clusters)}.`;
}

/** That nothing stands out is not the same as that nothing is there. */
export const whyNone = (tests: number): string =>
  tests < fewWards
    ? 'with so few wards only a very clear pattern could, so this does not mean that there is no need.'
    : 'wards of high need do not lie together clearly enough, which does not mean that there is no need.';

const capitalCount = (n: number): string => count(n).replace(/^./, (letter) => letter.toUpperCase());

function residentsOf(clusters: readonly Cluster[]): string {
  if (clusters.some(({ residents }) => residents === null)) return '';
  const people = clusters.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
  return ` (${decimal(people, 0)} residents)`;
}

/** The sentence that a map's alternative text ends with. */
export function clustersOnMap(clusters: readonly Cluster[]): string {
  if (clusters.length === 0) return '';
  const shown = clusters.slice(0, 5).map(({ cluster, name }) => `Cluster ${cluster} is ${name}`);
  const more = clusters.length > shown.length ? `; and ${count(clusters.length - shown.length)} more` : '';
  return ` ${capitalCount(clusters.length)} high-need ${clusters.length === 1 ? 'cluster is' : 'clusters are'} outlined: ${shown.join('; ')}${more}.`;
}
