/** One look for every picture: colours, type, and the width of words as they will be drawn. */
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from 'canvas';
import type { Size } from '../define.js';

export const colours = {
  blue: '#12436D',
  turquoise: '#28A197',
  pink: '#801650',
  orange: '#F46A25',
  black: '#0B0C0C',
  ink: '#3D3D3D',
  grey: '#6F777B',
  pale: '#D9DCDE',
  noData: '#E9EBEC',
  faint: '#F5F5F6',
  white: '#FFFFFF',
} as const;

/** Need in five classes, highest first: dark is always more need, and the steps stay apart when printed in grey. */
export const needColours = ['#12436D', '#3F719E', '#739DC5', '#A6C4DE', '#D6E4F0'] as const;

/** Pixels at 96 to the inch: A4 text width (16.5 cm), half a slide, a phone. A height is given where it is fixed. */
export const sizes: Record<Size, { width: number; height?: number; title: number; text: number }> = {
  page: { width: 624, title: 19, text: 14.7 },
  slide: { width: 600, height: 480, title: 19, text: 14.7 },
  phone: { width: 328, title: 17, text: 14 },
};

export const family = 'Source Sans 3';
/** As written in specs; the others stand in where a reader's machine has not got it. */
export const fontStack = `"${family}", Arial, sans-serif`;

/** The font's files, by weight and range of letters. */
export const fontFiles = [400, 600].flatMap((weight) =>
  ['latin', 'latin-ext'].map((range) => ({
    weight,
    range,
    file: createRequire(import.meta.url).resolve(
      `@fontsource/source-sans-3/files/source-sans-3-${range}-${weight}-normal.woff2`,
    ),
  })),
);

type Pen = ReturnType<ReturnType<typeof createCanvas>['getContext']>;
let pen: Pen | undefined;

/** Makes the font known to the canvas, once; pictures must not depend on what a machine has installed. */
export function registerFont(): Pen {
  if (pen) return pen;
  for (const { file } of fontFiles) GlobalFonts.registerFromPath(file, family);
  pen = createCanvas(1, 1).getContext('2d');
  return pen;
}

const widths = new Map<string, number>();

/** Width of a text in pixels. Each is measured once: the three sizes of a picture, and many pictures, say the same words. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  const key = `${weight} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const context = registerFont();
  const font = `${weight} ${size}px "${family}"`;
  if (context.font !== font) context.font = font;
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** Breaks a text into lines no wider than `width`, between words; a word that is too long keeps a line to itself. */
export function wrap(text: string, width: number, size: number, weight: 400 | 600 = 400): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  return lines;
}

/** Shortens a text with an ellipsis until it fits. */
export function shorten(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = text;
  while (kept && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1).trimEnd();
  return `${kept}…`;
}
