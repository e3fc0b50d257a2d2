/** Messages to parents as a table of channels and periods, and what is told of it. */
import type { MartRow } from '../../models/marts.js';
import { counted, decimal } from './words.js';

export type Reached = MartRow<'mart_engagement'>;

export const measures = {
  views: 'Views',
  reach: 'People reached',
  impressions: 'Times shown',
  engagements: 'Engagements',
  rate: 'Rate',
} as const;
export type Measure = keyof typeof measures;
const measureIds = Object.keys(measures) as Measure[];
export const rateOf = { impressions: 'times shown', reach: 'reached', views: 'views' } as const;

const mostPeriods = 8;

export interface Channel {
  readonly name: string;
  /** By period; undefined where the channel has no row. */
  readonly rows: readonly (Reached | undefined)[];
}

export interface Table {
  readonly channels: readonly Channel[];
  readonly periods: readonly string[];
  readonly shown: readonly Measure[];
  readonly all: readonly Reached[];
}

/** Channels by how far they went last, with the newest periods. */
export function tableRows(rows: readonly Reached[]): Table {
  const periods = [...new Set(rows.map(({ period }) => period))].sort().slice(-mostPeriods);
  const names = [...new Set(rows.filter(({ period }) => periods.includes(period)).map(({ channel }) => channel))];
  const channels = names.map((name) => ({
    name,
    rows: periods.map((period) => rows.find((row) => row.channel === name && row.period === period)),
  }));
  const far = ({ rows: own }: Channel): number => {
    const last = own.findLast((row) => row !== undefined);
    return Math.max(last?.reach ?? 0, last?.views ?? 0);
  };
  const all = channels.flatMap(({ rows: own }) => own.filter((row) => row !== undefined));
  return {
    channels: channels.sort((a, b) => far(b) - far(a) || (a.name < b.name ? -1 : 1)),
    periods,
    shown: measureIds.filter((id) => all.some((row) => (row[id] ?? 0) > 0)),
    all,
  };
}

/** The channel that reached most people in the newest period, by its own count, and what came of it. */
export function reachFinding(rows: readonly Reached[]): string {
  const last = rows.reduce((period, row) => (row.period > period ? row.period : period), '');
  const [first] = rows
    .filter((row) => row.period === last && row.reach !== null)
    .sort((a, b) => (b.reach ?? 0) - (a.reach ?? 0));
  if (!first) return `Messages went out by ${counted(new Set(rows.map(({ channel }) => channel)).size, 'channel')}`;
  const rate = first.rate === null || !first.rate_of ? '' : `, with ${rateWords(first)}`;
  return `${first.channel} reached the most people in ${last}, ${figures(first.reach ?? 0)} by its own count${rate}`;
}

export const figures = (n: number): string => n.toLocaleString('en-GB');
const rateWords = ({ rate, rate_of }: Reached): string =>
  `${decimal(rate ?? 0, 1)} engagements per 100 ${rateOf[rate_of ?? 'views']}`;

export const isGiven = (rows: Channel['rows'], measure: Measure): boolean =>
  rows.some((row) => row && row[measure] !== null);

/** The tallest bar that a channel's are held against: of rates, those out of the same. */
export const tallest = ({ all }: Table, { rows }: Channel, measure: Measure): number => {
  const of = baseOf(rows);
  const alike = measure === 'rate' ? all.filter(({ rate_of }) => rate_of === of) : all;
  return Math.max(1e-9, ...alike.map((row) => row[measure] ?? 0));
};

export const baseOf = (rows: Channel['rows']) => rows.findLast((row) => row?.rate_of)?.rate_of;
