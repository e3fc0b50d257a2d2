/** How the made-up borough's partners work together: staff trained, messages to parents, what is meant to change, stages of the planning tool. */
import { stream } from './random.js';
import { shareOut } from './share.js';
import { type Cell, csv } from './table.js';

/** Of 100 referrals, how many were not appropriate: many, until a panel began to look at them in the sixth quarter. */
const notAppropriate = [60, 57, 62, 59, 61, 44, 33, 27, 24, 19, 21, 18];

/** Who refers to which services, and how often: more to the services that many know. */
const ways = `
School|S05:9 S06:2 S08:4 S09:10 S12:7 S13:3
Health visitor|S02:9 S03:6 S05:7 S07:5 S14:2
GP|S10:9 S13:5 S05:2
Early help|S03:4 S08:6 S09:8 S12:5 S14:4 S11:3
Self|S01:12 S03:9 S04:3 S10:4
Police|S09:2 S14:1`
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [referrer = '', to = ''] = line.split('|');
    return to.split(' ').map((way) => ({ referrer, service: way.slice(0, 3), weight: Number(way.slice(4)) }));
  });

/** Counts of twelve quarters by who referred, to which service, and what came of it. */
export function referralsFile(): Uint8Array {
  const [random, way] = [stream('referrals'), stream('ways of referrals')];
  const rows = notAppropriate.flatMap((share, i) => {
    const period = `${2022 + Math.floor(i / 4)}/${23 + Math.floor(i / 4)} Q${(i % 4) + 1}`;
    const all = 62 + 3 * i + Math.floor(9 * random());
    const bad = Math.round((all * share) / 100);
    const waiting = Math.round((all - bad) * 0.2);
    const counts = { inappropriate: bad, accessed: all - bad - waiting, waiting };
    return Object.entries(counts).flatMap(([outcome, n]): Cell[][] =>
      shareOut(
        n,
        ways.map(({ weight }) => weight * (0.6 + 0.8 * way())),
      ).flatMap((part, j) => {
        const { referrer = '', service = '' } = ways[j] ?? {};
        return part === 0 ? [] : [[period, service, referrer, outcome, part]];
      }),
    );
  });
  return csv([['period', 'service_id', 'referrer', 'outcome', 'n'], ...rows]);
}

/** Three years of six teams; the mediation panel is too small to be shown. */
export const workforceFile = (): Uint8Array =>
  csv([
    ['period', 'team', 'in_scope', 'trained', 'champions', 'confidence_before', 'confidence_after'],
    ['2022/23', 'Schools', 412, 68, 9, 4.6, 6.9],
    ['2022/23', 'Health visiting', 86, 31, 3, 5.4, 7.8],
    ['2022/23', 'Family hubs', 64, 40, 6, 5.9, 8.1],
    ['2022/23', 'Children’s social care', 148, 22, 2, 5.2, 7.1],
    ['2022/23', 'Housing and benefits', 73, 8, 0, 3.8, 6.2],
    ['2023/24', 'Schools', 420, 151, 17, 4.7, 7.0],
    ['2023/24', 'Health visiting', 84, 55, 5, 5.3, 7.9],
    ['2023/24', 'Family hubs', 66, 57, 9, 6.0, 8.3],
    ['2023/24', 'Children’s social care', 151, 49, 4, 5.0, 7.2],
    ['2023/24', 'Housing and benefits', 75, 14, 1, 3.9, 6.4],
    ['2023/24', 'Voluntary partners', 58, 33, 8, 5.6, 8.0],
    ['2024/25', 'Schools', 424, 246, 31, 4.7, 7.2],
    ['2024/25', 'Health visiting', 88, 71, 8, 5.5, 8.0],
    ['2024/25', 'Family hubs', 66, 63, 12, 6.1, 8.4],
    ['2024/25', 'Children’s social care', 149, 62, 5, 5.1, 7.1],
    ['2024/25', 'Housing and benefits', 74, 17, 1, 3.9, 6.1],
    ['2024/25', 'Voluntary partners', 61, 44, 10, 5.7, 8.1],
    ['2024/25', 'Mediation panel', 4, 4, 1, 6.5, 8.5],
  ]);

