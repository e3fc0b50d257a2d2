/** Finds a table that reference vectors are about: in the folder that is run, or among the vectors in `../shared`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../shared/vectors', import.meta.url));

/** METHOD/given/FILE or METHOD/FILE under the folder, one above it, or `../shared/vectors`. */
export function givenFile(method: string, file: string, root = beside): string {
  const places = [root, join(root, '..'), join(root, '..', '..'), beside].flatMap((at) => [
    join(at, method, 'given', file),
    join(at, method, file),
  ]);
  const found = places.find(existsSync);
  if (found === undefined) throw new Error(`no ${file} of ${method}`);
  return found;
}
