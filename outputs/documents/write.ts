/** The board paper and the slides, from the marts and the pictures already drawn. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Drawing } from '../define.js';
import { pngSize } from '../drawing/png.js';
import { named } from '../telling/edition.js';
import { boardPaper } from './board-paper.js';
import { type DocumentRows, documentContent, type Paper, type Picture } from './content.js';
import { slides } from './slides.js';

/** A chart by name at the size of a slide, which is that of half a page; undefined where it was not drawn. */
export type Shown = (name: string) => Promise<{ drawing: Drawing; png: Uint8Array } | undefined>;

/** Writes `board-paper.docx` and `slides.pptx` into `folder`. */
export async function writeDocuments(folder: string, rows: DocumentRows, paper: Paper, shown: Shown): Promise<void> {
  const content = documentContent(rows, paper);
  const { edition } = rows.assessment;
  const pictures = await Promise.all(paper.parts.map(({ chart }) => pictureOf(chart.name, shown)));
  await Promise.all([
    boardPaper(content, pictures).then((bytes) => writeFile(join(folder, named('board-paper.docx', edition)), bytes)),
    slides(content, pictures).then((bytes) => writeFile(join(folder, named('slides.pptx', edition)), bytes)),
  ]);
}

async function pictureOf(name: string, shown: Shown): Promise<Picture | undefined> {
  const found = await shown(name);
  if (!found) return undefined;
  const { title, subtitle, alt, foot } = found.drawing;
  return { name, title, subtitle, alt, foot, png: found.png, ...pngSize(found.png) };
}
