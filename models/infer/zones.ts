/**
 * The index by zone of the council's own. A zone is scored by its own figures, not by its wards' scores: wards that are cut
 * have no score to share out, and a mean of means would weigh small wards like large ones. Each figure is held against the
 * wards that were ranked (`fixed-base.ts`), and the weights are those of the index of wards:
 *
 *     z = ±(x − m)/s,  m and s of the wards' figures      score = Σ w·z / Σ w
 *
 * so that a zone that is one ward has that ward's score where the index is a mean of z-scores; other scales and means have
 * no meaning for areas that were not in the comparison, and zones are scored by z all the same. An indicator that some zone
 * has no figure of is left out for all. How far ranks could move is drawn as for wards.
 */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import { loadGaps } from '../declared.js';
import { type Engine, type Row, toRows } from '../engine/engine.js';
import type { Gap } from '../plan-gaps.js';
import { againstBase, fixedBase } from '../statistics/composite/fixed-base.js';
import { ranksDescending } from '../statistics/ranks.js';
import { toNullable } from '../statistics/reasons.js';
import { rankDraws, rankSeed, rankUncertainty, rankWeightNoise, standardError } from './rank-uncertainty.js';

const zoneTypes = {
  zone: 'text',
  score: 'number',
  rank: 'number',
  of: 'number',
  rank_low: 'number',
  rank_high: 'number',
  draws: 'number',
} as const;

const zoneDomainTypes = {
  zone: 'text',
  domain: 'text',
  weight: 'number',
  score: 'number',
  rank: 'number',
} as const;

/** Makes `zone_value` (a row for each zone), `zone_domain` (for each of its domains) and `zone_index_gap`; empty without zones. */
export const zoneStep = (engine: Engine): Step => ({
  makes: ['zone_value', 'zone_domain', 'zone_index_gap'],
  reads: ['zone', 'indicator_protected', 'indicator_value', 'index_indicator', 'indicator', 'assessed'],
  content: codeHash('sources', 'models'),
  make: async () => {
    const zones = toRows(await engine.query('select zone from zone order by zone')).map(({ zone }) => String(zone));
    const indicators = zones.length > 0 ? await inIndex(engine) : [];
    const scored = scoresOf(zones, indicators.filter(isWhole));
    await engine.load('zone_value', zoneTypes, zoneColumns(zones, scored));
    await engine.load('zone_domain', zoneDomainTypes, domainColumns(zones, scored));
    await loadGaps(engine, 'zone_index_gap', indicators.filter((one) => !isWhole(one)).map(leftOut));
  },
});

/** An indicator of the index: its figures of the wards that were ranked, and of the zones. */
interface Figured {
  readonly title: string;
  readonly domain: string;
  readonly weight: number;
  readonly direction: 1 | -1;
  readonly wards: readonly number[];
  readonly zones: readonly number[];
  readonly errors: readonly number[];
}

const isWhole = ({ zones }: Figured): boolean => !zones.some(Number.isNaN);

const leftOut = ({ title, zones }: Figured): Gap => ({
  item: title,
  what: `No figure for ${zones.filter(Number.isNaN).length} of ${zones.length} zones.`,
  effect: 'Zones are ranked without it; wards are ranked with it.',
  mend: 'Pool several years, so that no count is small, or draw the zones otherwise.',
});

async function inIndex(engine: Engine): Promise<Figured[]> {
  const rows = toRows(
    await engine.query(`
      select i.indicator, i.title, i.domain, i.direction, w.weight, p.area_level, v.value, v.lower95_0cl as lower, v.upper95_0cl as upper
      from index_indicator as w
      join indicator as i on i.indicator = w.indicator
      join indicator_protected as p on p.indicator = w.indicator and p.area_level in ('ward', 'zone')
      join assessed as a on a.area_level = p.area_level and a.area = p.area and a.has_parts
      join indicator_value as v on v.figure = p.figure
      where w.weight > 0
      order by i.position, p.area_level, p.area`),
  );
  const number = (cell: Row[string] | undefined) => (typeof cell === 'number' ? cell : Number.NaN);
  return [...new Set(rows.map(({ indicator }) => indicator))].flatMap((indicator): Figured[] => {
    const own = rows.filter((row) => row.indicator === indicator);
    const of = (level: string) => own.filter((row) => row.area_level === level);
    const [first] = own;
    if (!first) return [];
    return [
      {
        title: String(first.title),
        domain: String(first.domain),
        weight: Number(first.weight),
        direction: first.direction === 'lower' ? -1 : 1,
        wards: of('ward').map(({ value }) => number(value)),
        zones: of('zone').map(({ value }) => number(value)),
        errors: of('zone').map(({ lower, upper }) => standardError(number(lower), number(upper))),
      },
    ];
  });
}

interface DomainScores {
  readonly id: string;
  readonly weight: number;
  readonly score: Float64Array;
  readonly variance: Float64Array;
}

function scoresOf(zones: readonly string[], indicators: readonly Figured[]): readonly DomainScores[] {
  return [...new Set(indicators.map(({ domain }) => domain))].map((id) => {
    const own = indicators.filter(({ domain }) => domain === id);
    const weight = own.reduce((sum, one) => sum + one.weight, 0);
    const score = new Float64Array(zones.length);
    const variance = new Float64Array(zones.length);
    for (const one of own) {
      const base = fixedBase(one.wards);
      const share = one.weight / weight;
      const { values } = againstBase(one.zones, base, one.direction, { mean: 0, sd: 1 });
      for (const [i, z] of values.entries()) {
        score[i] = (score[i] ?? 0) + share * z;
        variance[i] = (variance[i] ?? 0) + ((share * (one.errors[i] ?? 0)) / base.sd) ** 2;
      }
    }
    return { id, weight, score, variance };
  });
}

function zoneColumns(zones: readonly string[], domains: readonly DomainScores[]) {
  const total = domains.reduce((sum, { weight }) => sum + weight, 0);
  const score = Float64Array.from(zones, (_, i) =>
    total === 0 ? Number.NaN : domains.reduce((sum, one) => sum + (one.weight / total) * (one.score[i] ?? 0), 0),
  );
  const how = { seed: rankSeed, draws: rankDraws, weightNoise: rankWeightNoise, exponential: false };
  const { low, high, draws } = rankUncertainty(zones, domains, how);
  return {
    zone: zones,
    score: Array.from(score, toNullable),
    rank: Array.from(ranksDescending(score), toNullable),
    of: zones.map(() => zones.length),
    rank_low: Array.from(low, (rank) => toNullable(Math.floor(rank))),
    rank_high: Array.from(high, (rank) => toNullable(Math.ceil(rank))),
    draws: Array.from(low, (rank) => (Number.isNaN(rank) ? null : draws)),
  };
}

function domainColumns(zones: readonly string[], domains: readonly DomainScores[]) {
  const total = domains.reduce((sum, { weight }) => sum + weight, 0);
  return {
    zone: domains.flatMap(() => zones),
    domain: domains.flatMap(({ id }) => zones.map(() => id)),
    weight: domains.flatMap(({ weight }) => zones.map(() => weight / total)),
    score: domains.flatMap((one) => Array.from(one.score, toNullable)),
    rank: domains.flatMap((one) => Array.from(ranksDescending(one.score), toNullable)),
  };
}
