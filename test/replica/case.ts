/** What the replica server needs to know of a connector: one file each beside this one, named in `cases.ts`. */
import type { Service } from '../../sources/connectors/connector.js';
import type { Source } from '../../sources/define.js';

/** What the publisher holds: a table of text, which a case writes in its service's own shape. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Asked {
  readonly method: string;
  /** Behind the service's base, without a leading slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as text. */
  readonly body: string;
  /** Where the service stands on this replica, without a slash at the end: for answers that name addresses. */
  readonly base: string;
}

export interface Reply {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Case {
  /** The connector's name, as the matrix prints it. */
  readonly name: string;
  readonly service: Service;
  /** A dataset that comes by this connector, with its contract. Small, but of more than one page where there are pages. */
  readonly source: Source;
  readonly table: Table;
  /** Which columns of the table hold the area and a figure: where faults of content are put. */
  readonly area: string;
  readonly figure: string;
  /** A key for services that need one; the matrix fails if it is seen anywhere. */
  readonly env?: Readonly<Record<string, string>>;
  /** Answers as the service would. Undefined: 404. */
  answer(asked: Asked, table: Table): Reply | undefined;
  /** Faults that have no meaning here. */
  readonly without?: readonly string[];
}

/** A table as CSV with every cell quoted. */
export const csvOf = ({ columns, rows }: Table): string =>
  [columns, ...rows].map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

/** Rows of a table as objects, for services that speak JSON. */
export const objectsOf = ({ columns, rows }: Table): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ''])));

/** Made-up areas with codes of a real kind: `E01099001` and so on. */
export const madeUpAreas = (prefix: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${prefix}${String(99_001 + i).padStart(9 - prefix.length, '0')}`);
