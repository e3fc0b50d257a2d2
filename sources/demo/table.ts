/** Rows as the bytes of a CSV file. */

export type Cell = string | number;

const quoted = (cell: Cell): string => {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A CSV file. Publishers differ in line ends and in whether a byte-order mark comes first, so the demo does too. */
export function csv(rows: Iterable<readonly Cell[]>, style: { mark?: boolean; lineEnd?: string } = {}): Uint8Array {
  const { mark = false, lineEnd = '\n' } = style;
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(quoted).join(','));
  return bytes(`${mark ? '\uFEFF' : ''}${lines.join(lineEnd)}${lineEnd}`);
}
