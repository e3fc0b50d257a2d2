/** How the steps of a composite index answer the reference vectors of COINr. */
import { boxCox, type Logarithm, logarithm, shape, treat, winsorise } from '../../models/statistics/composite/treat.js';
import { type Json, NotCovered, type VectorMethod } from './vector-method.js';
import { asemVectors } from './vectors-asem.js';
import { sensitivityVectors } from './vectors-sensitivity.js';
import { spatialVectors } from './vectors-spatial.js';

const number = (value: Json): number =>
  value === null || value === undefined || value === '' || value === 'NA' ? Number.NaN : Number(value);
const column = (values: Json): number[] => (values as Json[]).map(number);

const logarithms: Readonly<Record<string, Logarithm>> = {
  log_CT: 'log',
  log_CT_orig: 'log_1',
  log_CT_plus: 'log_skew',
};

/** One column treated. `treat_default` is winsorising, then a logarithm. */
function treated({ fn, x, ...input }: Json): unknown {
  const values = column(x);
  const thresholds = { skew: input.skew_thresh ?? 2, kurt: input.kurt_thresh ?? 3.5 };
  const options = {
    ...thresholds,
    most: input.winmax === null ? Number.POSITIVE_INFINITY : (input.winmax ?? 5),
    force: input.force_win ?? false,
  };
  const kind = logarithms[fn];
  if (kind !== undefined) return logarithm(values, kind);
  switch (fn) {
    case 'skew_kurt':
      return shape(values);
    case 'winsorise': {
      const found = winsorise(values, options);
      return { ...found, x: found.values, nwin: found.count };
    }
    case 'boxcox':
      return { values: boxCox(values, input.lambda, { positive: input.makepos ?? true }).values };
    case 'treat_default': {
      const found = treat(values, { ...options, combine: input.combine_treat ?? false });
      return { ...found, x: found.values, nwin: found.winsorised };
    }
    case 'log_GII':
      return { values: values.map(() => Number.NaN), x: values.map(() => Number.NaN) };
    default:
      throw new NotCovered(String(fn));
  }
}

export const indexVectors: Readonly<Record<string, VectorMethod>> = {
  ...spatialVectors,
  ...asemVectors,
  ...sensitivityVectors,
  coinr_treat: {
    absolute: 1e-10,
    run: treated,
    departs: ({ fn, x }) =>
      fn === 'log_GII'
        ? { anchor: { values: x, x }, why: 'log_GII returns its input unchanged; there is no such treatment here' }
        : undefined,
  },
};
