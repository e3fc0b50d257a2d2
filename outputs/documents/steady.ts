/**
 * The same document, the same bytes. Office libraries write the clock, counters of the process and random ids into the
 * files they make; here a file is opened, these are set right, and it is packed again in a fixed order.
 */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { packed } from '../files/zip.js';

/** `date`, as ISO, stands for every moment named inside. */
export function steady(file: Uint8Array, date: string): Promise<Uint8Array> {
  const parts = unzipSync(file);
  const names = Object.keys(parts)
    .filter((name) => !name.endsWith('/'))
    .sort();
  const set = names.map((name): [string, Uint8Array] => {
    const bytes = parts[name] ?? new Uint8Array();
    return [name, /\.(xml|rels)$/.test(name) ? strToU8(settled(strFromU8(bytes), date)) : bytes];
  });
  return packed(Object.fromEntries(set));
}

function settled(xml: string, date: string): string {
  let drawings = 0;
  return xml
    .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`)
    .replaceAll('lang="en-US"', 'lang="en-GB"')
    .replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${++drawings}"`);
}
