/** What `index:` in assessment.yaml may say: the steps of the index in COINr's words. */
import { z } from 'zod';
import type { Normalisation } from '../models/statistics/composite/normalise.js';
import type { Treatment } from '../models/statistics/composite/treat.js';

const share = z.number().min(0).max(1);
const plain = ['z_score', 'min_max', 'rank', 'percentile', 'borda', 'dist2max', 'fracmax'] as const;

/** Names of scales that need settings, and what they must say. */
const settled = [
  z.strictObject({ method: z.enum(['rank', 'percentile', 'borda', 'dist2max', 'fracmax']) }),
  z.strictObject({ method: z.literal('z_score'), mean: z.number().optional(), sd: z.number().positive().optional() }),
  z.strictObject({ method: z.literal('min_max'), lower: z.number().optional(), upper: z.number().optional() }),
  z.strictObject({ method: z.literal('dist2targ'), target: z.number(), cap: z.boolean().optional() }),
  z.strictObject({ method: z.literal('scaled'), lower: z.number(), upper: z.number() }),
  z.strictObject({
    method: z.literal('goalposts'),
    lower: z.number(),
    upper: z.number(),
    scale: z.number().positive().optional(),
    cut: z.boolean().optional(),
  }),
] as const;

const scale = z.discriminatedUnion('method', settled);
const ownScale = z.union([z.enum(plain).transform((method): { method: typeof method } => ({ method })), scale]);

const treatment = z
  .strictObject({
    skew: z.number().positive().optional(),
    kurtosis: z.number().optional(),
    winmax: z.int().min(0).optional(),
    log: z.enum(['log', 'log_skew', 'none']).optional(),
    force: z.boolean().optional(),
  })
  .transform(
    ({ kurtosis, winmax, ...rest }): Treatment => ({
      ...present(rest),
      ...present({ kurt: kurtosis, most: winmax }),
    }),
  );
const treat = z.union([z.literal('none'), z.literal('winsorise_then_log').transform((): Treatment => ({})), treatment]);

const mean = z.union([z.enum(['arithmetic', 'geometric', 'harmonic']), z.strictObject({ power: z.number() })]);

export const indexSettings = z.strictObject({
  id: z.string(),
  impute: z
    .union([
      z.enum(['mean', 'median']).transform((by): { by: typeof by } => ({ by })),
      z.strictObject({ by: z.enum(['mean', 'median']), within: z.literal('authority').optional() }).transform(present),
    ])
    .optional(),
  screen: share.optional(),
  threshold: z
    .union([
      share.transform((at) => ({ domain: at, index: at })),
      z.strictObject({ domain: share.default(1), index: share.default(1) }),
    ])
    .optional(),
  treat: treat.optional(),
  normalise: z.union([z.enum([...plain, 'imd_exponential']), scale.transform(settle)]).optional(),
  aggregate: z
    .union([mean, z.strictObject({ domain: mean.default('arithmetic'), index: mean.default('arithmetic') })])
    .optional(),
  /** By the names of domains and of indicators. */
  weights: z.record(z.string(), z.number().nonnegative()).optional(),
  indicators: z
    .record(
      z.string(),
      z
        .strictObject({ treat: treat.optional(), normalise: ownScale.transform(settle).optional() })
        .transform((steps) => present(steps)),
    )
    .optional(),
});

export type IndexSettings = z.infer<typeof indexSettings>;

/** Drops what was not said, so that usual settings stand. */
function present<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}

function settle(said: z.infer<typeof ownScale>): Normalisation {
  return present(said) as Normalisation;
}

const scaleWords = `one of: ${[...plain, 'imd_exponential'].join(', ')}; or { method: goalposts, lower: 0, upper: 50 } with a method among ${settled.map(({ shape }) => ('values' in shape.method ? [...shape.method.values].join(', ') : '')).join(', ')}`;

/** What may stand in a step that takes several kinds of value. */
export const stepUnionWords: Readonly<Record<string, string>> = {
  index: 'the name of an index, or { id: family-need } with its steps',
  'index.impute': 'mean, median, or { by: mean, within: authority }',
  'index.threshold': 'a share from 0 to 1, or { domain: 0.5, index: 1 }',
  'index.treat': 'none, winsorise_then_log, or { skew: 2, kurtosis: 3.5, winmax: 5, log: none }',
  'index.normalise': scaleWords,
  'index.aggregate': 'arithmetic, geometric, harmonic, { power: 0.5 }, or { domain: arithmetic, index: geometric }',
};
