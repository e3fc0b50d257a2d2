/** Shares that are modelled: the arithmetic, the step of a run, and how the report shows them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineEstimate } from '../models/define.js';
import { openDuckDB } from '../models/engine/duckdb.js';
import type { Cell, ColumnType } from '../models/engine/engine.js';
import { childrenInConflict } from '../models/estimates/children-in-conflict.js';
import { inferEstimates } from '../models/infer/estimates.js';
import { modelledPrevalence } from '../models/statistics/rates/modelled-prevalence.js';
import { modelledPart } from '../outputs/report/modelled.js';
import { birthRegistrations } from '../sources/local/birth-registrations.js';
import { reportData } from './support/report.js';

const rates = [
  { value: 10, lower: 8, upper: 12 },
  { value: 50, lower: 40, upper: 60 },
];

describe('the arithmetic', () => {
  it('is the mean of the rates, weighed by families, with the errors of the rates added as squares', () => {
    const { value, lower95_0cl, upper95_0cl } = modelledPrevalence([[300], [100]], rates);
    expect(value[0]).toBeCloseTo(20, 12);
    const half = Math.hypot(0.75 * 2, 0.25 * 10);
    expect([lower95_0cl[0], upper95_0cl[0]]).toEqual([expect.closeTo(20 - half, 9), expect.closeTo(20 + half, 9)]);
  });

  it('gives a reason where it gives no value', () => {
    const { value, reason } = modelledPrevalence(
      [
        [1, 0, Number.NaN, -1],
        [1, 0, 2, 3],
      ],
      rates,
    );
    expect(reason).toEqual([null, 'zero_denominator', 'missing_value', 'negative_value']);
    expect([...value].map(Number.isNaN)).toEqual([false, true, true, true]);
  });

  it('refuses a rate outside its limits', () => {
    expect(() => modelledPrevalence([[1]], [{ value: 5, lower: 6, upper: 7 }])).toThrow(RangeError);
    expect(() => modelledPrevalence([[1]], [{ value: 5, lower: 4, upper: 101 }])).toThrow(RangeError);
  });

  const families = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 2 });
  it('limits bracket the value, which lies between the rates; two areas together lie between the two', () => {
    fc.assert(
      fc.property(families, families, (a, b) => {
        fc.pre(a[0]! + a[1]! > 0 && b[0]! + b[1]! > 0);
        const both = modelledPrevalence(
          [
            [a[0]!, b[0]!, a[0]! + b[0]!],
            [a[1]!, b[1]!, a[1]! + b[1]!],
          ],
          rates,
        );
        const [one = 0, other = 0, together = 0] = both.value;
        expect(together).toBeGreaterThanOrEqual(Math.min(one, other) - 1e-9);
        expect(together).toBeLessThanOrEqual(Math.max(one, other) + 1e-9);
        for (const [i, v] of both.value.entries()) {
          expect(v).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(v).toBeLessThanOrEqual(50 + 1e-9);
          expect(both.lower95_0cl[i]!).toBeLessThanOrEqual(v);
          expect(both.upper95_0cl[i]!).toBeGreaterThanOrEqual(v);
        }
      }),
    );
  });
});

describe('in a run', () => {
  const [couples, lone] = childrenInConflict.parts.map((part) => part.of);
  const measure = (area: string, m: typeof couples, total: number | null): Cell[] => [
    area,
    m!.source.id,
    m!.id,
    '2021',
    total,
  ];

  async function infer(figures: Cell[][]) {
    const engine = await openDuckDB();
    const table = (name: string, types: Record<string, ColumnType>, rows: Cell[][]) =>
      engine.load(
        name,
        types,
        Object.fromEntries(Object.keys(types).map((c, i) => [c, rows.map((r) => r[i] ?? null)])),
      );
    await table('assessed', { place: 'number', area_level: 'text', area: 'text' }, [
      [1, 'ward', 'X05000001'],
      [1, 'ward', 'X05000002'],
    ]);
    await table(
      'area_measure',
      { area_level: 'text', area: 'text', source: 'text', measure: 'text', period: 'text', total: 'number' },
      figures.map((row) => ['ward', ...row]),
    );
    await engine.create(
      'latest_period',
      'select source, measure, max(period) as period from area_measure group by source, measure',
    );
    const made = await inferEstimates(engine, [childrenInConflict]);
    await engine.close();
    return made;
  }

  it('applies the declared rates, and leaves a ward without a count without a figure', async () => {
    const { values, gaps } = await infer([
      measure('X05000001', couples, 300),
      measure('X05000001', lone, 100),
      measure('X05000001', childrenInConflict.among as typeof couples, 900),
      measure('X05000002', couples, 5),
      measure('X05000002', lone, null),
    ]);
    expect(values.value).toEqual([expect.closeTo(20, 9), null]);
    expect(values.people).toEqual([900, null]);
    expect(values.reason).toEqual([null, 'the value is missing']);
    expect(gaps).toEqual([]);
  });

  it('is a gap where the file at hand counts one kind of family only', async () => {
    const { gaps } = await infer([measure('X05000001', lone, 100)]);
    expect(gaps.map((gap) => gap.what)).toEqual([
      'The files at hand do not count couples with dependent children and lone parents with dependent children in every area.',
    ]);
  });

  it('never rests on a council’s own file', () => {
    const [part] = childrenInConflict.parts;
    const parts = [{ ...part!, of: birthRegistrations.measures.sole }];
    expect(() => defineEstimate({ ...childrenInConflict, parts })).toThrow('own file');
  });
});

describe('on the page', () => {
  it('is stamped modelled, in the order of names, without a rank', () => {
    const ward = (area_name: string, value: number) => ({
      estimate: 'e',
      title: 'Children in trouble',
      area_level: 'ward' as const,
      area: area_name,
      area_name,
      authority: 'X06000001',
      value,
      lower95_0cl: value - 4,
      upper95_0cl: value + 4,
      people: 1000,
      expected: value * 10,
      expected_lower95_0cl: value * 10 - 40,
      expected_upper95_0cl: value * 10 + 40,
      status: 'modelled' as const,
      reason: null,
    });
    const text = String(
      modelledPart({ ...reportData(), estimates: [ward('Zed', 30), ward('Ash', 20), ward('Mill', 25)] }),
    );
    expect(text).toContain('Children in trouble (modelled)');
    expect(text).toContain('Modelled, not measured.');
    expect(text.match(/scope="row">(Ash|Mill|Zed)/g)?.map((m) => m.slice(12))).toEqual(['Ash', 'Mill', 'Zed']);
    expect(text).not.toMatch(/\bRank\b/);
  });
});
