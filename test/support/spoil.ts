/** Ways to break a file that was good. Lines are counted from 1, cells from 0 or from the end. */

export type Spoil = (text: string) => string | Uint8Array;
type Change = (text: string) => string;

export const page = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n';
export const answer = '{"error":{"code":400,"message":"Invalid query"}}\n';

const lines =
  (change: (all: string[]) => string[]): Change =>
  (text) =>
    change(text.split('\n')).join('\n');

const line = (n: number, change: Change): Change => lines((all) => all.map((l, i) => (i === n - 1 ? change(l) : l)));

export const heading = (from: string, to: string): Change => line(1, (l) => l.replace(from, to));

/** Puts `to` in a cell; for rows without quoted commas. */
export const cell = (n: number, at: number, to: string): Change =>
  line(n, (l) => {
    const [row = '', end = ''] = l.split(/(?=\r$)/);
    const cells = row.split(',');
    cells[at < 0 ? cells.length + at : at] = to;
    return `${cells.join(',')}${end}`;
  });

/** Leaves a column out, by its heading; for files without quoted commas. */
export const without = (column: string): Change =>
  lines((all) => {
    const rows = all.map((l) => l.split(','));
    const at = rows[0]?.indexOf(column) ?? -1;
    if (at < 0) throw new Error(`There is no column ${column} to leave out`);
    return rows.map((cells) => cells.filter((_, i) => i !== at).join(','));
  });

export const replaced =
  (from: RegExp, to: string): Change =>
  (text) =>
    text.replace(from, to);

export const twice = (n: number): Change => lines((all) => [...all.slice(0, n), ...all.slice(n - 1)]);
export const leaveOut = (n: number): Change => lines((all) => all.filter((_, i) => i !== n - 1));
export const headerOnly: Change = lines((all) => [all[0] ?? '', '']);
/** Cut after a whole line. */
export const cutAtLineEnd = (share: number): Change =>
  lines((all) => [...all.slice(0, Math.round(all.length * share)), '']);
export const cutLines = (n: number): Change => lines((all) => [...all.slice(0, -1 - n), '']);
/** Cut in the middle of a row. */
export const cutMidRow: Change = (text) => text.slice(0, text.indexOf(',', Math.round(text.length * 0.5)));
/** Only the first features, yet valid JSON. */
export const cutFeatures = (n: number): Change =>
  lines((all) => [
    all
      .slice(0, n + 1)
      .join('\n')
      .replace(/,$/, ''),
    ']}',
  ]);

/** Each area's code turned into one of a ward. */
export const wardsForLsoas: Change = (text) => {
  const wards = new Map<string, string>();
  return text.replace(/X01\d{6}/g, (code) => {
    const ward = wards.get(code) ?? `X05${String(wards.size + 1).padStart(6, '0')}`;
    wards.set(code, ward);
    return ward;
  });
};
