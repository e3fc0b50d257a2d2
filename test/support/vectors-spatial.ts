/** How the small-area statistics and those of a whole map answer the reference vectors. */
import { apportion } from '../../models/statistics/apportion.js';
import { shrinkToAuthority } from '../../models/statistics/rates/shrinkage.js';
import type { Numbers } from '../../models/statistics/reasons.js';
import { ebMoran } from '../../models/statistics/spatial/eb-moran.js';
import {
  ebStandardisedRates,
  empiricalBayes,
  localEmpiricalBayes,
} from '../../models/statistics/spatial/empirical-bayes.js';
import { geary, generalG } from '../../models/statistics/spatial/geary.js';
import type { GlobalStatistic } from '../../models/statistics/spatial/global-statistic.js';
import { moran } from '../../models/statistics/spatial/moran.js';
import { probabilityMap } from '../../models/statistics/spatial/probability-map.js';
import type { SpatialWeights } from '../../models/statistics/spatial/weights-matrix.js';
import { byArea, map } from './maps.js';
import type { Table } from './tables.js';
import { type Departure, type Json, NotCovered, type TableCase, type VectorMethod } from './vector-method.js';
import { localVectors } from './vectors-local.js';

const number = (value: Json): number => (value === null || value === undefined ? Number.NaN : Number(value));
const column = (values: Json): number[] => (values as Json[]).map(number);

function global(input: Json, expected: Json, root: string): unknown {
  if (input.data === undefined) throw new NotCovered('a case without a map');
  const { table, weights } = map(String(input.data), input.weights_style ?? input.style ?? 'W', root);
  const values = input.x === undefined ? table.numbers(input.variable) : column(input.x);
  const options = {
    assumption: input.assumption ?? 'randomisation',
    islands: input.adjust_n === false ? 'keep' : 'drop',
  } as const;
  const keyed = (name: string, { value, ...rest }: GlobalStatistic) => ({ ...rest, [name]: value });
  if ('C' in expected) return keyed('C', geary(values, weights, options));
  if ('G' in expected) return keyed('G', generalG(values, weights));
  if ('EI' in expected) return moranOfEsda(values, weights);
  return keyed('I', moran(values, weights, options));
}

/** The names of esda, which keeps islands in n. */
function moranOfEsda(values: number[] | Float64Array, weights: SpatialWeights): unknown {
  const random = moran(values, weights, { islands: 'keep' });
  const normal = moran(values, weights, { islands: 'keep', assumption: 'normality' });
  return {
    I: random.value,
    EI: random.expectation,
    VI_rand: random.variance,
    z_rand: random.z,
    p_rand: random.p_two_sided,
    VI_norm: normal.variance,
    z_norm: normal.z,
    p_norm: normal.p_two_sided,
  };
}

/** Events and people: numbers, or columns of a map by their names. */
function risks(input: Json, root?: string): { counts: Numbers; population: Numbers } {
  const given = (names: string[], usual: string): Numbers => {
    const value = names.map((name) => input[name]).find((each) => each !== undefined) ?? usual;
    return Array.isArray(value)
      ? column(value)
      : map(String(input.data ?? 'nc'), 'W', root).table.numbers(String(value));
  };
  const counts = ['count', 'ri', 'n', 'events', 'cases'];
  return { counts: given(counts, 'SID74'), population: given(['population', 'ni', 'x', 'risk', 'births'], 'BIR74') };
}

/** Moran's I of standardised rates on a map. */
function bayesMoran(input: Json, root: string): unknown {
  const { weights } = map(String(input.data ?? 'nc'), input.weights_style ?? input.style ?? 'W', root);
  const { counts, population } = risks(input, root);
  const { value, reason } = ebMoran(counts, population, weights, { islands: 'keep' });
  return { statistic: value, I: value, value, reason };
}

