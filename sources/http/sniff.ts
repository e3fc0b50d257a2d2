/** Whether an answer is what it should be, by its content type and its first bytes. */
import { constants, gunzipSync } from 'node:zlib';
import type { Kind } from '../connectors/connector.js';
import { Trouble } from './retry.js';

const anyBytes = /^$|octet-stream|application\/(force-)?(x-)?download|text\/plain/;
const types: Readonly<Record<Kind, RegExp>> = {
  csv: /csv|tab-separated|vnd\.ms-excel|gzip/,
  json: /json|javascript|gzip/,
  geojson: /json|gzip/,
  zip: /zip/,
  xlsx: /spreadsheetml|vnd\.ms-excel|zip/,
  ods: /opendocument|zip/,
};
const names: Readonly<Record<Kind, string>> = {
  csv: 'comma-separated values',
  json: 'JSON',
  geojson: 'GeoJSON',
  zip: 'a zip archive',
  xlsx: 'an Excel workbook',
  ods: 'an OpenDocument spreadsheet',
};

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The beginning of a file as text, looked at through gzip. */
function startOf(head: Buffer): string {
  const plain = isGzip(head) ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
  return plain.subarray(0, 400).toString('latin1').replace(/^ï»¿/, '').trimStart();
}

/**
 * Holds the beginning of an answer against what it should be. A web page or a message in place of data mostly means
 * that the service is busy, so it is worth another attempt; other bytes are not.
 */
export function sniff(expects: Kind, contentType: string, head: Buffer): Trouble | undefined {
  const type = contentType.toLowerCase().split(';')[0]?.trim() ?? '';
  const start = startOf(head);
  const shown = start.slice(0, 80).replace(/\s+/g, ' ').trim();
  if (head.length === 0) return new Trouble('an empty answer', { again: true });
  if (/html/.test(type) || /^<(!doctype html|html|head|body)/i.test(start)) {
    return new Trouble(`a web page in place of data (${shown}): the service is busy, or the address has moved`, {
      again: true,
    });
  }
  const broken = { again: false, healthy: true, broken: { expected: names[expects] } };
  const isZip = head.subarray(0, 2).toString('latin1') === 'PK';
  const isJson = /^[{[]/.test(start);
  if (expects === 'csv' && isJson) {
    return new Trouble(`a message in place of data: ${shown}`, { again: true });
  }
  const fits = expects === 'csv' ? !isZip && !start.startsWith('<') : /json/.test(expects) ? isJson : isZip;
  if (!fits) return new Trouble(shown.replace(/[^\x20-\x7e]/g, '·') || 'other bytes', broken);
  if (!anyBytes.test(type) && !types[expects].test(type)) return new Trouble(`content type ${type}`, broken);
  return undefined;
}
