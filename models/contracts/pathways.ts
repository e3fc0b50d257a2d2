/** The marts about help: services, what they offer where, need against it, uptake and referrals. */
import { z } from 'zod';
import { authorityCode as authority, maybe, number, text, wardCode as ward, whole } from './words.js';

const level = z
  .enum(['universal', 'targeted_selective', 'targeted_indicated', 'specialist'])
  .describe('Level of help, from help for all families to the most intensive.');
const levelTitle = text.describe('The level in words.');
const position = whole.describe('Order in which levels are shown.');
const wardName = text.describe('Name of the ward.');
const families = maybe(number).describe('Families with dependent children, by the Census.');
const share = (of: string) => maybe(number).describe(`Per cent of ${of}.`);
const lower = maybe(number).describe('Lower end of its 95% interval (Wilson).');
const upper = maybe(number).describe('Upper end of its 95% interval (Wilson).');

export const pathwayMarts = {
  mart_pathway: z
    .object({
      level,
      position,
      title: levelTitle,
      whom: text.describe('Whom it is for.'),
      base: z
        .enum(['families', 'families_in_conflict'])
        .describe('Whether its need is a share of all families or of those modelled to live with conflict.'),
      share: number.describe('That share, in per cent: a judgement, measured nowhere.'),
      chosen: z.boolean().describe('Whether the council has set it; otherwise it is the one that comes with Wardwise.'),
      services: whole.describe('How many services there are.'),
      services_without_places: whole.describe('Of these, how many do not say how many places they have.'),
      places: maybe(number).describe('Places in a year of those that say so.'),
    })
    .describe('A level of help; none where the council has given no file of services.'),
  mart_service: z
    .object({
      service_id: text.describe('Short name of the service.'),
      organisation: text.describe('Who runs it.'),
      name: text.describe('What it is called.'),
      level,
      position,
      sector: maybe(text).describe('Which sector the organisation is of.'),
      audience: maybe(text).describe('Whom it is for.'),
      situation: maybe(text).describe('Which families it is for: intact, separating, separated, expectant and so on.'),
      mode: maybe(text).describe('How it is given.'),
      evidence: maybe(text).describe('Rating of evidence in the EIF Guidebook; * for mixed findings.'),
      cost: maybe(text).describe('Rating of cost in the EIF Guidebook, 1 the lowest.'),
      places: maybe(number).describe('Places in a year; blank where it does not say.'),
      wards_covered: whole.describe('How many of the wards assessed it covers.'),
      covers_all: z.boolean().describe('Whether that is all of them.'),
      covers: text.describe('What it covers, as given: all, or codes of wards, authorities and zones.'),
      postcode: maybe(text).describe('Its postcode.'),
      lat: maybe(number).describe('Latitude in degrees, as given or from the postcode.'),
      lon: maybe(number).describe('Longitude in degrees.'),
      east: maybe(number).describe(
        'Metres east on the British National Grid; blank where it does not say where it is.',
      ),
      north: maybe(number).describe('Metres north.'),
      wait_days: maybe(number).describe('Days from referral to start.'),
      languages: maybe(text).describe('Languages besides English.'),
      referral_route: maybe(text).describe('Who may refer.'),
      funding_end: maybe(text).describe('When its funding ends.'),
      verified_on: maybe(text).describe('When someone last checked what is said of it.'),
    })
    .describe('A service, as the council has listed it.'),
  mart_offer: z
    .object({
      ward,
      ward_name: wardName,
      authority,
      level,
      position,
      level_title: levelTitle,
      services: whole.describe('Services that cover the ward.'),
      services_without_places: whole.describe('Of these, how many do not say how many places they have.'),
      places: maybe(number).describe(
        'Places in a year: each service’s, shared out over the wards it covers by children under 16. At least so many where some services do not say; blank where none does or the children are not known.',
      ),
      families,
      children: maybe(number).describe('Children under 16, by the Census.'),
      places_per_1000: maybe(number).describe('Places per 1,000 families with dependent children.'),
      nearest_km: maybe(number).describe(
        'Kilometres in a straight line from the middle of the ward to the nearest service that covers it.',
      ),
      nearest_from: maybe(z.enum(['people', 'outline'])).describe(
        'Whether that is the middle of its people (population-weighted) or of its outline.',
      ),
      nearest_service: maybe(text).describe('Its name.'),
    })
    .describe('A ward and a level of help: what is offered there.'),
  mart_shortfall: z
    .object({
      ward,
      ward_name: wardName,
      authority,
      level,
      position,
      level_title: levelTitle,
      families,
      need: maybe(number).describe('Families expected to need a place in a year: modelled, and a judgement.'),
      need_lower95_0cl: maybe(number).describe('Lower end of the interval that the modelled share gives it.'),
      need_upper95_0cl: maybe(number).describe('Upper end.'),
      places: maybe(number).describe('Places in a year.'),
      gap: maybe(number).describe('need less places: what is short; below 0 where more is offered.'),
      gap_lower: maybe(number).describe(
        'Lower end of its range; blank where a service does not say how many places it has: then the gap is at most gap_upper.',
      ),
      gap_upper: maybe(number).describe('Upper end.'),
      rank_low: maybe(whole).describe('1 more than the wards whose whole range of the gap is above this one’s.'),
      rank_high: maybe(whole).describe('The wards with a gap less those whose whole range is below.'),
      judgement: z
        .enum(['short', 'unsure', 'enough', 'unknown'])
        .describe('short: the whole range is above 0; enough: none of it is; unsure: it holds 0.'),
      status: z.enum(['modelled', 'missing']).describe('How the figure came about, or that there is none.'),
    })
    .describe('A ward and a level of help: expected need, places offered, and what is short.'),
  mart_uptake: z
    .object({
      programme: text.describe('Name of the programme.'),
      period: text.describe('The time the counts are about.'),
      projects: maybe(number).describe('Courses or groups begun.'),
      enrolled: maybe(number).describe('Parents who signed up; blank where the count is withheld.'),
      starts: maybe(number).describe('Of these, who came at least once.'),
      retained: maybe(number).describe('Of these, who stayed to the end.'),
      milestones: maybe(number).describe('Who reached what the programme is for.'),
      started: share('those enrolled who started'),
      started_lower95_0cl: lower,
      started_upper95_0cl: upper,
      stayed: share('those who started who stayed'),
      stayed_lower95_0cl: lower,
      stayed_upper95_0cl: upper,
      reached: share('those who started who reached a milestone'),
      reached_lower95_0cl: lower,
      reached_upper95_0cl: upper,
      status: z
        .enum(['measured', 'rounded', 'withheld'])
        .describe('withheld: at least one count is small, or would give away how few dropped out.'),
    })
    .describe('A programme and a period: how far parents came with it.'),
  mart_referral: z
    .object({
      period: text.describe('The time the counts are about.'),
      referrals: maybe(number).describe('Referrals made; blank where withheld.'),
      inappropriate: maybe(number).describe('Of these, referrals that were not appropriate.'),
      value: share('referrals that were not appropriate'),
      centre: maybe(number).describe('The same of all periods shown together.'),
      lower95_0cl: maybe(number).describe('How low chance alone brings a period of its size 95 times in 100.'),
      upper95_0cl: maybe(number).describe('How high.'),
      lower99_8cl: maybe(number).describe('How low 998 times in 1,000.'),
      upper99_8cl: maybe(number).describe('How high.'),
      signal: maybe(z.enum(['above 99.8%', 'above 95%', 'within', 'below 95%', 'below 99.8%'])).describe(
        'Where it lies to these limits.',
      ),
      status: z.enum(['measured', 'rounded', 'withheld']).describe('How the figure came about, or why there is none.'),
    })
    .describe('A period and its referrals, on a control chart of those that were not appropriate.'),
} as const;
