/** Names on a map that never lie over each other: each takes the nearest free place, or is left out. */
import type { Box, Point, Polygon } from './grid.js';
import { boxOf } from './grid.js';

export interface Named {
  readonly text: string;
  readonly anchor: Point;
  readonly width: number;
  /** A ward that its own name would hide: the name stands beside it. */
  readonly small?: boolean;
}

export interface Label {
  readonly text: string;
  /** Middle of the text. */
  readonly x: number;
  readonly y: number;
  /** Where a leader starts and ends, where the text stands away from its ward. */
  readonly leader?: readonly [from: Point, to: Point];
}

const directions: readonly Point[] = [
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
];
const distances = [9, 20, 34, 50, 70] as const;

/** Places names in order, the most important first, inside a frame. */
export function placeLabels(names: readonly Named[], height: number, frame: Box): Label[] {
  const boxes: Box[] = [];
  const labels: Label[] = [];
  // A name may cover other wards, but never the point another name belongs to.
  const anchors = names.map(({ anchor: [x, y] }) => ({ left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }));
  for (const [i, name] of names.entries()) {
    const others = [...boxes, ...anchors.filter((_, j) => j !== i || name.small)];
    for (const { x, y, far } of candidates(name, height)) {
      const box = around(x, y, name.width, height);
      if (!within(box, frame) || others.some((other) => overlaps(box, other))) continue;
      boxes.push(box);
      labels.push({ text: name.text, x, y, ...(far ? { leader: [name.anchor, nearest(box, name.anchor)] } : {}) });
      break;
    }
  }
  return labels;
}

function* candidates({ anchor: [ax, ay], width, small }: Named, height: number) {
  if (!small) yield { x: ax, y: ay, far: false };
  for (const distance of distances)
    for (const [dx, dy] of directions) {
      const x = ax + dx * (distance + width / 2) * (dy === 0 ? 1 : 0.8);
      yield { x: Math.round(x), y: Math.round(ay + dy * (distance + height / 2)), far: distance > 9 };
    }
}

const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2 - 3,
  right: x + width / 2 + 3,
  top: y - height / 2 - 1,
  bottom: y + height / 2 + 1,
});

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const within = (a: Box, frame: Box): boolean =>
  a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom;

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));
const nearest = (box: Box, [x, y]: Point): Point => [clamp(x, box.left, box.right), clamp(y, box.top, box.bottom)];

/** A point well inside: the middle of the longest level stretch across the largest part, of nine tried. */
export function inside(polygons: readonly Polygon[]): Point {
  const size = (polygon: Polygon): number => {
    const { left, right, top, bottom } = boxOf([polygon]);
    return (right - left) * (bottom - top);
  };
  const largest = polygons.reduce((a, b) => (size(b) > size(a) ? b : a), polygons[0] ?? []);
  const { left, right, top, bottom } = boxOf([largest]);
  let best = { length: -1, point: [(left + right) / 2, (top + bottom) / 2] as Point };
  for (let i = 3; i <= 7; i++) {
    const y = top + ((bottom - top) * i) / 10 + 0.01;
    const xs = largest.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
    for (let j = 0; j + 1 < xs.length; j += 2) {
      const [from, to] = [xs[j] ?? 0, xs[j + 1] ?? 0];
      if (to - from > best.length) best = { length: to - from, point: [Math.round((from + to) / 2), Math.round(y)] };
    }
  }
  return best.point;
}

const crossings = (ring: readonly Point[], y: number): number[] =>
  ring.flatMap(([x2, y2], i) => {
    const [x1, y1] = ring[(i + ring.length - 1) % ring.length] ?? [x2, y2];
    return y1 < y !== y2 < y ? [x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)] : [];
  });
