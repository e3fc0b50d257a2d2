/** Members of a zip archive, as large as they come, lent for a while. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openZip } from '../sources/formats/zip.js';
import { remove, temporaryFolder } from './support/workspace.js';
import { zipOf } from './support/zip.js';

it('lends members of any size, and takes their memory back', async () => {
  const texts = ['', 'x', 'y'.repeat(5000), 'z'.repeat(3_000_000)];
  const folder = temporaryFolder();
  const file = path.join(folder, 'a.zip');
  writeFileSync(file, zipOf(texts.map((text, i) => ({ name: `${i}.csv`, text }))));
  const zip = await openZip(file);
  const lent: Buffer[] = [];
  for (const [i, member] of zip.members.entries()) {
    expect(await member.lend(async (bytes) => lent.push(bytes) && bytes.toString())).toBe(texts[i]);
  }
  expect(lent.map(({ length }) => length)).toEqual([0, 0, 0, 0]);
  await zip.close();
  remove(folder);
});
