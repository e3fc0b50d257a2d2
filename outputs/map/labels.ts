/** Names on a map that never lie over each other: each takes the best free place, or is left out. */
import type { Box, Point, Polygon } from './grid.js';
import { boxOf } from './grid.js';

export interface Named {
  readonly text: string;
  readonly anchor: Point;
  readonly width: number;
  /** A ward that its own name would hide: the name stands beside it. */
  readonly small?: boolean;
  /** Names more than one ward: in a box, as far from it as it must be. */
  readonly boxed?: boolean;
}

export interface Label {
  readonly text: string;
  /** Middle of the text. */
  readonly x: number;
  readonly y: number;
  /** From the ward to the text, where the text does not stand on it. */
  readonly leader?: readonly [from: Point, to: Point];
  /** Half the width and height of the box it stands in. */
  readonly box?: readonly [x: number, y: number];
}

/** What a name hides at a point, from 0 for nothing; `name` counts the names. */
export type Hides = (name: number, x: number, y: number) => number;

const distances = [8, 16, 26, 40, 60, 85, 115, 150] as const;
const directions = Array.from({ length: 16 }, (_, i): Point => {
  const angle = (i * Math.PI) / 8;
  return [Math.cos(angle), Math.sin(angle)];
});
/** The first names are worth a long leader; the others stand near their wards or are left out. */
const furthestKept = 3;
const nearBy = 60;
/** A name is as badly placed over something that counts 1 as it is this many pixels away. */
const hidingCost = 90;

/** Places names in order, the most important first, inside a frame: near their wards, and where they hide least. */
export function placeLabels(names: readonly Named[], height: number, frame: Box, hides: Hides = () => 0): Label[] {
  const labels: Label[] = [];
  const boxes: Box[] = [];
  const leaders: Box[] = [];
  // A name may cover wards, but never the point another name belongs to.
  const anchors = names.map(({ anchor: [x, y] }) => around(x, y, 2, 6));
  for (const [i, name] of names.entries()) {
    const others = [...boxes, ...leaders, ...anchors.filter((_, j) => j !== i || name.small)];
    let best: { cost: number; label: Label; box: Box; line: Box[] } | undefined;
    for (const { x, y, centred } of candidates(name, height, i < furthestKept || name.boxed ? Infinity : nearBy)) {
      const box = around(x, y, name.width, height);
      if (!within(box, frame) || others.some((other) => overlaps(box, other))) continue;
      const end = nearest(box, name.anchor);
      const line = centred ? [] : pointsAlong(name.anchor, end);
      if (line.some((point) => [...boxes, ...leaders].some((other) => overlaps(point, other)))) continue;
      const away = centred ? 0 : Math.hypot(end[0] - name.anchor[0], end[1] - name.anchor[1]);
      const cost = away + hidingCost * hidden(box, (px, py) => hides(i, px, py));
      if (best && best.cost <= cost) continue;
      const label: Label = {
        text: name.text,
        x,
        y,
        ...(centred ? {} : { leader: [name.anchor, end] }),
        ...(name.boxed ? { box: [name.width / 2 + 2, height / 2 + 2] } : {}),
      };
      best = { cost, label, box, line };
    }
    if (!best) continue;
    labels.push(best.label);
    boxes.push(best.box);
    leaders.push(...best.line);
  }
  return labels;
}

function* candidates({ anchor: [ax, ay], width, small }: Named, height: number, most: number) {
  if (!small) yield { x: ax, y: ay, centred: true };
  for (const distance of distances.filter((d) => d <= most))
    for (const [dx, dy] of directions) {
      const x = Math.round(ax + dx * (distance + width / 2));
      const y = Math.round(ay + dy * (distance + height / 2));
      yield { x, y, centred: false };
    }
}

/** How much a box hides on average, by 14 points in it. */
function hidden(box: Box, hides: (x: number, y: number) => number): number {
  let sum = 0;
  for (let i = 0; i < 7; i++)
    for (const part of [0.25, 0.75]) {
      const x = box.left + ((box.right - box.left) * (i + 0.5)) / 7;
      sum += hides(x, box.top + (box.bottom - box.top) * part);
    }
  return sum / 14;
}

function pointsAlong([x1, y1]: Point, [x2, y2]: Point): Box[] {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 5);
  return Array.from({ length: steps }, (_, i) => {
    const [x, y] = [x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps];
    return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 };
  });
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

/** Where a ring crosses a level line. */
export const crossings = (ring: readonly Point[], y: number): number[] =>
  ring.flatMap(([x2, y2], i) => {
    const [x1, y1] = ring[(i + ring.length - 1) % ring.length] ?? [x2, y2];
    return y1 < y !== y2 < y ? [x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)] : [];
  });

/** Whether a point lies in any of the polygons. */
export const contains = (polygons: readonly Polygon[], x: number, y: number): boolean =>
  polygons.some((polygon) => polygon.flatMap((ring) => crossings(ring, y)).filter((at) => at < x).length % 2 === 1);
