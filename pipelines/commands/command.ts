/** What a command of the CLI is. */
import type { ParseArgsConfig } from 'node:util';
import { unknownWord } from '../../sources/faults/command.js';
import { nearest } from '../../sources/formats/nearest.js';
import type { Printer } from '../printer.js';

export interface Call {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly workspace: string;
  readonly printer: Printer;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** For help: what the value is, and what the option does. */
  readonly value?: string;
  readonly does: string;
}

export interface Command {
  readonly name: string;
  /** What follows the name: `[product…]`. */
  readonly words: string;
  readonly does: string;
  readonly examples: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Most words it takes. */
  readonly most: number;
  readonly run: (call: Call) => Promise<void>;
}

export type ParseOptions = NonNullable<ParseArgsConfig['options']>;

/** The things with these ids, or all where none is named. Throws a Fault for a word that is none of them. */
export function choose<T>(
  kind: string,
  all: readonly T[],
  idOf: (item: T) => string,
  words: readonly string[],
): readonly T[] {
  if (words.length === 0) return all;
  const ids = all.map(idOf);
  return words.map((word) => {
    const found = all.find((item) => idOf(item) === word);
    if (found === undefined) throw unknownWord(kind, word, ids, nearest(word, ids));
    return found;
  });
}

/** An option's text, or undefined. */
export const textOption = (call: Call, name: string): string | undefined => {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
};
