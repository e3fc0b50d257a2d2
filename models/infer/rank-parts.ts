/** What moved the score of each ward since the edition before: parts by indicator that add up to the change exactly. */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Cell, Columns, Engine } from '../engine/engine.js';
import { type Edition, type EditionIndicator, indexChange } from '../statistics/composite/index-change.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';

const rankPartTypes = {
  ward: 'text',
  indicator: 'text',
  by_value: 'number',
  by_others: 'number',
  by_weight: 'number',
  part: 'number',
} as const;

/** One edition of the index as it was published, a row a ward in one order. */
interface Published {
  readonly score: Float64Array;
  /** What an average ward scores. */
  readonly base: Float64Array;
  readonly indicators: Edition;
  readonly contributions: ReadonlyMap<string, Float64Array>;
}

/** What scores may differ by from those that their figures give. */
const rounding = 1e-9;

/** Makes `rank_part`; empty where ranks cannot be compared, or where no index of either edition can be taken apart. */
export const rankPartStep = (engine: Engine): Step => ({
  makes: ['rank_part'],
  reads: ['mart_rank_change', 'mart_index', 'mart_indicator', 'mart_index_indicator', ...earlierTables],
  content: codeHash('sources', 'models'),
  make: async () => {
    const { ward = [] } = await engine.query('select ward from mart_rank_change order by ward');
    const wards = ward.map(String);
    const columns =
      wards.length > 0 ? rankParts(wards, await readEdition(engine, before), await readEdition(engine, now)) : {};
    await engine.load('rank_part', rankPartTypes, columns);
  },
});

/** The columns of `rank_part`: by value, norm and weight where both editions are sums of z-scores, else in whole. */
export function rankParts(wards: readonly string[], first: Published, second: Published): Columns {
  const rows = exactly(wards, first, second) ?? inWhole(wards, first, second);
  return Object.fromEntries(Object.keys(rankPartTypes).map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

type Row = Readonly<Record<string, Cell>>;

/** Undefined where the figures of an edition do not give its scores: it was treated, filled in or made otherwise. */
function exactly(wards: readonly string[], first: Published, second: Published): Row[] | undefined {
  if ([...first.indicators.values(), ...second.indicators.values()].some(({ values }) => values.some(Number.isNaN)))
    return undefined;
  const found = indexChange(first.indicators, second.indicators);
  const gives = (made: Float64Array, score: Float64Array) =>
    score.every((x, i) => Math.abs((made[i] ?? Number.NaN) - x) <= rounding * (1 + Math.abs(x)));
  if (!gives(found.before, first.score) || !gives(found.after, second.score)) return undefined;
  return [...found.parts].flatMap(([indicator, { value, norm, weight, total }]) =>
    wards.map((ward, i) => ({
      ward,
      indicator,
      by_value: value[i] ?? null,
      by_others: norm[i] ?? null,
      by_weight: weight[i] ?? null,
      part: total[i] ?? null,
    })),
  );
}

/** From what each indicator adds to the score against an average ward; nothing where that is not known, as when domains are ranked first. */
function inWhole(wards: readonly string[], first: Published, second: Published): Row[] {
  if (first.contributions.size === 0 || second.contributions.size === 0) return [];
  const ids = new Set([...first.contributions.keys(), ...second.contributions.keys()]);
  const at = ({ contributions }: Published, id: string, i: number) => contributions.get(id)?.[i] || 0;
  const parts = [...ids].flatMap((indicator) =>
    wards.map((ward, i) => ({ ward, indicator, part: at(second, indicator, i) - at(first, indicator, i) })),
  );
  const base = wards.map((ward, i) => ({
    ward,
    indicator: 'base',
    part: toNullable((second.base[i] ?? 0) - (first.base[i] ?? 0)),
  }));
  return base.some(({ part }) => part !== 0) ? [...parts, ...base] : parts;
}

const earlierTables = ['earlier_ward', 'earlier_indicator', 'earlier_index_indicator'] as const;
const now = { ward: 'mart_index', indicator: 'mart_indicator', weight: 'mart_index_indicator' } as const;
const before = { ward: earlierTables[0], indicator: earlierTables[1], weight: earlierTables[2] } as const;

async function readEdition(engine: Engine, from: typeof now | typeof before): Promise<Published> {
  const wards = await engine.query(
    `select w.score, w.base from ${from.ward} as w join mart_rank_change as r on r.ward = w.ward order by w.ward`,
  );
  const figures = await engine.query(`
    select x.indicator, x.weight, f.direction, f.value, f.contribution
    from ${from.weight} as x
    join ${from.indicator} as f on f.indicator = x.indicator and f.area_level = 'ward'
    join mart_rank_change as r on r.ward = f.area
    order by x.indicator, f.area`);
  const rows = wards.score?.length ?? 0;
  const numbers = (columns: Columns, name: string, start = 0) =>
    fromNullable((columns[name] ?? []).slice(start, start + rows) as readonly (number | null)[]);
  const starts = Array.from({ length: (figures.indicator?.length ?? 0) / rows }, (_, i) => i * rows);
  const named = <T>(of: (start: number) => T) =>
    new Map(starts.map((start) => [String(figures.indicator?.[start]), of(start)] as const));
  const contributions = named((start) => numbers(figures, 'contribution', start));
  return {
    score: numbers(wards, 'score'),
    base: numbers(wards, 'base'),
    indicators: named(
      (start): EditionIndicator => ({
        values: numbers(figures, 'value', start),
        weight: Number(figures.weight?.[start]),
        direction: figures.direction?.[start] === 'lower' ? -1 : 1,
      }),
    ),
    contributions: new Map([...contributions].filter(([, column]) => column.some((x) => !Number.isNaN(x)))),
  };
}
