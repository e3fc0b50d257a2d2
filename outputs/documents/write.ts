/** The board paper and the slides, from the marts and the pictures already drawn. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Drawing } from '../define.js';
import { pngSize } from '../png.js';
import { boardPaper } from './board-paper.js';
import { type DocumentRows, documentContent, type Picture } from './content.js';
import { slides } from './slides.js';

/** The charts of both: where, how far the ranks could move, why. Only the map is worth the height of a page. */
const charts = [
  { name: 'need-map', onPaper: 'page' },
  { name: 'index-ranking', onPaper: 'slide' },
  { name: 'domain-heat', onPaper: 'slide' },
] as const;

/** A chart by name at the size asked for; undefined where it was not drawn. */
export type Shown = (
  name: string,
  size: 'page' | 'slide',
) => Promise<{ drawing: Drawing; png: Uint8Array } | undefined>;

/** Writes `board-paper.docx` and `slides.pptx` into `folder`. */
export async function writeDocuments(folder: string, rows: DocumentRows, shown: Shown): Promise<void> {
  const content = documentContent(rows);
  const deck = await Promise.all(charts.map(({ name }) => pictureOf(name, 'slide', shown)));
  const paper = await Promise.all(
    charts.map(({ name, onPaper }, i) => (onPaper === 'slide' ? deck[i] : pictureOf(name, onPaper, shown))),
  );
  await Promise.all([
    boardPaper(content, paper).then((bytes) => writeFile(join(folder, 'board-paper.docx'), bytes)),
    slides(content, deck).then((bytes) => writeFile(join(folder, 'slides.pptx'), bytes)),
  ]);
}

async function pictureOf(name: string, size: 'page' | 'slide', shown: Shown): Promise<Picture | undefined> {
  const found = await shown(name, size);
  if (!found) return undefined;
  const { title, subtitle, alt, foot } = found.drawing;
  return { name, title, subtitle, alt, foot, png: found.png, ...pngSize(found.png) };
}
