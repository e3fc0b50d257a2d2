/** What stands at the foot of every picture: where its figures come from, how good they are, whose outlines they lie on. */
import type { MartRow } from '../../models/marts.js';
import { editionShort } from './edition.js';
import { capital, counted, day, years } from './words.js';

/** The foot of a picture. Made-up data says so before anything else; how good its figures are follows where they come from. */
export function footOf(
  assessment: MartRow<'mart_assessment'>,
  source: string,
  credit = '',
  quality = '',
  form = 'published by',
): string {
  const { made_up, data_hash, data_date, ward_type_title } = assessment;
  const from = made_up ? `Made-up data, in the form ${form}` : 'Source:';
  const parts = [
    source ? `${from} ${source}` : made_up ? 'Made-up data' : '',
    quality,
    capital(ward_type_title),
    made_up ? '' : credit,
    `Wardwise, data of ${day(data_date)} (${data_hash})`,
    editionShort(assessment),
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

type Listed = Pick<MartRow<'mart_indicator_list'>, 'publisher' | 'sources' | 'period' | 'in_index'>;

/** Who publishes an indicator's datasets, without what the datasets' own titles say again ("…, Census 2021"). */
export const publishersIn = ({ publisher, sources }: Pick<Listed, 'publisher' | 'sources'>): string[] =>
  publisher.split('; ').map((name) => {
    const said = /^(.+), ([^,]+)$/.exec(name);
    return said?.[1] && said[2] && sources.includes(said[2]) ? said[1] : name;
  });

/** Publishers, datasets and years of everything in the index, for pictures of the whole of it. */
export function publishersOf(indicators: readonly Listed[]): string {
  const used = indicators.filter((row) => row.in_index);
  const publishers = [...new Set(used.flatMap(publishersIn))].sort();
  if (publishers.length === 0) return '';
  const datasets = new Set(used.flatMap((row) => row.sources.split('; '))).size;
  const about = [counted(datasets, 'dataset'), years(used.map((row) => row.period))];
  return `${publishers.join('; ')} (${about.filter(Boolean).join(', ')})`;
}

/** What must stand on a map: whose outlines they are, where their licence asks for it. */
export function outlineCredit(sources: readonly MartRow<'mart_source'>[]): string {
  const outlines = sources.find(({ licence }) => /contains OS data/i.test(licence));
  const year = outlines && years([outlines.period]);
  return outlines ? `Contains OS data © Crown copyright and database right${year && ` ${year}`}` : '';
}
