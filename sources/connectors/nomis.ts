/**
 * Nomis, ONS's service for census and labour market figures. A dataset is asked for by its id and the codes of its
 * dimensions; the answer comes in pages of CSV. Without a key an answer is cut off at 25,000 rows in silence, so pages
 * are asked for until as many records are there as the service counts. A busy service sends a web page with status 200.
 */
import { oddAnswer } from '../faults/network.js';
import type { ByPages, Found, Http, Question, Service } from './connector.js';
import { type CsvPage, joinCsv } from './csv-pages.js';

export const nomis: Service = {
  id: 'nomis',
  title: 'Nomis',
  base: 'https://www.nomisweb.co.uk/api/v01/dataset/',
  hosts: ['nomisweb.co.uk'],
  key: { variable: 'WARDWISE_NOMIS_KEY', needed: false },
  pace: { perSecond: 2, burst: 2, atOnce: 2 },
};

export interface NomisTable {
  /** The dataset's id, such as `NM_2072_1`. */
  readonly dataset: string;
  /** Codes of each dimension, in Nomis's own way of writing lists: `0,4...8`. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** A type of area (`TYPE151`: LSOAs of 2021), or codes. */
  readonly geography: string;
  /** The columns to keep, such as `geography_code` and `obs_value`. */
  readonly select: readonly string[];
  /** `latest` (the newest there is, asked for each time), or a date. */
  readonly date: string;
}

/** Rows that one answer may have, for a guest and for somebody with a key. */
const most = { guest: 25_000, known: 100_000 };

/** Brings one table of Nomis. */
export function nomisTable(table: NomisTable): ByPages {
  return {
    service: nomis,
    keeps: 'csv',
    ...(table.date === 'latest' && { newest: (http: Http) => newest(http, table) }),
    async *pages({ http, release, progress }) {
      const limit = http.key === undefined ? most.guest : most.known;
      const join = joinCsv(http);
      let done = 0;
      let of: number | undefined;
      for (;;) {
        const date = table.date === 'latest' ? release.id : table.date;
        const answer = await http.ask(
          questionOf(http, table, {
            date,
            select: [...table.select, 'record_count'],
            RecordLimit: limit,
            RecordOffset: done,
          }),
        );
        const page = await join(answer);
        of ??= recordCount(page);
        done += page.rows.length;
        progress(done, of);
        yield page.text;
        if (of === undefined ? page.rows.length < limit : done === of) return;
        if (page.rows.length === 0 || (of !== undefined && done > of)) {
          throw oddAnswer(http.asking, answer.url, `${of ?? 'more'} records in all`, `${done}`);
        }
      }
    },
  };
}

interface Asked {
  readonly date: string;
  readonly select: readonly string[];
  readonly RecordLimit: number;
  readonly RecordOffset?: number;
}

const questionOf = (http: Http, { dataset, dimensions, geography }: NomisTable, asked: Asked): Question => ({
  at: `${dataset}.data.csv`,
  query: { geography, measures: 20100, ...dimensions, ...asked, select: asked.select.join(','), uid: http.key },
  expects: 'csv',
});

/** The newest date of a dataset, from one row of it. */
async function newest(http: Http, table: NomisTable): Promise<Found> {
  const question = questionOf(http, table, { date: 'latest', select: ['date', 'date_name'], RecordLimit: 1 });
  const answer = await http.ask(question);
  const { rows } = await joinCsv(http)(answer);
  const [id, period] = rows[0] ?? [];
  if (!id || !period) throw oddAnswer(http.asking, answer.url, 'a row with the newest date', 'none');
  return { id, period, published: '' };
}

/** How many records there are in all, as the service says in each row; undefined where it does not. */
function recordCount({ header, rows }: CsvPage): number | undefined {
  const at = header.findIndex((name) => name.toUpperCase() === 'RECORD_COUNT');
  const count = Number(rows[0]?.[at] || Number.NaN);
  return Number.isInteger(count) ? count : undefined;
}
