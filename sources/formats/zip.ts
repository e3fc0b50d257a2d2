/**
 * Zip archives, member by member: the central directory first, then each member's bytes when they are wanted. Only a
 * few members are ever in memory, never the archive. Every member is held to the size and checksum its directory gives.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';

const inflate = promisify(inflateRaw);

/** A file that is no zip archive, or one that must not be believed. */
export class BadZip extends Error {}

export interface Member {
  /** Its path in the archive, with forward slashes. */
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Reads and unpacks it, and holds it to its checksum. Throws BadZip where it is torn. */
  readonly bytes: () => Promise<Buffer>;
}

export interface Zip {
  /** Every file, folders left out, in the order of the directory. */
  readonly members: readonly Member[];
  readonly close: () => Promise<void>;
}

/** A member larger than this is not what any publisher means to send. */
const largestMember = 512 * 1024 * 1024;

/**
 * Opens an archive by its central directory. Throws BadZip for a file that breaks off, a member whose name leads out of
 * the archive, one that is there twice, and one of a kind that cannot be read.
 */
export async function openZip(file: string): Promise<Zip> {
  const handle = await open(file);
  try {
    const zip = await fromFdPromise(handle.fd, { lazyEntries: true, autoClose: false });
    const members = new Map<string, Member>();
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (members.has(entry.fileName)) throw new BadZip(`${entry.fileName} is in it twice`);
      members.set(entry.fileName, memberOf(handle, zip, entry));
    }
    return { members: [...members.values()], close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error instanceof BadZip ? error : new BadZip((error as Error).message);
  }
}

const [stored, deflated] = [0, 8];

function memberOf(handle: FileHandle, zip: ZipFile, entry: Entry): Member {
  const { fileName: name, uncompressedSize: size, compressionMethod: method } = entry;
  if (method !== stored && method !== deflated) throw new BadZip(`${name} is packed in a way that cannot be read`);
  if (entry.isEncrypted()) throw new BadZip(`${name} is locked with a password`);
  if (size > largestMember) throw new BadZip(`${name} would be ${size.toLocaleString('en-GB')} bytes long`);
  const unpack = async (): Promise<Buffer> => {
    const packed = await read(handle, zip, entry);
    // One buffer of the size the directory gives: growing one bit by bit takes twice as long, and a bomb cannot go off.
    const unpacked =
      method === stored
        ? packed
        : await inflate(packed, { chunkSize: Math.max(size, 64), maxOutputLength: Math.max(size, 1) });
    if (unpacked.length !== size || crc32(unpacked) !== entry.crc32) throw new Error('its checksum does not fit');
    return unpacked;
  };
  const bytes = (): Promise<Buffer> =>
    unpack().catch((error: Error) => {
      throw new BadZip(`${name} is torn: ${error.message}`);
    });
  return { name, size, bytes };
}

async function read(handle: FileHandle, zip: ZipFile, entry: Entry): Promise<Buffer> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = Buffer.allocUnsafe(entry.compressedSize);
  const { bytesRead } = await handle.read(packed, 0, packed.length, fileDataStart);
  if (bytesRead < packed.length) throw new Error('the file ends within it');
  return packed;
}
