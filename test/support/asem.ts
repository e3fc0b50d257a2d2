/** COINr's example index from the two tables that come with it, its stages, and the same index by other settings. */
import { readFileSync } from 'node:fs';
import { csvParse, type DSVRowArray } from 'd3-dsv';
import type { AggregateMean } from '../../models/statistics/composite/aggregate.js';
import {
  type Composite,
  type CompositePlan,
  composite,
  withoutElement,
} from '../../models/statistics/composite/composite.js';
import type { Imputation } from '../../models/statistics/composite/impute.js';
import type { Normalisation } from '../../models/statistics/composite/normalise.js';
import type { Numbers } from '../../models/statistics/reasons.js';
import { givenFile } from './given.js';
import type { Table } from './tables.js';
import type { Json, TableCase } from './vector-method.js';

export const numberOf = (value: Json): number =>
  value === null || value === undefined || value === '' || value === 'NA' ? Number.NaN : Number(value);

export interface Asem {
  readonly units: readonly string[];
  readonly groups: readonly string[];
  readonly plan: CompositePlan;
  readonly result: Composite;
}

const built = new Map<string, Asem>();

/** The index by the settings of COINr's example. */
export function buildAsem(root: string): Asem {
  const known = built.get(root);
  if (known !== undefined) return known;
  const read = (name: string): DSVRowArray => csvParse(readFileSync(givenFile('coinr_asem', name, root), 'utf8'));
  const data = read('asem_iData.csv');
  const elements = read('asem_iMeta.csv');
  const values = (code: string) => Float64Array.from(data, (row) => numberOf(row[code]));
  const groups = data.map(({ EurAsia_group = '' }) => EurAsia_group);
  const plan: CompositePlan = {
    indicators: elements
      .filter(({ Type }) => Type === 'Indicator')
      .map(({ iCode = '', Parent = '', Weight, Direction, Denominator = '' }) => ({
        id: iCode,
        parent: Parent,
        weight: Number(Weight),
        direction: Direction === '-1' ? -1 : 1,
        values: values(iCode),
        ...(Denominator === '' ? {} : { denominator: values(Denominator) }),
      })),
    groups: elements
      .filter(({ Type }) => Type === 'Aggregate')
      .map(({ iCode = '', Parent = '', Weight }) => ({
        id: iCode,
        parent: Parent === '' ? null : Parent,
        weight: Number(Weight),
      })),
    impute: { by: 'mean', within: groups },
    screen: 0.9,
    treat: {},
    normalise: { method: 'min_max', lower: 0, upper: 100 },
  };
  const asem = { units: data.map(({ uCode = '' }) => uCode), groups, plan, result: composite(plan) };
  built.set(root, asem);
  return asem;
}

/** The columns of one stage, by the name that COINr has for it. */
export function stageOf({ plan, result }: Asem, stage: string): (id: string) => Numbers | undefined {
  const of = (id: string) => plan.indicators.find((each) => each.id === id);
  const raw = (id: string) => of(id)?.values;
  const divided = (id: string) => {
    const denominator = of(id)?.denominator;
    const values = raw(id);
    return values && denominator ? Float64Array.from(values, (x, i) => x / (denominator[i] ?? 1)) : values;
  };
  const imputed = (id: string) => {
    const values = divided(id);
    if (values === undefined) return undefined;
    const filled = Float64Array.from(values);
    for (const { indicator, row, value } of result.imputed) if (indicator === id) filled[row] = value;
    return filled;
  };
  if (/^raw/i.test(stage)) return raw;
  if (/^denom/i.test(stage)) return divided;
  if (/^(imput|screen)/i.test(stage)) return imputed;
  if (/^treat/i.test(stage)) return (id) => result.treated.get(id)?.values;
  if (/^normal/i.test(stage)) return (id) => result.normalised.get(id);
  return (id) => result.scores.get(id)?.values ?? result.normalised.get(id);
}

