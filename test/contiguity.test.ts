/** Who touches whom, on squares drawn here. */
import { describe, expect, it } from 'vitest';
import { contiguityOf } from '../models/load/contiguity.js';

type Ring = [number, number][];

/** A closed square of 10 metres with its lower left corner at a place. */
const square = (x: number, y: number, size = 10): Ring => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y],
];

const area = (code: string, ...rings: Ring[]) => ({ code, polygons: [rings] });

/** "a-b" for a stretch of border in common, "a.b" for a corner. */
const links = (outlines: Parameters<typeof contiguityOf>[0]): string[] => {
  const { area: from, neighbour, rook } = contiguityOf(outlines);
  return from.map((code, i) => `${code}${rook[i] ? '-' : '.'}${neighbour[i]}`);
};

describe('contiguity', () => {
  it('tells a border from a corner, both ways round', () => {
    const found = links([area('a', square(0, 0)), area('b', square(10, 0)), area('c', square(10, 10))]);
    expect(found).toEqual(['a-b', 'a.c', 'b-a', 'b-c', 'c.a', 'c-b']);
  });

  it('leaves an island without links, and does not make an area its own neighbour', () => {
    expect(links([area('a', square(0, 0)), area('b', square(50, 50))])).toEqual([]);
    const twoParts = { code: 'a', polygons: [[square(0, 0)], [square(10, 10)]] };
    expect(links([twoParts])).toEqual([]);
  });

  it('knows an enclave by the hole it fills', () => {
    const [big, hole] = [square(0, 0, 30), square(10, 10)];
    expect(links([area('around', big, [...hole].reverse()), area('within', hole)])).toEqual([
      'around-within',
      'within-around',
    ]);
  });

  it('does not depend on the order of the areas', () => {
    const all = Array.from({ length: 9 }, (_, i) => area(`w${i}`, square((i % 3) * 10, Math.floor(i / 3) * 10)));
    const straight = links(all);
    expect(links([...all].reverse())).toEqual(straight);
    // A three by three board: 12 borders and 8 corners, each counted from both sides.
    expect(straight.filter((link) => link.includes('-'))).toHaveLength(24);
    expect(straight.filter((link) => link.includes('.'))).toHaveLength(16);
  });
});