/** Six quarters of four channels; leaflets are not counted when they are looked at, and few of them led to anything. */
export const engagementFile = (): Uint8Array =>
  csv([
    ['period', 'channel', 'views', 'reach', 'impressions', 'engagements'],
    ...[
      ['Facebook', '', [9400, 12600, 15100, 14800, 17300, 18200], 3.1, [0.021, 0.023, 0.019, 0.024, 0.026, 0.028]],
      ['Instagram', '', [2100, 2600, 4100, 5200, 6900, 8300], 2.2, [0.032, 0.03, 0.034, 0.033, 0.031, 0.035]],
      ['Web pages', [1800, 1750, 2300, 2600, 2450, 2900], '', 0, [0.09, 0.11, 0.1, 0.12, 0.13, 0.12]],
      ['Newsletter to parents', '', [640, 655, 700, 690, 720, 735], 0, [0.08, 0.07, 0.09, 0.06, 0.08, 0.07]],
      ['Leaflets in surgeries', '', ['', '', 310, 300, 450, 450], 0, [0, 0, 0.01, 0.01, 0.03, 0.02]],
    ].flatMap(([channel, views, reach, times, rates]) =>
      engaged(String(channel), views as Quarters, reach as Quarters, Number(times), rates as number[]),
    ),
  ]);

type Quarters = readonly Cell[] | '';

function engaged(channel: string, views: Quarters, reach: Quarters, times: number, rates: readonly number[]): Cell[][] {
  return rates.flatMap((rate, i): Cell[][] => {
    const period = `${2023 + Math.floor((i + 2) / 4)}/${24 + Math.floor((i + 2) / 4)} Q${((i + 2) % 4) + 1}`;
    const [seen, people] = [views === '' ? '' : (views[i] ?? ''), reach === '' ? '' : (reach[i] ?? '')];
    const shown = times > 0 && people !== '' ? Math.round(Number(people) * times) : '';
    const base = Number(shown || people || seen);
    return base === 0 ? [] : [[period, channel, seen, people, shown, Math.round(base * rate)]];
  });
}

/** Statements with what shows them; one names an indicator that nobody knows. */
export const theoryFile = (): Uint8Array =>
  csv([
    ['stage', 'statement', 'indicator', 'baseline', 'target', 'by'],
    [
      'now',
      'Families meet conflict late, when it has done harm.',
      'early_help_distress_identified_early',
      11,
      25,
      '31/03/2027',
    ],
    ['now', 'Money worries weigh on couples.', 'workless_households', 12.5, 10, '31/03/2027'],
    ['change', 'Staff who meet families can talk about relationships.', 'workforce_trained', 20, 75, '31/03/2026'],
    ['change', 'A panel sends referrals to the right help.', 'referrals_inappropriate', 60, 30, '31/03/2025'],
    ['change', 'Partners list what they offer.', 'A list of services, checked each year', '', '', ''],
    ['intermediate', 'Parents who start a programme stay to its end.', 'programmes_retained', 72, 80, '31/03/2026'],
    ['intermediate', 'Both parents are asked.', 'both_parents_asked', 30, 60, '31/03/2026'],
    [
      'long_term',
      'Fewer children are in need of help from social workers.',
      'children_in_need',
      385,
      300,
      '31/03/2028',
    ],
    ['long_term', 'Fewer births are registered by one parent alone.', 'sole_registrations', 10.5, 8, '31/03/2028'],
  ]);

const elements = `
Leadership and governance|1 2 3 3
A plan that partners share|1 2 2 3
Knowing what families need|1 1 2 3
A pathway of support|1 2 3 4
Training the workforce|1 2 3 3
Reaching both parents|1 1 1 2
Working across partners|2 2 3 3
Learning what helps|2 1 2 1`;

/** Four years of eight elements, as the made-up borough calls them; the tool's own names are its publisher's. */
export function planningFile(): Uint8Array {
  const rows = elements
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [element = '', stages = ''] = line.split('|');
      return stages.split(' ').map((stage, i): Cell[] => [element, stage, `31/03/${2022 + i}`]);
    });
  return csv([['element', 'stage', 'date'], ...rows]);
}
