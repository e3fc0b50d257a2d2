/** Writes zip files member by member, whole ones and ones that are broken on purpose. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib';

const deflate = promisify(deflateRaw);

export interface Member {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** Writes this in place of the true checksum. */
  readonly crc?: number;
}

/** Streams members into a zip file of less than 4 GB; two are packed while one is written. Returns its size. */
export async function writeZip(file: string, members: Iterable<Member>): Promise<number> {
  const handle = openSync(file, 'w');
  const directory: Buffer[] = [];
  let offset = 0;
  const write = (bytes: Uint8Array): void => {
    writeSync(handle, bytes);
    offset += bytes.length;
  };
  try {
    const packing: Promise<Packed>[] = [];
    const finish = async (): Promise<void> => {
      const packed = await packing.shift();
      if (!packed) return;
      directory.push(Buffer.concat([header(packed, offset), packed.name]));
      write(Buffer.concat([header(packed), packed.name]));
      write(packed.bytes);
    };
    for (const member of members) {
      packing.push(pack(member));
      if (packing.length > 2) await finish();
    }
    while (packing.length > 0) await finish();
    const start = offset;
    for (const entry of directory) write(entry);
    write(end(directory.length, offset - start, start));
    return offset;
  } finally {
    closeSync(handle);
  }
}

/** A small zip file in memory. */
export function zipOf(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const packed = packedOf(member, deflateRawSync(bytesOf(member)));
    directory.push(header(packed, offset), packed.name);
    parts.push(header(packed), packed.name, packed.bytes);
    offset += 30 + packed.name.length + packed.bytes.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([...parts, entries, end(members.length, entries.length, offset)]);
}

interface Packed {
  readonly name: Buffer;
  readonly bytes: Buffer;
  readonly crc: number;
  readonly size: number;
}

const bytesOf = ({ text }: Member): Buffer => Buffer.from(text as string);

function packedOf(member: Member, bytes: Buffer): Packed {
  const plain = bytesOf(member);
  return { name: Buffer.from(member.name), bytes, crc: member.crc ?? crc32(plain), size: plain.length };
}

const pack = async (member: Member): Promise<Packed> => packedOf(member, await deflate(bytesOf(member)));

/** A local header, or with an offset the member's entry in the central directory. */
function header({ name, bytes, crc, size }: Packed, offset?: number): Buffer {
  const central = offset !== undefined;
  const buffer = Buffer.alloc(central ? 46 : 30);
  let at = buffer.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  if (central) at = buffer.writeUInt16LE(20, at);
  for (const field of [20, 0x0800, 8, 0, 0x21]) at = buffer.writeUInt16LE(field, at);
  for (const field of [crc, bytes.length, size]) at = buffer.writeUInt32LE(field, at);
  buffer.writeUInt16LE(name.length, at);
  if (central) buffer.writeUInt32LE(offset, 42);
  return buffer;
}

function end(entries: number, size: number, start: number): Buffer {
  const buffer = Buffer.alloc(22);
  buffer.writeUInt32LE(0x06054b50, 0);
  buffer.writeUInt16LE(entries, 8);
  buffer.writeUInt16LE(entries, 10);
  buffer.writeUInt32LE(size, 12);
  buffer.writeUInt32LE(start, 16);
  return buffer;
}
