/** Data climbs, imports descend: no file imports from a floor above its own, and no files import in a circle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

type Graph = ReadonlyMap<string, readonly string[]>;

const floors = ['sources', 'models', 'outputs', 'pipelines'];
const floorOf = (file: string): number =>
  file.includes('/') ? floors.indexOf(file.split('/')[0]!) : file === 'index.ts' ? floors.length : -1;

/** Every relative import, type-only ones too. */
function importsIn(file: string, text: string): string[] {
  const found = text.matchAll(/(?:from\s+|import\s+|import\(\s*)['"](\.[^'"]+)['"]/g);
  return [...found].map(([, to]) => posix.join(posix.dirname(file), to!).replace(/\.js$/, '.ts'));
}

const climbs = (graph: Graph): string[] =>
  [...graph].flatMap(([from, to]) => to.filter((t) => floorOf(t) > floorOf(from)).map((t) => `${from} → ${t}`));

function circles(graph: Graph): string[] {
  const [done, found] = [new Set<string>(), [] as string[]];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const to of graph.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const inFloor = (floor: string) =>
  readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).map((file) => posix.join(floor, file));
const files = ['index.ts', ...floors.flatMap(inFloor)].filter((file) => file.endsWith('.ts'));
const graph: Graph = new Map(files.map((file) => [file, importsIn(file, readFileSync(join(root, file), 'utf8'))]));

describe('architecture', () => {
  it('the checks can fail', () => {
    const planted =
      "import type { A } from '../../pipelines/a.js';\nexport { b } from './b.js';\nawait import('../c.js');";
    expect(importsIn('models/load/x.ts', planted)).toEqual(['pipelines/a.ts', 'models/load/b.ts', 'models/c.ts']);
    const bad: Graph = new Map([
      ['sources/a.ts', ['models/b.ts']],
      ['models/b.ts', ['models/c.ts']],
      ['models/c.ts', ['sources/a.ts', 'index.ts']],
    ]);
    expect(climbs(bad)).toEqual(['sources/a.ts → models/b.ts', 'models/c.ts → index.ts']);
    expect(circles(bad)).toEqual(['sources/a.ts → models/b.ts → models/c.ts → sources/a.ts']);
  });

  it('every import is of a file that is there, on one of the floors', () => {
    expect(graph.size).toBeGreaterThan(80);
    expect([...graph].flatMap(([from, to]) => to.filter((t) => !graph.has(t)).map((t) => `${from} → ${t}`))).toEqual(
      [],
    );
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('imports only go down', () => expect(climbs(graph)).toEqual([]));

  it('no files import in a circle', () => expect(circles(graph)).toEqual([]));
});
