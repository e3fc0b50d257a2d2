/** Hexagons of one size: who takes which place, and what the picture says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needTiles } from '../outputs/charts/need-tiles.js';
import type { Size } from '../outputs/define.js';
import { assign } from '../outputs/map/assign.js';
import { areaOf, tilesOf } from '../outputs/map/tiles.js';
import { madeUpRows, type Rows } from './support/marts.js';

/** The smallest sum of costs by trying every order. */
function least(costs: readonly (readonly number[])[], row = 0, taken = 0): number {
  if (row === costs.length) return 0;
  return Math.min(
    ...costs[row]!.map((cost, column) =>
      taken & (1 << column) ? Infinity : cost + least(costs, row + 1, taken | (1 << column)),
    ),
  );
}

describe('assignment', () => {
  const matrices = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: rows + more, maxLength: rows + more }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  it('gives each row a column of its own at the smallest cost there is', () => {
    fc.assert(
      fc.property(matrices, (costs) => {
        const taken = assign(costs.length, costs[0]!.length, (row, column) => costs[row]![column]!);
        expect(new Set(taken).size).toBe(costs.length);
        expect(taken.reduce((sum, column, row) => sum + costs[row]![column]!, 0)).toBe(least(costs));
      }),
    );
  });
  it('refuses more rows than columns', () => {
    expect(() => assign(3, 2, () => 0)).toThrow('3 rows');
  });
});

/** A square in metres, its lower left corner given. */
const square = (x: number, y: number, side: number) =>
  [
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
      ],
    ],
  ] as const;

describe('tiles', () => {
  const grid = Array.from({ length: 20 }, (_, i) => square((i % 5) * 1000, Math.floor(i / 5) * 1000, 1000));
  it('are one for each area, none twice, all of one size', () => {
    const tiles = tilesOf(grid);
    expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(20);
    for (const { polygon } of tiles) expect(areaOf(polygon) / areaOf(tiles[0]!.polygon)).toBeCloseTo(1, 1);
  });
  it('keep north in the north and west in the west', () => {
    const tiles = tilesOf(grid);
    expect(tiles[19]!.row).toBeLessThan(tiles[0]!.row);
    expect(tiles[19]!.polygon[0]![0]![0]).toBeGreaterThan(tiles[0]!.polygon[0]![0]![0]);
  });
  it('make room for small areas beside a large one', () => {
    const towns = Array.from({ length: 9 }, (_, i) => square(10_000 + (i % 3) * 300, Math.floor(i / 3) * 300, 300));
    const tiles = tilesOf([square(0, 0, 10_000), ...towns]);
    expect(tiles).toHaveLength(10);
    expect(areaOf(tiles[0]!.polygon)).toBeCloseTo(areaOf(tiles[5]!.polygon), -4);
  });
});

/** The made-up wards, and the enclave among them, too small for a map to show. */
function draw(size: Size = 'page', change: (rows: Rows) => void = () => {}) {
  const rows = madeUpRows();
  change(rows);
  return needTiles.draw(rows, size);
}

/** Stretches one ward to many times its size, so that wards differ. */
const stretch = (rows: Rows) => {
  rows.mart_boundary = rows.mart_boundary.map((row, i) => {
    const [x, y, side] = [430_000 + (i % 6) * 9000, 210_000 + Math.floor(i / 6) * 9000, i % 2 === 0 ? 8000 : 1500];
    const ring = [...square(x, y, side)[0][0], [x, y]];
    return { ...row, geometry: JSON.stringify({ type: 'Polygon', coordinates: [ring] }) };
  });
};

describe('the picture', () => {
  it('is not drawn where a map does as well', () => expect(draw()).toBeUndefined());

  it.each<Size>(['page', 'slide', 'phone'])('%s: has a hexagon for each ward with an outline', (size) => {
    const drawing = draw(size, stretch);
    const { layer } = drawing!.spec as unknown as { layer: { data: { values: { ward?: string }[] } }[] };
    const wards = layer.flatMap(({ data }) => data.values.flatMap(({ ward }) => (ward ? [ward] : [])));
    expect(new Set(wards).size).toBe(drawing!.table.rows.length);
    expect(drawing!.title).toMatch(/^The \w+ wards of highest need cover \d+% of the land of Merrowshire/);
  });

  it('lies the same whatever the ranks are', () => {
    const places = (change: (rows: Rows) => void) => {
      const rows = draw('page', change)?.table.rows ?? [];
      return new Map(rows.map((row) => [row[0], row.slice(-2).join(' ')]));
    };
    const before = places(stretch);
    const after = places((rows) => {
      stretch(rows);
      const of = rows.mart_index.filter(({ rank }) => rank !== null).length;
      rows.mart_index = rows.mart_index.map((row) => (row.rank === null ? row : { ...row, rank: of + 1 - row.rank }));
    });
    expect(after).toEqual(before);
    expect(new Set(before.values()).size).toBe(before.size);
  });
});
