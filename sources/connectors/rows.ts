/** What connectors of paged services share: answers read without touching a digit, and rows written as CSV. */
import { type ZodType, z } from 'zod';
import { oddAnswer } from '../faults/network.js';
import type { Answer, Http } from './connector.js';

const textOrNumber = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON in which every number has become the text that was written, `36393.0` or `1e-05`: no digit goes through a double. */
const withNumbersAsText = (json: string): string =>
  json.replace(textOrNumber, (token) => (token.startsWith('"') ? token : `"${token}"`));

/** Reads an answer of JSON, its numbers as the texts that were written. Throws a Fault when it is not of that shape. */
export async function readExactly<T>({ asking }: Http, answer: Answer, shape: ZodType<T>): Promise<T> {
  const read = shape.safeParse(JSON.parse(withNumbersAsText(await answer.text())));
  if (read.success) return read.data;
  throw oddAnswer(asking, answer.url, 'an answer of the shape this version knows', z.prettifyError(read.error));
}

/** One row as a line of CSV. What is null or absent is blank; lists and objects are written as JSON. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(',')}\n`;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