function bayes(input: Json, expected: Json, root?: string, clamp = true): unknown {
  const { counts, population } = risks(input, root);
  if ('pmap' in expected || 'relRisk' in expected) return choynowski(counts, population);
  const found = empiricalBayes(counts, population, { family: input.family ?? 'poisson', clamp });
  const reason = found.reason.find((each) => each !== null) ?? null;
  return { raw: found.raw, estmm: found.value, a: found.between[0], b: found.mean[0], reason };
}

/** What spdep says where no events at all, or less difference than chance would make, leave it without an answer. */
function bayesOfSpdep(input: Json, actual: Json, expected: Json): Departure | undefined {
  if (input.family === 'binomial') {
    return { anchor: bayes(input, expected, undefined, false), why: 'no estimate is drawn beyond the mean' };
  }
  if (actual.b !== 0) return undefined;
  return { anchor: { ...actual, estmm: (input.count as Json[]).map(() => null) }, why: 'no events give 0, not NaN' };
}

function choynowski(counts: Numbers, population: Numbers) {
  const { raw, expected: expCount, relative: relRisk, p: pmap } = probabilityMap(counts, population);
  return { raw, expCount, relRisk, pmap };
}

function bayesTable(table: Table, root: string): TableCase[] | undefined {
  const name = table.path.slice(table.path.lastIndexOf('/') + 1);
  const { ids, table: map1, weights } = map(name.includes('island') ? 'nc_islands' : 'nc', 'B', root);
  const year = name.includes('79') ? '79' : '74';
  const counts = map1.numbers(`SID${year}`);
  const people = map1.numbers(`BIR${year}`);
  if (/^EBlocal/i.test(name)) {
    const around = /geoda/i.test(name) ? 'own_mean' : 'neighbours_means';
    const { raw, value: est, between: a, mean: m } = localEmpiricalBayes(counts, people, weights, { around });
    return byArea(table, ids, { raw, est, a, m }, []);
  }
  if (/probmap/i.test(name)) return byArea(table, ids, choynowski(counts, people), []);
  if (/EBI|standard/i.test(name)) return byArea(table, ids, { z: ebStandardisedRates(counts, people).z }, []);
  const family = name.includes('binomial') ? 'binomial' : 'poisson';
  const { raw, value: estmm } = empiricalBayes(counts, people, { family, clamp: false });
  return byArea(table, ids, { raw, estmm }, []);
}

export const spatialVectors: Readonly<Record<string, VectorMethod>> = {
  empirical_bayes: {
    relative: 1e-9,
    absolute: 1e-15,
    run: (input, expected, root) => ('statistic' in expected ? bayesMoran(input, root) : bayes(input, expected, root)),
    departs: bayesOfSpdep,
    table: bayesTable,
  },
  imd_shrinkage_own: {
    relative: 1e-9,
    run: ({ events, population }) => {
      const x = column(events);
      const found = shrinkToAuthority(
        x,
        column(population),
        x.map(() => ''),
      );
      const { logit, variance: se2, weight, value: shrunk_rate } = found;
      return { logit, se2, area_logit: found.authorityLogit[0], t2: found.between[0], weight, shrunk_rate };
    },
  },
  spatial_moran: { relative: 1e-9, run: global },
  ...localVectors,
  apportionment_own: {
    relative: 1e-9,
    run: ({ links, source_values, kind }) => {
      const text = (key: string) => (links as Json[]).map((link) => String(link[key]));
      const overlaps = {
        source: text('source'),
        target: text('target'),
        population: column((links as Json[]).map((link) => link.population)),
      };
      const values = new Map(Object.entries(source_values).map(([source, value]) => [source, number(value)]));
      if (/rank|decile/.test(String(kind))) throw new RangeError(`a ${kind} is worked out anew, never shared out`);
      const { target, value, unplaced } = apportion(overlaps, values, kind === 'count' ? 'count' : 'rate');
      return { ...Object.fromEntries(target.map((name, i) => [name, value[i]])), reason: unplaced[0]?.reason ?? null };
    },
  },
};
