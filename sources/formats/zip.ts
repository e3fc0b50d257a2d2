/**
 * Zip archives, member by member: the central directory first, then each member's bytes when they are wanted. Only a
 * few members are ever in memory, never the archive. Every member is held to the size and checksum its directory gives.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { MessageChannel } from 'node:worker_threads';
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
  /** Reads and unpacks it, holds it to its checksum and lends its bytes for as long as `use` takes. Throws BadZip where it is torn. */
  readonly lend: <T>(use: (bytes: Buffer) => Promise<T>) => Promise<T>;
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
    const unpacked = method === stored ? packed : await inflated(packed, size).finally(() => release(packed));
    if (unpacked.length !== size || crc32(unpacked) !== entry.crc32) throw new Error('its checksum does not fit');
    return unpacked;
  };
  const lend = async <T>(use: (bytes: Buffer) => Promise<T>): Promise<T> => {
    const bytes = await unpack().catch((error: Error) => {
      throw new BadZip(`${name} is torn: ${error.message}`);
    });
    return use(bytes).finally(() => release(bytes));
  };
  return { name, size, lend };
}

/**
 * One buffer of the size the directory gives, and a byte to see that it ends there: growing one bit by bit takes twice as
 * long, and a bomb cannot go off. None is so small that it would share its memory with others.
 */
const inflated = (packed: Buffer, size: number): Promise<Buffer> =>
  inflate(packed, { chunkSize: Math.max(size + 1, Buffer.poolSize), maxOutputLength: Math.max(size, 1) });

/** Nobody listens at it: what is transferred to it is gone. */
const nowhere = new MessageChannel().port1;
nowhere.close();

/** Frees a buffer at once. Left to the garbage collector, each 64 MB of them make it go through all that is in memory. */
function release({ buffer }: Buffer): void {
  nowhere.postMessage(null, [buffer as ArrayBuffer]);
}

async function read(handle: FileHandle, zip: ZipFile, entry: Entry): Promise<Buffer> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = Buffer.allocUnsafeSlow(entry.compressedSize);
  const { bytesRead } = await handle.read(packed, 0, packed.length, fileDataStart);
  if (bytesRead < packed.length) throw new Error('the file ends within it');
  return packed;
}