const normalisations: readonly [RegExp, Normalisation][] = [
  [/z_?score/i, { method: 'z_score' }],
  [/prank|percentile/i, { method: 'percentile' }],
  [/borda/i, { method: 'borda' }],
  [/n_rank|norm\w*rank/i, { method: 'rank' }],
  [/dist2max/i, { method: 'dist2max' }],
  [/fracmax/i, { method: 'fracmax' }],
];
const means: readonly [RegExp, AggregateMean][] = [
  [/gmean|geometric/i, 'geometric'],
  [/hmean|harmonic/i, 'harmonic'],
];

/**
 * The example by other settings, known by the names that COINr has for them, wherever in the case they stand
 * (`n_zscore`, `a_gmean`, `i_median`, `no_treatment` …), with numbers where they are given (`l_u`, `dat_thresh` …).
 */
export function variantOf({ plan, groups }: Asem, { id, ...input }: Json): CompositePlan {
  const words = JSON.stringify({ id, ...input });
  const has = (pattern: RegExp) => pattern.test(words);
  const flat: Record<string, Json> = Object.assign(
    {},
    input,
    ...(Object.values(input).filter((each) => each && typeof each === 'object' && !Array.isArray(each)) as Json[]),
  );
  const mean = means.find(([pattern]) => has(pattern))?.[1] ?? 'arithmetic';
  const usual = { method: 'min_max', lower: mean === 'arithmetic' ? 0 : 1, upper: 100 } as const;
  const [lower, upper] = Array.isArray(flat.l_u) ? flat.l_u : [usual.lower, usual.upper];
  const grouped = /i_(mean|median)_grp/.test(words) || !/i_(mean|median)/.test(words);
  const impute: Imputation = { by: /median/.test(words) ? 'median' : 'mean', ...(grouped ? { within: groups } : {}) };
  const equal = has(/equal_?weights/i);
  const { treat, impute: _, ...rest } = plan;
  const changed: CompositePlan = {
    ...rest,
    ...(has(/no_?imp|"imput\w*":(false|null|"none")/i) ? {} : { impute }),
    ...(has(/no_?treat|untreated|"treat\w*":(false|null|"none")/i)
      ? {}
      : { treat: { ...treat, ...(flat.winmax ? { most: flat.winmax } : {}) } }),
    screen: typeof flat.unit_thresh === 'number' ? flat.unit_thresh : (plan.screen ?? 0),
    normalise: normalisations.find(([pattern]) => has(pattern))?.[1] ?? { method: 'min_max', lower, upper },
    mean,
    threshold: flat.dat_thresh ?? 0,
    indicators: plan.indicators.map(({ denominator, ...each }) => ({
      ...each,
      ...(denominator === undefined || has(/no_?denom|"denominat\w*":(false|null|"none")/i) ? {} : { denominator }),
      ...(equal ? { weight: 1 } : {}),
    })),
    groups: plan.groups.map((each) => (equal ? { ...each, weight: 1 } : each)),
  };
  const out: Json = flat.exclude ?? flat.remove ?? flat.Exclude ?? [];
  return (Array.isArray(out) ? out : [out]).reduce(
    (at: CompositePlan, code: Json) => withoutElement(at, String(code)),
    changed,
  );
}

/** Every number of a table of units against the answers, unit by unit. */
export function byUnit(
  table: Table,
  units: readonly string[],
  answer: (name: string) => ArrayLike<number> | undefined,
): TableCase[] {
  const columns = table.header.flatMap((name) => {
    const found = name === 'uCode' ? undefined : answer(name);
    return found === undefined ? [] : [{ name, found, expected: table.numbers(name) }];
  });
  return table.text('uCode').map((id, row) => ({
    id,
    actual: Object.fromEntries(columns.map(({ name, found }) => [name, found[units.indexOf(id)]])),
    expected: Object.fromEntries(columns.map(({ name, expected }) => [name, expected[row]])),
  }));
}
