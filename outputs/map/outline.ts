/** Outlines from the wards themselves: an edge that only one side uses is a border. */
import { doubleArea, type Point, type Polygon } from './grid.js';

export type Line = readonly Point[];

/** An edge as it is first met, by which group, how often in all, and whether by another group too. */
interface Edge {
  readonly from: Point;
  readonly to: Point;
  readonly low: number;
  readonly high: number;
  readonly group: string;
  times: number;
  shared: boolean;
  /** Another edge with the same `low`. */
  readonly next: Edge | undefined;
}

/** The borders around all shapes, and those between shapes of different groups (authorities). */
export function outlines(shapes: readonly { group: string; polygons: readonly Polygon[] }[]): {
  outer: Line[];
  between: Line[];
} {
  const edges = edgesOf(shapes);
  return {
    // An even count is a border met from both sides, or a spike a ring runs out along and back.
    outer: chain(edges.filter(({ times }) => times % 2 === 1)).filter(visible),
    between: chain(edges.filter(({ times, shared }) => times === 2 && shared)),
  };
}

/** Each edge once. A country has a million: they hang together by the lower of their ends, few at each, and not in maps. */
function edgesOf(shapes: readonly { group: string; polygons: readonly Polygon[] }[]): Edge[] {
  const all: Edge[] = [];
  const at = new Map<number, Edge>();
  for (const { group, polygons } of shapes)
    for (const ring of polygons.flat()) {
      let from = ring.at(-1) ?? [0, 0];
      for (const to of ring) {
        const [a, b] = [keyOf(from), keyOf(to)];
        const [low, high] = a < b ? [a, b] : [b, a];
        const next = at.get(low);
        let edge = next;
        while (edge && edge.high !== high) edge = edge.next;
        if (edge) {
          edge.times++;
          edge.shared ||= edge.group !== group;
        } else {
          edge = { from, to, low, high, group, times: 1, shared: false, next };
          at.set(low, edge);
          all.push(edge);
        }
        from = to;
      }
    }
  return all;
}

/** One small whole number a point, which maps find fastest: exact for tenths of a pixel and pictures of 3000 pixels each way. */
const keyOf = ([x, y]: Point): number => (Math.round(x * 10) << 16) | (Math.round(y * 10) & 0xffff);

/** Published borders do not always meet to the metre: a closed loop of a pixel or two is such a gap, not a border. */
function visible(line: Line): boolean {
  const [first, last] = [line[0], line.at(-1)];
  const closed = first !== undefined && last !== undefined && keyOf(first) === keyOf(last);
  return !closed || Math.abs(doubleArea(line)) / 2 > 3;
}

/** Joins edges end to end into lines as long as they go, from left to right. */
function chain(some: readonly Edge[]): Line[] {
  const edges = some.toSorted((one, other) => one.low - other.low || one.high - other.high);
  const meeting = new Map<number, number[]>();
  for (const [i, { low, high }] of edges.entries())
    for (const key of [low, high]) {
      const there = meeting.get(key);
      if (there) there.push(i);
      else meeting.set(key, [i]);
    }
  const used = new Set<number>();
  const onward = (point: Point): Point | undefined => {
    for (const i of meeting.get(keyOf(point)) ?? []) {
      const edge = edges[i];
      if (!edge || used.has(i)) continue;
      used.add(i);
      return keyOf(edge.from) === keyOf(point) ? edge.to : edge.from;
    }
    return undefined;
  };
  const follow = (start: Point): Point[] => {
    const line: Point[] = [];
    for (let next = onward(start); next; next = onward(next)) line.push(next);
    return line;
  };
  return edges.flatMap(({ from }, i) => {
    if (used.has(i)) return [];
    const ahead = follow(from);
    const behind = follow(from);
    return [[...behind.reverse(), from, ...ahead]];
  });
}
