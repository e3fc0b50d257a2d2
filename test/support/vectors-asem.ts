/** How the whole index of COINr's example answers its reference vectors, from the raw tables to the ranks. */
import { type Composite, composite } from '../../models/statistics/composite/composite.js';
import { ranksDescending } from '../../models/statistics/ranks.js';
import { buildAsem, byUnit, stageOf, variantOf } from './asem.js';
import type { Table } from './tables.js';
import type { Json, TableCase, VectorMethod } from './vector-method.js';

/** A stage of the index, known by the file's name. */
function asemTable(table: Table, root: string): TableCase[] | undefined {
  const name = table.path.slice(table.path.lastIndexOf('/') + 1);
  if (/^asem_i(Data|Meta)/.test(name)) return undefined;
  const asem = buildAsem(root);
  const { units, result } = asem;
  if (name.startsWith('weights')) {
    const weights = table.numbers('Weight');
    return table.text('iCode').map((id, row) => ({ id, actual: result.tree.weights.get(id), expected: weights[row] }));
  }
  if (name.startsWith('lineage')) {
    const [first = '', ...above] = table.header;
    return table.text(first).map((id, row) => {
      const chain: (string | null | undefined)[] = [];
      for (let at = result.tree.parents.get(id); at; at = result.tree.parents.get(at)) chain.push(at);
      return { id, actual: chain, expected: above.map((level) => table.text(level)[row]) };
    });
  }
  if (table.has('check_SkewKurt0.Skew')) return treatmentTable(table, result);
  if (!table.has('uCode')) return undefined;
  if (table.has('iCode')) return imputedTable(table, units, result);
  const scores = stageOf(asem, 'aggregated');
  if (/rank|score|final/i.test(name)) {
    // A column of ranks says so in its name; where none does, the file's name says what all columns are.
    const named = table.header.some((column) => /rank/i.test(column));
    return byUnit(table, units, (column) => {
      const id = column.replace(/[_. ]?rank[_. ]?/i, '') || 'Index';
      const values = scores(/^score$/i.test(id) ? 'Index' : id);
      const ranks = named ? /rank/i.test(column) : /rank/i.test(name);
      return values && (ranks ? ranksDescending(values) : values);
    });
  }
  return /^(raw|denom|imput|screen|treat|normal|aggreg)/i.test(name)
    ? byUnit(table, units, stageOf(asem, name))
    : undefined;
}

/** Cells filled in, one a row: the value is in whatever column holds numbers. */
function imputedTable(table: Table, units: readonly string[], result: Composite): TableCase[] | undefined {
  const value = table.header.find((name) => !/code/i.test(name) && !table.numbers(name).every(Number.isNaN));
  const expected = value === undefined ? undefined : table.numbers(value);
  return table.text('uCode').map((unit, i) => {
    const [id, row] = [table.text('iCode')[i] ?? '', units.indexOf(unit)];
    const cell = result.imputed.find((each) => each.indicator === id && each.row === row);
    return { id: `${unit} ${id}`, actual: cell?.value ?? null, expected: expected?.[i] ?? cell?.value };
  });
}

/** Skewness and kurtosis of each indicator before treatment, after winsorising, and after logs. */
function treatmentTable(table: Table, { treated: columns }: Composite): TableCase[] {
  const stages = [0, 1, 2].filter((stage) => table.has(`check_SkewKurt${stage}.Skew`));
  const expected = stages.map((stage) => ({
    skew: table.numbers(`check_SkewKurt${stage}.Skew`),
    kurt: table.numbers(`check_SkewKurt${stage}.Kurt`),
  }));
  return table.text('iCode').map((id, row) => ({
    id,
    actual: stages.map((stage) => columns.get(id)?.shapes[stage] ?? { skew: null, kurt: null }),
    expected: expected.map(({ skew, kurt }) => ({ skew: skew[row], kurt: kurt[row] })),
  }));
}

/** The example by other settings: scores and ranks as columns in the order of the units, and by unit. */
function variant(input: Json, expected: Json, root: string): Json {
  const asem = buildAsem(root);
  const { index, scores, reason } = composite(variantOf(asem, input ?? {}));
  const ranks = ranksDescending(index);
  const keyed = (values: ArrayLike<number>) => Object.fromEntries(asem.units.map((unit, i) => [unit, values[i]]));
  const shaped = (want: Json, values: ArrayLike<number>) => (Array.isArray(want) ? values : keyed(values));
  const columns = Object.fromEntries([...scores].map(([id, { values }]) => [id, shaped(expected?.[id], values)]));
  const names = { scores: index, score: index, Index: index, index, values: index, ranks, rank: ranks, Rank: ranks };
  const answers = Object.fromEntries(
    Object.entries(names).map(([key, values]) => [key, shaped(expected?.[key], values)]),
  );
  return {
    ...keyed(index),
    ...columns,
    ...answers,
    uCode: asem.units,
    units: asem.units,
    reason: reason.find((each) => each !== null),
  };
}

export const asemVectors: Readonly<Record<string, VectorMethod>> = {
  coinr_asem: { absolute: 1e-8, table: asemTable, run: variant },
};
