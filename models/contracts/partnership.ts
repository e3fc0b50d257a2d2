/** The marts about partnership work: ways of referrals, staff trained, messages to parents, what is meant to change and how far it has. */
import { z } from 'zod';
import { judgements } from '../pathways/theory.js';
import { limits95, maybe, number, text, whole } from './words.js';

const status = z
  .enum(['measured', 'rounded', 'withheld'])
  .describe('How the figure came about; withheld: a count is small, or would give a small one away.');
const period = text.describe('The time the counts are about.');

export const partnershipMarts = {
  mart_flow: z
    .object({
      period: text.describe('The newest year that has referrals to services of the list.'),
      step: z
        .enum(['all', 'referrer', 'level', 'referrer_to_level', 'service'])
        .describe(
          'What is counted: all referrals, those by a referrer, to a level, from one to the other, to a service.',
        ),
      referrer: text.describe('Kind of referrer; all: whoever referred.'),
      level: text.describe('Level of help; all: of any; not_said: the service is not in the list of services.'),
      service_id: text.describe('Short name of the service; all: any.'),
      service_name: maybe(text).describe('Its name.'),
      referrals: maybe(number).describe('Referrals made; blank where withheld.'),
      status,
    })
    .describe('Referrals into the pathway of support, and what they add up to.'),
  mart_workforce: z
    .object({
      period,
      all_teams: z.boolean().describe('Whether the row is about all teams that are shown together.'),
      team: text.describe('The team.'),
      teams: whole.describe('How many teams the row is about.'),
      in_scope: maybe(number).describe('People whom the training is for; blank where withheld.'),
      trained: maybe(number).describe('Of these, trained by the end of the period.'),
      champions: maybe(number).describe('Of these, champions.'),
      confidence_before: maybe(number).describe('Mean confidence before training, on the council’s own scale.'),
      confidence_after: maybe(number).describe('Mean confidence after training.'),
      value: maybe(number).describe('Per cent of those in scope who are trained.'),
      ...limits95,
      status,
    })
    .describe('A team and a period: how many are trained.'),
  mart_engagement: z
    .object({
      period,
      channel: text.describe('Where messages were shown.'),
      views: maybe(number).describe('How often they were opened or played; blank where not given.'),
      reach: maybe(number).describe('How many people saw them, as the channel counts.'),
      impressions: maybe(number).describe('How often they were shown.'),
      engagements: maybe(number).describe('Clicks, comments, shares and the like.'),
      rate_of: maybe(z.enum(['impressions', 'reach', 'views'])).describe('What the rate is out of.'),
      rate: maybe(number).describe('Engagements per 100 of these.'),
    })
    .describe('A channel and a period: how far messages to parents went.'),
  mart_theory: z
    .object({
      stage: z
        .enum(['now', 'change', 'intermediate', 'long_term'])
        .describe('How things are, what is done, what follows, what is meant to come of it.'),
      position: whole.describe('Order of the stage.'),
      statement: text.describe('What is meant to change, in the council’s words.'),
      indicator: maybe(text).describe('What shows it: the short name of an indicator or measure, or words.'),
      title: maybe(text).describe('The indicator in words.'),
      unit: maybe(text).describe('Its unit.'),
      period: maybe(text).describe('The time of its newest figure.'),
      baseline: maybe(number).describe('Its value at the start, as the council gives it.'),
      value: maybe(number).describe('Its newest value for the whole area.'),
      ...limits95,
      target: maybe(number).describe('The value aimed at.'),
      due: maybe(text).describe('By when.'),
      judgement: z
        .enum(judgements)
        .describe(
          'met: its whole interval has reached the target; on_the_way: its whole interval has left the baseline; not_moving: its interval holds the baseline; away: its whole interval lies the other way; not_judged: baseline, target or interval lack; no_figure.',
        ),
      distance: maybe(number).describe('Per cent of the way from baseline to target.'),
    })
    .describe('A statement of the theory of change: where it was, is and should be.'),
  mart_planning: z
    .object({
      element: text.describe('Element of the planning tool, in its words.'),
      agreed_on: text.describe('When the stage was agreed.'),
      stage: text.describe('The stage reached, in the words of the tool.'),
      position: maybe(number).describe('The number in it, by which stages are ordered; blank where it has none.'),
      evidence: maybe(text).describe('What shows it, in the council’s words.'),
    })
    .describe('An element of the planning tool and a day: the stage reached.'),
} as const;
