/** Reads the CSV tables that published figures and reference vectors come in. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A CSV file without quoted commas, gzipped or not: a column by its name, empty cells NaN. */
export class Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];

  constructor(readonly path: string) {
    const bytes = readFileSync(path);
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trim();
    const [header = [], ...rows] = text.split(/\r?\n/).map((line) => line.replaceAll('"', '').split(','));
    this.header = header;
    this.rows = rows;
  }

  has(name: string): boolean {
    return this.header.includes(name);
  }

  text(name: string): string[] {
    const at = this.header.indexOf(name);
    if (at < 0) throw new Error(`${this.path}: no column ${name} among ${this.header.join(', ')}`);
    return this.rows.map((row) => row[at] ?? '');
  }

  numbers(name: string): Float64Array {
    return Float64Array.from(this.text(name), (cell) => (cell === '' || cell === 'NA' ? Number.NaN : Number(cell)));
  }
}
