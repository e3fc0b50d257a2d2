/**
 * The runner of reference vectors on folders that are not the usual ones: other layouts, options left out, missing
 * values, ties, nothing to divide by. What is expected is worked out here or known from the packages' documentation.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Json } from './support/vector-method.js';
import { variants } from './support/vector-variants.js';
import { methods, runAll, summary } from './support/vectors.js';

const root = mkdtempSync(join(tmpdir(), 'wardwise-vectors-'));
afterAll(() => rmSync(root, { recursive: true }));

/** One case in a folder of its own; `in given/` or beside the README. */
function run(method: string, input: Json, expected: Json, given = true) {
  const folder = join(mkdtempSync(join(root, 'case-')), method, ...(given ? ['given'] : []));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ method, cases: [{ id: 'one', input, expected }] }));
  return runAll(join(folder, ...(given ? ['..', '..'] : ['..'])));
}

describe('variants that the READMEs allow', () => {
  test.each(variants)('%s (%s)', (_, method, input, expected) => {
    for (const given of [true, false]) {
      const results = run(method, input, expected, given);
      expect(
        results.map(({ outcome }) => outcome),
        summary(results),
      ).toEqual(['match']);
    }
  });

  test('every method copes with one area, and with nothing, and never throws', () => {
    for (const name of Object.keys(methods)) {
      for (const input of [{}, { rows: [] }, { values: [] }, { x: [], n: [] }, { fn: 'none' }, { confidence: 7 }]) {
        for (const { outcome, note } of run(name, input, {}))
          expect(`${name} ${outcome} ${note}`).not.toContain('mismatch TypeError');
      }
    }
  });
});

describe('the command', () => {
  test('an unknown method has failed, and the exit code says so', () => {
    const folder = mkdtempSync(join(root, 'unknown-'));
    mkdirSync(join(folder, 'astrology'));
    expect(runAll(folder)).toMatchObject([{ method: 'astrology', outcome: 'not covered' }]);
    const script = join(import.meta.dirname, 'support', 'vectors.ts');
    const node = ['--import', 'tsx', script, folder];
    const { status, stdout } = spawnSync(process.execPath, node, {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '..'),
    });
    expect([status, stdout.includes('0 passed, 1 failed')]).toEqual([1, true]);
  });

  test('a folder with nothing to read has failed', () => {
    const folder = mkdtempSync(join(root, 'empty-'));
    mkdirSync(join(folder, 'quantile'));
    expect(runAll(folder)).toMatchObject([{ outcome: 'not covered', note: 'no case was read' }]);
  });
});
