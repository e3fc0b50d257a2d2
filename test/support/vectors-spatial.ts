/** How the small-area and spatial statistics answer the reference vectors. */
import { apportion } from '../../models/statistics/apportion.js';
import { ebStandardisedRates, empiricalBayes, localEmpiricalBayes } from '../../models/statistics/empirical-bayes.js';
import { geary, generalG } from '../../models/statistics/geary.js';
import { localG } from '../../models/statistics/getis-ord.js';
import { localMoran } from '../../models/statistics/local-moran.js';
import { type GlobalStatistic, moran } from '../../models/statistics/moran.js';
import { shrinkToAuthority } from '../../models/statistics/shrinkage.js';
import { contiguityOfCodes, rowStandardise, type SpatialWeights } from '../../models/statistics/weights-matrix.js';
import { givenFile } from './given.js';
import { Table } from './tables.js';
import { type Departure, type Json, NotCovered, type TableCase, type VectorMethod } from './vector-method.js';

const number = (value: Json): number => (value === null || value === undefined ? Number.NaN : Number(value));
const column = (values: Json): number[] => (values as Json[]).map(number);

interface Map {
  readonly ids: readonly string[];
  readonly table: Table;
  readonly weights: SpatialWeights;
}

/** A map kept in spatial_moran/given, with its links: `columbus`, `nc`, or `nc` with islands. */
function map(name: string, style: string, root?: string): Map {
  const [areas, links] = name.includes('columbus')
    ? ['columbus.csv', 'columbus_queen_neighbours.csv']
    : ['nc_sids.csv', `nc_queen_${name.includes('island') ? 'with_two_islands_' : ''}neighbours.csv`];
  const table = new Table(givenFile('spatial_moran', areas, root));
  const pairs = new Table(givenFile('spatial_moran', links, root));
  const ids = table.text('id');
  const binary = contiguityOfCodes(ids, pairs.text('focal'), pairs.text('neighbour'));
  return { ids, table, weights: style === 'W' ? rowStandardise(binary) : binary };
}

function global(input: Json, expected: Json): unknown {
  if (input.data === undefined) throw new NotCovered('a case without a map');
  const { table, weights } = map(String(input.data), input.weights_style ?? input.style ?? 'W');
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

/** Columns of a table against the answers, area by area. An island must have none, whatever the anchor says. */
function byArea(
  table: Table,
  ids: readonly string[],
  answers: Readonly<Record<string, ArrayLike<unknown>>>,
  reason: readonly (string | null)[],
): TableCase[] {
  const row = new Map(ids.map((id, i) => [id, i]));
  const names = Object.keys(answers).filter((name) => table.has(name));
  const expected = names.map((name) => {
    const numbers = table.numbers(name);
    return table
      .text(name)
      .map((word, i) => (Number.isNaN(numbers[i]) && !/^(NA|NaN|)$/.test(word) ? word : numbers[i]));
  });
  return table.text('id').map((id, i) => {
    const found = names.map((name) => answers[name]?.[row.get(id) ?? -1]);
    if (reason[row.get(id) ?? -1] === 'no_neighbours') {
      const none = found.every((each) => each === null || Number.isNaN(each));
      return { id, ok: none, note: 'an island has no local statistic' };
    }
    return {
      id,
      actual: Object.fromEntries(names.map((name, k) => [name, found[k]])),
      expected: Object.fromEntries(names.map((name, k) => [name, expected[k]?.[i]])),
    };
  });
}

/** Which map, variable and style a file of local statistics is about, from its name. */
function subject(path: string, root: string) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const data = name.includes('columbus') ? 'columbus' : name.includes('island') ? 'nc_islands' : 'nc';
  const found = map(data, /_B(_|\.)/.test(name) ? 'B' : 'W', root);
  const variable = found.table.header.find((each) => name.toLowerCase().includes(each.toLowerCase()) && each !== 'id');
  return { name, ...found, x: found.table.numbers(variable ?? (data === 'columbus' ? 'CRIME' : 'rate74')) };
}

function localTable(table: Table, root: string): TableCase[] | undefined {
  const { name, ids, weights, x } = subject(table.path, root);
  if (/^(gi|localg)/i.test(name)) {
    const star = !/^(gi_|localg_)/i.test(name);
    const { value: G, expectation: E, variance: V, z, p_two_sided: p, reason } = localG(x, weights, { star });
    return byArea(table, ids, { z, G, E, V, p }, reason);
  }
  if (!/^localmoran/.test(name)) return undefined;
  const here = localMoran(x, weights, { split: 'lag_mean' });
  const total = localMoran(x, weights, { moments: 'total' });
  const answers = {
    Ii: here.value,
    E: here.expectation,
    Var: here.variance,
    Z: here.z,
    p: here.p_two_sided,
    Var_total: total.variance,
    Z_total: total.z,
    p_total: total.p_two_sided,
    quadrant_mean: here.quadrant,
    quadrant_pysal: total.quadrant,
  };
  return byArea(table, ids, answers, here.reason);
}

function bayes(input: Json, expected: Json, clamp = true): unknown {
  if ('statistic' in expected) throw new NotCovered('a statistic of a map that the case does not hold');
  const counts = column(input.count ?? input.ri ?? input.n);
  const population = column(input.population ?? input.ni ?? input.x);
  const found = empiricalBayes(counts, population, { family: input.family ?? 'poisson', clamp });
  const reason = found.reason.find((each) => each !== null) ?? null;
  return { raw: found.raw, estmm: found.value, a: found.between[0], b: found.mean[0], reason };
}

/** What spdep says where no events at all, or less difference than chance would make, leave it without an answer. */
function bayesOfSpdep(input: Json, actual: Json, expected: Json): Departure | undefined {
  if (input.family === 'binomial') {
    return { anchor: bayes(input, expected, false), why: 'no estimate is drawn beyond the mean' };
  }
  if (actual.b !== 0) return undefined;
  return { anchor: { ...actual, estmm: (input.count as Json[]).map(() => null) }, why: 'no events give 0, not NaN' };
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
  if (/EBI|standard/i.test(name)) return byArea(table, ids, { z: ebStandardisedRates(counts, people).z }, []);
  const family = name.includes('binomial') ? 'binomial' : 'poisson';
  const { raw, value: estmm } = empiricalBayes(counts, people, { family, clamp: false });
  return byArea(table, ids, { raw, estmm }, []);
}

export const spatialVectors: Readonly<Record<string, VectorMethod>> = {
  empirical_bayes: {
    relative: 1e-9,
    absolute: 1e-15,
    run: (input, expected) => bayes(input, expected),
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
  spatial_local: { relative: 1e-8, table: localTable },
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
      const { target, value, unplaced } = apportion(overlaps, values, kind === 'count' ? 'count' : 'rate');
      return { ...Object.fromEntries(target.map((name, i) => [name, value[i]])), reason: unplaced[0]?.reason ?? null };
    },
  },
};
