/** The one place where columns become Arrow: types come from the contract, so a column that happens to be empty keeps its type. */
import { Bool, Float64, makeData, makeVector, Table, tableToIPC, Utf8, type Vector } from 'apache-arrow';
import type { Cell, Columns } from '../../models/engine/engine.js';
import type { MartName } from '../../models/marts.js';
import { columnType, fieldsOf } from '../read.js';

/**
 * A mart as an Arrow file. Whole numbers are doubles too: JavaScript reads Arrow's integers of 64 bits as `bigint`.
 * Texts are plain, not dictionaries: their ids count up through a process and would change the bytes.
 */
export function arrowFile(mart: MartName, columns: Columns): Uint8Array {
  const vectors: Record<string, Vector> = {};
  for (const [name, field] of Object.entries(fieldsOf(mart))) {
    const cells = columns[name] ?? [];
    const type = columnType(field);
    vectors[name] = type === 'text' ? texts(cells) : type === 'boolean' ? booleans(cells) : numbers(cells);
  }
  return tableToIPC(new Table(vectors), 'file');
}

/** A bit for each cell that is so, as Arrow packs them. */
function bitsWhere(cells: readonly Cell[], is: (cell: Cell) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  for (const [i, cell] of cells.entries()) if (is(cell)) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  return bits;
}

/** What every column says of itself; where nothing is missing there is no map of what is. */
function common(cells: readonly Cell[]) {
  const nullCount = cells.filter((cell) => cell === null).length;
  const nullBitmap = nullCount === 0 ? undefined : bitsWhere(cells, (cell) => cell !== null);
  return { length: cells.length, nullCount, nullBitmap };
}

const numbers = (cells: readonly Cell[]): Vector =>
  makeVector(makeData({ type: new Float64(), ...common(cells), data: Float64Array.from(cells, Number) }));

const booleans = (cells: readonly Cell[]): Vector =>
  makeVector(makeData({ type: new Bool(), ...common(cells), data: bitsWhere(cells, (cell) => cell === true) }));

/** All texts end to end, and where each starts. Arrow's own builder takes ten times as long over a long column. */
function texts(cells: readonly Cell[]): Vector {
  const valueOffsets = new Int32Array(cells.length + 1);
  const together = cells.map((cell) => (cell === null ? '' : String(cell)));
  for (const [i, text] of together.entries()) valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + Buffer.byteLength(text);
  const data = new TextEncoder().encode(together.join(''));
  return makeVector(makeData({ type: new Utf8(), ...common(cells), valueOffsets, data }));
}
