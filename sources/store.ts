/** The snapshot store: the exact bytes of each release, known by their SHA-256, written aside and renamed. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes the store holds. */
export interface Snapshot {
  readonly sha256: string;
  readonly bytes: number;
}

export interface Store {
  /** Streams bytes in while hashing them; equal bytes are kept once. */
  put(bytes: Readable): Promise<Snapshot>;
  /** Where the bytes with this hash are, or undefined. */
  find(sha256: string): string | undefined;
  /** Lets go of bytes that turned out not to be what they should be. */
  drop(sha256: string): void;
}

/** A store in a folder, made when first written to. */
export function openStore(folder: string): Store {
  const place = (sha256: string) => path.join(folder, sha256);
  return {
    async put(bytes) {
      mkdirSync(folder, { recursive: true });
      const aside = path.join(folder, `incoming-${process.pid}-${Math.random().toString(36).slice(2)}`);
      const counted = new Digest();
      const out = createWriteStream(aside);
      try {
        await pipeline(bytes, counted.watch, out);
        const snapshot = counted.result();
        if (existsSync(place(snapshot.sha256))) rmSync(aside);
        else renameSync(aside, place(snapshot.sha256));
        return snapshot;
      } catch (error) {
        // A stream that fails at once may still be opening its file.
        if (!out.closed) await new Promise<void>((closed) => out.once('close', () => closed()));
        rmSync(aside, { force: true });
        throw error;
      }
    },
    find: (sha256) => (existsSync(place(sha256)) ? place(sha256) : undefined),
    drop: (sha256) => rmSync(place(sha256), { force: true }),
  };
}

/** Hash and length of a file, without keeping it: for a council's own files, which are read in place. */
export async function digestFile(file: string): Promise<Snapshot> {
  const digest = new Digest();
  for await (const chunk of createReadStream(file)) digest.add(chunk as Buffer);
  return digest.result();
}

/** The same of several files, each under its name; undefined stands for one that is not to be read. */
export async function digestFiles(
  files: readonly { readonly name: string; readonly file?: string }[],
): Promise<Snapshot> {
  const all = new Digest();
  let bytes = 0;
  for (const { name, file } of files) {
    const one = file === undefined ? undefined : await digestFile(file);
    all.add(Buffer.from(`${JSON.stringify([name, one?.sha256])}\n`));
    bytes += one?.bytes ?? 0;
  }
  return { ...all.result(), bytes };
}

class Digest {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  watch = async function* (this: Digest, source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      this.add(chunk);
      yield chunk;
    }
  }.bind(this);

  result = (): Snapshot => ({ sha256: this.#hash.digest('hex'), bytes: this.#bytes });
}
