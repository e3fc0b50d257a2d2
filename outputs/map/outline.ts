/** Outlines from the wards themselves: an edge that only one side uses is a border. */
import { doubleArea, type Point, type Polygon } from './grid.js';

export type Line = readonly Point[];

interface Edge {
  readonly from: Point;
  readonly to: Point;
  readonly groups: string[];
}

/** Edges by their two ends, the smaller key first. Numbers, not texts: a country has a million of them. */
type Edges = Map<number, Map<number, Edge>>;

/** The borders around all shapes, and those between shapes of different groups (authorities). */
export function outlines(shapes: readonly { group: string; polygons: readonly Polygon[] }[]): {
  outer: Line[];
  between: Line[];
} {
  const edges: Edges = new Map();
  for (const { group, polygons } of shapes)
    for (const polygon of polygons)
      for (const ring of polygon) {
        let from = ring.at(-1);
        for (const to of ring) {
          if (from) note(edges, from, to, group);
          from = to;
        }
      }
  const all = [...edges.values()].flatMap((there) => [...there.values()]);
  // An even count is a border met from both sides, or a spike a ring runs out along and back.
  const outer = all.filter(({ groups }) => groups.length % 2 === 1);
  const between = all.filter(({ groups }) => groups.length === 2 && groups[0] !== groups[1]);
  return { outer: chain(outer).filter(visible), between: chain(between) };
}

function note(edges: Edges, from: Point, to: Point, group: string): void {
  const [a, b] = [keyOf(from), keyOf(to)];
  const [low, high] = a < b ? [a, b] : [b, a];
  const there = edges.get(low) ?? new Map<number, Edge>();
  const edge = there.get(high);
  if (edge) edge.groups.push(group);
  else edges.set(low, there.set(high, { from, to, groups: [group] }));
}

/** One number a point: exact for tenths of a pixel and pictures of up to a hundred thousand pixels. */
const keyOf = ([x, y]: Point): number => x * 2 ** 20 + y;

/** Published borders do not always meet to the metre: a closed loop of a pixel or two is such a gap, not a border. */
function visible(line: Line): boolean {
  const [first, last] = [line[0], line.at(-1)];
  const closed = first !== undefined && last !== undefined && keyOf(first) === keyOf(last);
  return !closed || Math.abs(doubleArea(line)) / 2 > 3;
}

/** Joins edges end to end into lines as long as they go. */
function chain(edges: readonly Edge[]): Line[] {
  const meeting = new Map<number, number[]>();
  for (const [i, { from, to }] of edges.entries())
    for (const point of [from, to]) {
      const key = keyOf(point);
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
