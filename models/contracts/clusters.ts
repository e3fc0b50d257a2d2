/** Where wards of high need lie together, and the outlines they are drawn by. */
import { z } from 'zod';
import { authorityCode, authorityName, maybe, number, text, wardCode, whole } from './words.js';

export const clustersMarts = {
  mart_cluster: z
    .object({
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      authority: authorityCode,
      authority_name: authorityName,
      score: maybe(number).describe('Its score on the index.'),
      rank: maybe(whole).describe('Its rank, 1 the highest need.'),
      neighbours: whole.describe('Wards with a score that touch it, at a corner at least.'),
      local_moran: maybe(number).describe('Local Moran’s I: above 0 where it is like its neighbours.'),
      gi_star: maybe(number).describe('Getis and Ord’s Gi*, as z: above 0 where need is high in and around it.'),
      p_two_sided: maybe(number).describe(
        'Two-sided p of both, by conditional permutation: how often neighbours drawn by lot would stand out as much.',
      ),
      p_adjusted: maybe(number).describe('The same after counting all tests (Benjamini–Hochberg).'),
      class: z
        .enum(['High-High', 'Low-Low', 'High-Low', 'Low-High', 'not_significant', 'no_neighbours', 'no_value'])
        .describe(
          'Where p_adjusted is at or below the cut: need of the ward, then of its neighbours, above or below the average.',
        ),
      near_cut: z.boolean().describe('True where other random numbers could carry p_adjusted across the cut.'),
      cluster: maybe(whole).describe('The high-need cluster it belongs to; blank for none.'),
      tests: whole.describe('How many wards were tested.'),
      permutations: whole.describe('How often neighbours were drawn for each ward.'),
      seed: whole.describe('Where the random numbers start.'),
      cutoff: number.describe('The cut: largest adjusted p that is called significant.'),
      least_population: whole.describe('Fewer residents than this do not make a cluster.'),
    })
    .describe(
      'A ward assessed, and how its need goes together with that of the wards around it; none without outlines.',
    ),
  mart_cluster_list: z
    .object({
      cluster: whole.describe('Number of the cluster; 1 holds the ward with the highest need of all in clusters.'),
      name: text.describe('Named after its two wards of highest need, and how many more there are.'),
      wards: whole.describe('How many wards it has.'),
      ward_names: text.describe('All of them, highest need first.'),
      residents: maybe(number).describe(
        'People who live there, from the Census; blank where it is not known of a ward.',
      ),
      wards_near_cut: whole.describe('Of its wards, those that other random numbers could leave out.'),
      best_rank: whole.describe('Rank of its ward of highest need.'),
      last_rank: whole.describe('Rank of its ward of lowest need.'),
      p_adjusted_most: number.describe('The largest adjusted p of its wards.'),
      tests: whole.describe('How many wards were tested.'),
      permutations: whole.describe('How often neighbours were drawn for each ward.'),
      seed: whole.describe('Where the random numbers start.'),
    })
    .describe(
      'A high-need cluster: wards that touch, and whose need stands out together more than chance would make it.',
    ),
  mart_alike: z
    .object({
      score: text.describe('index, or the short name of a domain.'),
      title: text.describe('The same in words.'),
      position: whole.describe('Order in which they are shown.'),
      moran_i: maybe(number).describe('Moran’s I: above its expectation where wards that touch are alike.'),
      expectation: maybe(number).describe('What it would be by chance.'),
      z: maybe(number).describe('How far it lies from that, in standard errors (randomisation).'),
      p_two_sided: maybe(number).describe('Two-sided p, by permutation of all wards.'),
      wards: whole.describe('Wards with a score that touch another.'),
      islands: whole.describe('Wards with a score that touch none.'),
      permutations: whole.describe('How often the wards were shuffled.'),
      seed: whole.describe('Where the random numbers start.'),
    })
    .describe('The index or a domain, and whether wards that touch are alike on it; none without outlines.'),
  mart_boundary: z
    .object({
      area: text.describe('Code of the ward.'),
      authority: authorityCode,
      in_area: z.boolean().describe('Whether it is assessed or a neighbour.'),
      geometry: text.describe('GeoJSON Polygon or MultiPolygon, in whole metres east and north.'),
    })
    .describe('Outlines on the British National Grid: wards assessed, and their neighbours for context.'),
} as const;
