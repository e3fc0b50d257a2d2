/** How numbers and lists read in titles, and what stands at the foot of every picture. */
import type { MartRow } from '../models/marts.js';

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

/** A fixed number of decimals, a true minus sign, and no minus zero. */
export function decimal(value: number, places = 1): string {
  const text = Math.abs(value).toLocaleString('en-GB', {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
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

/** "Family need index", whether or not its title says so. */
export const indexName = (title: string): string => (/\bindex$/i.test(title) ? title : `${title} index`);

/** Names in a sentence; those that hold a comma or an "and" of their own stand in quotation marks. */
export const namesIn = (names: readonly string[]): string =>
  list(names.map((name) => (names.length > 1 && /,|&| and /.test(name) ? `‘${name}’` : name)));

type Assessment = MartRow<'mart_assessment'>;

/** The foot of a picture. Made-up data says so before anything else. */
export function footOf(assessment: Assessment, source: string): string {
  const { made_up, data_hash, data_date, ward_type_title } = assessment;
  const parts = [
    made_up ? 'Made-up data' : '',
    source ? `Source: ${source}` : '',
    ward_type_title ? `Geography: ${ward_type_title}` : '',
    `Wardwise, data ${data_hash} of ${data_date}`,
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

/** The publishers of every dataset used, for pictures of the whole index. */
export function publishersOf(sources: readonly MartRow<'mart_source'>[]): string {
  const publishers = [...new Set(sources.map((source) => source.publisher))].sort();
  if (publishers.length === 0) return '';
  const datasets = new Set(sources.map((source) => source.source)).size;
  return `${publishers.join('; ')} (${counted(datasets, 'dataset')})`;
}
