/**
 * Parts of a document as a zip: the same parts in the same order give the same bytes, whatever the clock says. They are
 * packed on threads of the system: the tables of a whole country would keep everything else waiting for seconds.
 */
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

const deflate = promisify(deflateRaw);
const deflated = 8;
const mtime = new Date(1980, 0, 1);

/** `parts` by their names in the archive. */
export async function packed(parts: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const pack = async ([filename, bytes]: [string, Uint8Array]) => {
    const about = { filename, size: bytes.length, crc: crc32(bytes), compression: deflated, mtime };
    return { about, data: await deflate(bytes, { chunkSize: 256 * 1024 }) };
  };
  for (const { about, data } of await Promise.all(Object.entries(parts).map(pack))) {
    const part: ZipInputFile = about;
    zip.add(part);
    part.ondata?.(null, data, true);
  }
  zip.end();
  return Buffer.concat(pieces);
}
