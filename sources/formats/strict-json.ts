/** JSON from people we do not know: read only where it means one thing, and is of a size and depth that answers have. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** What is wrong with answers, in words for whoever must mend them. */
export interface Odd {
  /** The place in the file: `services[2].name`. */
  readonly at: string;
  readonly expected: string;
  readonly found: string;
  readonly mend: string;
}

export type StrictJson = { readonly value: unknown } | { readonly odd: Odd };

const mostBytes = 32 * 2 ** 20;
const deepest = 24;
const again = 'Ask for it to be saved again by the form, and sent as it is.';

/** Reads a file of JSON in UTF-8. What is too large, too deep, in another encoding or says one thing twice is not believed. */
export function readStrictly(file: string): StrictJson {
  const odd = (expected: string, found: string, mend = again): StrictJson => ({
    odd: { at: 'the whole file', expected, found, mend },
  });
  const { size } = statSync(file);
  if (size > mostBytes)
    return odd(`at most ${mostBytes / 2 ** 20} MB`, `${(size / 2 ** 20).toFixed(1)} MB`, 'Ask what it is.');
  const bytes = readFileSync(file);
  if (bytes.length === 0) return odd('answers', 'nothing: the file is empty');
  if (/^(\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2)))
    return odd('text in UTF-8', 'text in UTF-16', 'Open it in a text editor and save it as UTF-8.');
  if (!isUtf8(bytes)) return odd('text in UTF-8', 'bytes that are none');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return odd('JSON', (error as Error).message);
  }
  const found = twice(text);
  return found === undefined ? { value } : odd(found.expected, found.found);
}

/** Looks through JSON that parses for brackets too deep, a name that is there twice in one object, or one that no answer has. */
function twice(text: string): Pick<Odd, 'expected' | 'found'> | undefined {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '{' || mark === '[') {
      open.push(new Set());
      if (open.length > deepest) return { expected: `brackets at most ${deepest} deep`, found: 'deeper ones' };
    } else if (mark === '}' || mark === ']') open.pop();
    else if (mark === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (/^\s*:/.test(text.slice(end + 1, end + 40)) && names) {
        const name = String(JSON.parse(text.slice(at, end + 1)));
        if (name === '__proto__') return { expected: 'names that answers have', found: `“${name}”` };
        if (names.has(name)) return { expected: 'each name once', found: `“${name.slice(0, 60)}” twice in one object` };
        names.add(name);
      }
      at = end;
    }
  }
  return undefined;
}

/** Where the string that begins at a quotation mark ends: at the next one without an odd number of backslashes before it. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end;
  }
}
