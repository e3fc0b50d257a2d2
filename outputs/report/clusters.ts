/** High-need clusters in the report: which there are, or why there are none, and how they were found. */
import type { MartRow } from '../../models/marts.js';
import { whyNone } from '../telling/clusters.js';
import { capital, count, counted, decimal, wardsIn } from '../telling/words.js';
import type { ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html, type Part } from './html.js';
import { firstRows, table } from './table.js';

type TestedWard = MartRow<'mart_cluster'>;

/** The clusters, or a line that says that none stands out; nothing where nobody knows which wards touch. */
export function clustersTable({ clusters, tested, assessment }: ReportData): Part {
  const [any] = tested;
  if (!any?.tests) return '';
  if (clusters.length === 0) {
    return html`<p id="clusters">No high-need cluster stands out among the ${counted(any.tests, 'ward')} tested: ${whyNone(any.tests)}${tooSmall(tested)} <a href="#clusters-how">How clusters are found</a>.</p>`;
  }
  const { shown, rest } = firstRows(clusters, 'data/cluster-list.csv');
  return table({
    id: 'clusters',
    caption: `High-need clusters of ${assessment.area_name}`,
    columns: [
      { heading: 'Cluster' },
      { heading: 'Wards, highest need first', prose: true },
      { heading: 'Residents', figure: true },
      { heading: 'Ranks of its wards', figure: true },
      { heading: 'Near the cut', figure: true },
    ],
    groups: [
      {
        rows: shown.map((cluster) => [
          `Cluster ${cluster.cluster}`,
          cluster.ward_names,
          cluster.residents === null ? html`<span class="quiet">not known</span>` : whole(cluster.residents),
          cluster.best_rank === cluster.last_rank ? cluster.best_rank : `${cluster.best_rank} to ${cluster.last_rank}`,
          cluster.wards_near_cut === 0 ? 'none' : counted(cluster.wards_near_cut, 'ward'),
        ]),
      },
    ],
    note: html`A cluster is wards of high need that touch each other and stand out together more than chance would make it: <a href="#clusters-how">how clusters are found</a>. A ward near the cut could be left out with other random numbers. Wards outside the clusters can have need as high. ${rest}`,
  });
}

/** Wards that stand out and are too few people for a cluster. */
function tooSmall(tested: readonly TestedWard[]): string {
  const left = tested.filter((ward) => ward.class === 'High-High' && ward.cluster === null);
  if (left.length === 0) return '';
  const [are, make] = left.length === 1 ? ['stands', 'it makes'] : ['stand', 'they make'];
  return ` ${wardsIn(left.map(({ ward_name }) => ward_name))} ${are} out, but ${make} no cluster, with fewer than ${whole(left[0]?.least_population ?? 0)} residents who live together.`;
}

/** The method in plain words, with its settings. */
export function clustersMethod(data: ReportData): Part {
  const { tested, assessment } = data;
  const [any] = tested;
  if (!any?.tests) return '';
  const { tests, permutations, seed, cutoff, least_population } = any;
  const near = tested.filter((ward) => ward.near_cut).map(({ ward_name }) => ward_name);
  const islands = tested.filter((ward) => ward.class === 'no_neighbours').map(({ ward_name }) => ward_name);
  const share = decimal(100 * cutoff, 0);
  return html`<h3 id="clusters-how">How high-need clusters are found</h3>
<p>A cluster is wards of ${assessment.area_name} whose need is above the average, in the middle of need above the average, by more than chance would make it. Each of the ${counted(tests, 'ward')} that touch another was tested: the need around it was held against as many neighbours drawn by lot from all the others, ${whole(permutations)} times (random numbers from seed ${String(seed)}; local Moran’s I and Gi*, two-sided).</p>
<p>Who makes many tests finds something by chance, so ${tests === 2 ? 'both' : `all ${count(tests)}`} were counted together (Benjamini–Hochberg, ${share}%): of the wards said to stand out, no more than about ${share} in 100 should do so by chance. Wards that stand out and touch make a cluster where at least ${whole(least_population)} people live in it. Wards touch where their outlines share a point, a corner at least; wards across the boundary are not known here and do not count.</p>
<p>${islandLine(islands)}${nearLine(near)}${tooSmall(tested)} A ward that is in no cluster is not a ward without need.</p>
${alikeTable(data)}`;
}

function islandLine(islands: readonly string[]): string {
  if (islands.length === 0) return 'Every ward with a score touches another.';
  const [touch, are] = islands.length === 1 ? ['touches', 'was'] : ['touch', 'were'];
  return `${capital(named(islands))} ${touch} no other ward with a score and ${are} not tested.`;
}

function nearLine(near: readonly string[]): string {
  if (near.length === 0) return ' No ward is so near the cut that other random numbers could move it.';
  const [is, it] = near.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return ` ${capital(named(near))} ${is} near the cut: other random numbers could move ${it} across.`;
}

const mostNames = 6;
const named = (wards: readonly string[]): string =>
  wards.length > mostNames ? counted(wards.length, 'ward') : wardsIn(wards);

/** Whether wards that touch are alike, on the index and on each domain. */
function alikeTable({ alike, tested }: ReportData): Html {
  const rows = [...alike].sort((a, b) => a.position - b.position);
  const cut = tested[0]?.cutoff ?? 0;
  const inWords = ({ moran_i, expectation, p_two_sided }: MartRow<'mart_alike'>): string => {
    if (moran_i === null || expectation === null || p_two_sided === null) return 'cannot be told';
    if (p_two_sided > cut) return 'no more alike than by chance';
    return moran_i > expectation ? 'alike' : 'unlike';
  };
  const figure = (value: number | null, places: number): Part =>
    value === null ? html`<span class="quiet">none</span>` : decimal(value, places);
  return table({
    id: 'alike',
    caption: 'Whether wards that touch are alike',
    columns: [
      { heading: 'Score' },
      { heading: 'Moran’s I', figure: true },
      { heading: 'By chance', figure: true },
      { heading: 'p, two-sided', figure: true },
      { heading: 'Wards that touch are' },
    ],
    groups: [
      {
        rows: rows.map((row) => [
          row.score === 'index' ? html`${row.title} <span class="quiet">(the index)</span>` : row.title,
          figure(row.moran_i, 2),
          figure(row.expectation, 2),
          figure(row.p_two_sided, 3),
          inWords(row),
        ]),
      },
    ],
    note: `Moran’s I is 1 where touching wards are as alike as can be and about 0 where they are as chance would have them. p from ${whole(rows[0]?.permutations ?? 0)} shufflings of all wards; these ${count(rows.length)} tests are not counted with those above.`,
  });
}
