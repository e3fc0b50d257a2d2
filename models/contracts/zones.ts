/** Zones of the council's own: groups of areas that it works by. */
import { z } from 'zod';
import { authorityName, maybe, number, sourceId, text, wardCode, whole } from './words.js';

const zone = text.describe('Short name of the zone, as the council gave it.');
const name = text.describe('What it is called.');
const authority = text.describe('Code of the authority that holds most of it.');

export const zonesMarts = {
  mart_zone: z
    .object({
      zone,
      name,
      authority,
      authority_name: authorityName,
      wards: whole.describe('Wards that it holds, or holds some of.'),
      wards_in_part: whole.describe('Of these, those that it holds only some of.'),
      residents: maybe(number).describe('People who live there, from the Census.'),
      score: maybe(number).describe(
        'Weighted mean of its figures as z-scores against the wards ranked; 0 is the average ward.',
      ),
      rank: maybe(whole).describe('Place among the zones, 1 the highest need.'),
      of: whole.describe('How many zones there are.'),
      rank_low: maybe(whole).describe(
        'The 5% quantile of its ranks when the index is made many times over, as for wards.',
      ),
      rank_high: maybe(whole).describe('The 95% quantile of the same: nine in ten of its ranks lie between the two.'),
      draws: maybe(whole).describe('How many times over.'),
      reason: maybe(text).describe('Why it has no rank.'),
    })
    .describe('A zone of the council’s own and its place in the index; none where the council gives no zones.'),
  mart_zone_domain: z
    .object({
      zone,
      zone_name: name,
      domain: text.describe('Short name of the domain.'),
      domain_title: text.describe('The domain in words.'),
      position: whole.describe('Order in which domains are shown.'),
      weight: number.describe('Share of the domain in the index of zones.'),
      score: maybe(number).describe('Mean of its indicators as z-scores against the wards; higher is more need.'),
      rank: maybe(whole).describe('Place among the zones in this domain, 1 the highest need.'),
    })
    .describe('A zone and a domain of the index.'),
  mart_zone_ward: z
    .object({
      zone,
      zone_name: name,
      ward: wardCode,
      ward_name: text.describe('Name of the ward.'),
      authority: text.describe('Code of the local authority the ward lies in.'),
      share: number.describe('Share of the ward’s people who live in the zone; 1 where it holds the whole ward.'),
    })
    .describe('A zone and a ward that it holds, or holds some of.'),
  mart_zone_help: z
    .object({
      zone,
      zone_name: name,
      level: text.describe('The level of help.'),
      position: whole.describe('Order in which levels are shown.'),
      level_title: text.describe('The level in words.'),
      families: maybe(number).describe('Families with dependent children, by the Census.'),
      services: whole.describe('Services that cover the zone, or some of it.'),
      services_without_places: whole.describe('Of these, how many do not say how many places they have.'),
      need: maybe(number).describe('Families expected to need a place in a year: modelled, and a judgement.'),
      need_lower95_0cl: maybe(number).describe('Lower end of the interval that the modelled share gives it.'),
      need_upper95_0cl: maybe(number).describe('Upper end.'),
      places: maybe(number).describe(
        'Places in a year: each service’s, shared out over what it covers by children under 16.',
      ),
      gap: maybe(number).describe('need less places: what is short; below 0 where more is offered.'),
      gap_lower: maybe(number).describe(
        'Lower end of its range; blank where a service does not say how many places it has.',
      ),
      gap_upper: maybe(number).describe('Upper end.'),
      judgement: z
        .enum(['short', 'unsure', 'enough', 'unknown'])
        .describe('short: the whole range is above 0; enough: none of it is; unsure: it holds 0.'),
      status: z.enum(['modelled', 'missing']).describe('How the figure came about, or that there is none.'),
    })
    .describe('A zone and a level of help: expected need, places offered, and what is short.'),
  mart_zone_reconciliation: z
    .object({
      source: sourceId,
      measure: text.describe('What is counted.'),
      period: text.describe('The time it is about.'),
      wards_in_area: number.describe('Counted in the wards assessed.'),
      in_zones: number.describe('Counted in all zones together.'),
      in_no_zone: number.describe('In wards assessed, but in no zone.'),
      more_than_once: number.describe('Counted in a second zone, or a third.'),
      beyond: number.describe('In zones, but in wards that are not assessed.'),
      unfinished: number.describe('Known of zones that have no figure, since one of their parts has none.'),
      residual: number.describe('What was lost or invented on the way: 0.'),
    })
    .describe('A published count and where its total lies by zone; none where the council gives no zones.'),
} as const;
