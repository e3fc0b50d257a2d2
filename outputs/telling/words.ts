/** How numbers, lists and dates read in sentences. */

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** One to nine in words, larger numbers in figures. */
export const count = (n: number): string => small[n] ?? n.toLocaleString('en-GB');

/** "one ward", "12 wards". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "A", "A and B", "A, B and C". */
export function list(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

const formats = new Map<number, Intl.NumberFormat>();

/** Kept, since making one takes a hundred times as long as using it. */
function formatOf(places: number): Intl.NumberFormat {
  const kept = formats.get(places);
  if (kept) return kept;
  const made = new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
  formats.set(places, made);
  return made;
}

/** A fixed number of decimals, a true minus sign, and no minus zero. */
export function decimal(value: number, places = 1): string {
  const text = formatOf(places).format(Math.abs(value));
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** A value with its unit: "19.4%", "12.3 per 1,000", "0.4". */
export function figure(value: number, unit: string, places = 1): string {
  if (unit === '%') return `${decimal(value, places)}%`;
  return unit === 'score' || unit === '' ? decimal(value, places) : `${decimal(value, places)} ${unit}`;
}

/** What an index measures, to be read after "highest": "Family need index" gives "family need". */
export function needOf(indexTitle: string): string {
  const name = indexTitle.replace(/\s+(index|score)$/i, '').trim();
  // Names in capitals (SEND) stay as they are, and so do words inside the name that are somebody's own.
  const phrase = name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\bNeed(?=s?$)/, 'need');
  return /\bneeds?$/i.test(phrase) ? phrase : `need (${indexTitle})`;
}

/** "Family need index", whether or not its title says that it is one. */
export const indexName = (title: string): string => (/\b(index|score)\b/i.test(title) ? title : `${title} index`);

/** Names with words of their own, such as domains: what holds a comma or an "and" stands in quotation marks. */
export const namesIn = (names: readonly string[]): string =>
  list(names.map((name) => (/,|&| and /.test(name) ? `‘${name}’` : name)));

/** Wards in a sentence: no name may be read as two, whether by a comma of its own or by an "and". */
export function wardsIn(wards: readonly string[]): string {
  const names = wards.map((name) => (wards.length > 1 && name.includes(',') ? `‘${name}’` : name));
  if (names.length < 2 || !names.some((name) => / and /.test(name))) return list(names);
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

/** "21 November 2026" from an ISO date or time; other texts stay as they are. */
export function day(date: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!found) return date;
  const at = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** "2019 to 2025": the years that periods of any wording begin in; nothing where none is named. */
export function years(periods: readonly (string | null)[]): string {
  const found = periods.flatMap((period) => (period?.match(/\b(?:19|20)\d{2}/g) ?? []).map(Number));
  if (found.length === 0) return '';
  const [first, last] = [Math.min(...found), Math.max(...found)];
  return first === last ? String(first) : `${first} to ${last}`;
}
