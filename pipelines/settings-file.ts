/** Settings in YAML: read by a schema, each mistake with its line and column. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from '../sources/faults/fault.js';
import { nearest } from '../sources/formats/nearest.js';
import { knownKeys } from './schema-keys.js';

export interface Mistake {
  readonly where: string;
  readonly text: string;
}

/**
 * Reads settings. `unionWords` says by key what may stand where several kinds of value may; `faultOf` makes of all
 * mistakes the Fault that is thrown. `whereOf` gives the line and column of what stands under some keys, or of the nearest
 * thing above it.
 */
export function readSettings<S extends z.ZodType>(
  text: string,
  schema: S,
  unionWords: Readonly<Record<string, string>>,
  faultOf: (mistakes: readonly Mistake[]) => Fault,
): { readonly data: z.output<S>; readonly whereOf: (keys: readonly PropertyKey[]) => string } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `line ${line}, column ${col}`;
  };
  const [syntax] = document.errors;
  if (syntax) throw faultOf([{ where: at(syntax.pos[0]), text: syntax.message }]);
  const parsed = schema.safeParse(document.toJS());
  const whereOf = (keys: readonly PropertyKey[]) => at(offsetOf(document, keys));
  if (parsed.success) return { data: parsed.data, whereOf };
  throw faultOf(parsed.error.issues.map((issue) => mistakeOf(innermost(issue), whereOf, schema, unionWords)));
}

function offsetOf(document: ReturnType<typeof parseDocument>, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** Where several kinds of value may stand, what is wrong inside the one that was meant: the only one that got further in. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const meant = issue.errors.flatMap(([first]) => (first && first.path.length > 0 ? [first] : []));
  const [only] = meant;
  return only && meant.length === 1 ? innermost({ ...only, path: [...issue.path, ...only.path] }) : issue;
}

function mistakeOf(
  issue: z.core.$ZodIssue,
  whereOf: (keys: readonly PropertyKey[]) => string,
  schema: z.ZodType,
  unionWords: Readonly<Record<string, string>>,
): Mistake {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = knownKeys(schema, issue.path);
    const meant = nearest(key, known);
    return {
      where: whereOf([...issue.path, key]),
      text: `“${key}” is not understood here${meant ? `; did you mean “${meant}”?` : `; expected one of: ${known.join(', ')}`}`,
    };
  }
  if (issue.code === 'invalid_value') {
    return { where: whereOf(issue.path), text: `${name}: expected one of: ${issue.values.join(', ')}` };
  }
  if (issue.code === 'invalid_format')
    return { where: whereOf(issue.path), text: `${name}: expected ${issue.message}` };
  if (issue.code === 'invalid_union')
    return {
      where: whereOf(issue.path),
      text: `${name}: expected ${unionWords[name] ?? unionWords[String(issue.path[0])] ?? 'another kind of value'}`,
    };
  if (issue.code === 'invalid_key')
    return {
      where: whereOf(issue.path),
      text: `“${String(issue.path.at(-1))}” is no name for ${issue.path.slice(0, -1).join('.')}; expected ${issue.issues[0]?.message}`,
    };
  return { where: whereOf(issue.path), text: `${name}: ${issue.message}` };
}
