/** Pages of CSV that become one file: one header, every row as the publisher wrote it. */
import { csvParseRows } from 'd3-dsv';
import { oddAnswer } from '../faults/network.js';
import type { Answer, Http } from './connector.js';

export interface CsvPage {
  /** What goes into the joined file: with the header on the first page, without it on the others. */
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Takes the pages of one table in their order. Throws a Fault when a page has another header than the first. */
export function joinCsv(http: Http): (answer: Answer) => Promise<CsvPage> {
  let first: string | undefined;
  return async (answer) => {
    const text = (await answer.text()).replace(/\r?\n?$/, '\n');
    const end = text.indexOf('\n') + 1;
    const head = text.slice(0, end).trimEnd();
    if (first !== undefined && head !== first) {
      throw oddAnswer(http.asking, answer.url, `the header of the first page: ${first}`, head);
    }
    const [header = [], ...rows] = csvParseRows(text);
    const page = { text: first === undefined ? text : text.slice(end), header, rows };
    first = head;
    return page;
  };
}
