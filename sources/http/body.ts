/** The bytes of an answer: decoded, counted, and known to be whole when they end. */
import { finished } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Trouble } from './retry.js';
import { isGzip } from './sniff.js';

export type Bytes = AsyncIterable<Buffer>;

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Turns whatever breaks a body off into a trouble that another attempt may mend. */
export async function* decoded(body: NodeJS.ReadableStream, encoding: string, most: number): Bytes {
  const decoder = decoders[encoding.toLowerCase()]?.();
  let count = 0;
  try {
    if (decoder) body.on('error', (error) => (decoder as unknown as { destroy(e: Error): void }).destroy(error));
    for await (const chunk of decoder ? body.pipe(decoder) : body) {
      count += (chunk as Buffer).length;
      if (count > most) {
        throw new Trouble(`more than ${Math.round(most / 2 ** 20)} MB`, {
          again: false,
          healthy: true,
          broken: { expected: 'an answer of a sane size' },
        });
      }
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(`the answer broke off after ${count.toLocaleString('en-GB')} bytes`, { again: true });
  }
}

/** As much as a header and the titles above it may take. */
const looked = 16 * 1024;

/** The first bytes of a body, and the body with them still in it. */
export async function peek(bytes: Bytes): Promise<{ readonly head: Buffer; readonly whole: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < looked) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  async function* whole() {
    try {
      yield* chunks;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks), whole: whole() };
}

/** A gzip file is unpacked on the side as it passes, since one that is cut short may end like any other. */
export async function* wholeGzip(head: Buffer, bytes: Bytes): Bytes {
  if (!isGzip(head)) {
    yield* bytes;
    return;
  }
  const unpacking = createGunzip();
  const end = finished(unpacking.resume()).then(
    () => undefined,
    (error: Error) => error,
  );
  for await (const chunk of bytes) {
    if (!unpacking.write(chunk)) {
      await Promise.race([new Promise((drained) => unpacking.once('drain', drained)), end]);
    }
    yield chunk;
  }
  unpacking.end();
  if (await end) throw new Trouble('a gzip file that is cut short or damaged', { again: true });
}
