/** The maps that reference vectors are about, and their answers area by area. */
import {
  contiguityOfCodes,
  rowStandardise,
  type SpatialWeights,
} from '../../models/statistics/spatial/weights-matrix.js';
import { givenFile } from './given.js';
import { Table } from './tables.js';
import type { TableCase } from './vector-method.js';

export interface VectorMap {
  readonly ids: readonly string[];
  readonly table: Table;
  readonly weights: SpatialWeights;
  readonly binary: SpatialWeights;
}

/** A map kept in spatial_moran/given, with its links: `columbus`, `nc`, or `nc` with islands. */
export function map(name: string, style: string, root?: string): VectorMap {
  const [areas, links] = name.includes('columbus')
    ? ['columbus.csv', 'columbus_queen_neighbours.csv']
    : ['nc_sids.csv', `nc_queen_${name.includes('island') ? 'with_two_islands_' : ''}neighbours.csv`];
  const table = new Table(givenFile('spatial_moran', areas, root));
  const pairs = new Table(givenFile('spatial_moran', links, root));
  const ids = table.text('id');
  const binary = contiguityOfCodes(ids, pairs.text('focal'), pairs.text('neighbour'));
  return { ids, table, binary, weights: style === 'W' ? rowStandardise(binary) : binary };
}

/** Columns of a table against the answers, area by area. An island must have none, whatever the anchor says. */
export function byArea(
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
export function subject(path: string, root: string) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const data = name.includes('columbus') ? 'columbus' : name.includes('island') ? 'nc_islands' : 'nc';
  const found = map(data, /_B(_|\.)/.test(name) ? 'B' : 'W', root);
  const variable = found.table.header.find((each) => name.toLowerCase().includes(each.toLowerCase()) && each !== 'id');
  return { name, ...found, x: found.table.numbers(variable ?? (data === 'columbus' ? 'CRIME' : 'rate74')) };
}
