/** The font as style rules, for whatever must look the same where the font is not installed. */
import { readFileSync } from 'node:fs';
import { family, fontFiles } from './style.js';

/** Letters that only the second file of each weight has: ŵ, ŷ and their like. */
const further = /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1e9f\u1ef2-\u1eff]/;
const furtherRange = 'unicode-range:U+100-130,U+132-151,U+154-2BA,U+1E00-1E9F,U+1EF2-1EFF;';

const known = new Map<string, string>();

/** Rules that carry the font, with the further letters only where the text has any. */
export function fontFaces(text: string): string {
  const ranges = further.test(text) ? ['latin', 'latin-ext'] : ['latin'];
  return fontFiles
    .filter(({ range }) => ranges.includes(range))
    .map((font) => known.get(font.file) ?? faceOf(font))
    .join('\n');
}

function faceOf({ file, range, weight }: (typeof fontFiles)[number]): string {
  const only = range === 'latin' ? '' : furtherRange;
  const data = readFileSync(file).toString('base64');
  const face = `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;${only}src:url(data:font/woff2;base64,${data}) format("woff2")}`;
  known.set(file, face);
  return face;
}
