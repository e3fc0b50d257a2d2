/** The parts of a ward map as layers of a spec, all in pixels of one picture. */
import { asIs, at, type Layer } from '../drawing/frame.js';
import { colours } from '../drawing/style.js';
import { type Polygon, toGeometry } from './grid.js';
import type { Segment } from './hatch.js';
import type { Label } from './labels.js';
import type { Line } from './outline.js';

/** Points are pixels already. */
const projection: { type: 'identity'; scale: number; translate: [number, number] } = {
  type: 'identity',
  scale: 1,
  translate: [0, 0],
};

/** A ward as the map draws it. */
export interface Shape {
  readonly ward: string;
  readonly polygons: readonly Polygon[];
  readonly fill: string;
  readonly edge: string;
  /** For pages that link the map to a list: the ward's code, then its name and value. Asked for where it is written. */
  readonly describe: () => string;
}

/** The border of a high-need cluster, widest first: bright with dark edges, so that grey shows it too, set off in white. */
export const clusterLines = [
  { stroke: colours.white, width: 7 },
  { stroke: colours.black, width: 4.5 },
  { stroke: colours.orange, width: 2.25 },
] as const;

/** Above this many wards a map is not labelled, its borders take the colour of the fill, and shapes are not described. */
export const manyWards = 300;

/** Ward areas, each a path of its own with its name; where there are many, one path for each fill. */
export function wardLayer(shapes: readonly Shape[], merged = shapes.length > manyWards): Layer {
  if (merged) return mergedLayer(shapes);
  const values = shapes.map(({ polygons, describe, ...about }) => ({
    type: 'Feature',
    geometry: toGeometry(polygons),
    ...about,
    description: describe(),
  }));
  return {
    data: { values },
    projection,
    mark: { type: 'geoshape', strokeWidth: 0.75, aria: true },
    encoding: {
      fill: asIs('fill'),
      stroke: asIs('edge'),
      description: { field: 'description', type: 'nominal' },
    },
  };
}

/** A thousand paths of one fill look like one; together they take half the room. A hairline closes the seams. */
function mergedLayer(shapes: readonly Shape[]): Layer {
  const fills = [...new Set(shapes.map(({ fill }) => fill))].sort();
  const values = fills.map((fill) => ({
    type: 'Feature',
    geometry: toGeometry(shapes.filter((shape) => shape.fill === fill).flatMap(({ polygons }) => polygons)),
    fill,
  }));
  return {
    data: { values },
    projection,
    // Vega cuts projected shapes at the plot unless told not to, and insets stand beside it.
    mark: { type: 'geoshape', strokeWidth: 0.3, clip: false },
    encoding: { fill: asIs('fill'), stroke: asIs('fill') },
  };
}

/** Areas around the assessment, for bearings only; they end at the frame of the map. */
export const neighbourLayer = (polygons: readonly Polygon[]): Layer => ({
  data: { values: [{ type: 'Feature', geometry: toGeometry(polygons) }] },
  projection,
  mark: { type: 'geoshape', clip: true, fill: colours.faint, stroke: colours.pale, strokeWidth: 0.75 },
});

/** Borders. */
export const lineLayer = (lines: readonly Line[], color: string, strokeWidth: number): Layer => ({
  data: { values: [{ type: 'Feature', geometry: { type: 'MultiLineString', coordinates: lines } }] },
  projection,
  mark: { type: 'geoshape', filled: false, clip: false, stroke: color, strokeWidth, strokeJoin: 'round' },
});

/** Hatching, scale bars, leaders. */
export const segmentLayer = (segments: readonly Segment[], color: string, strokeWidth: number): Layer => ({
  data: { values: [...segments] },
  mark: { type: 'rule', color, strokeWidth },
  encoding: { x: at('x'), y: at('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
});

/** Rings around wards too small to see. */
export const dotLayer = (dots: readonly { x: number; y: number; fill: string }[]): Layer => ({
  data: { values: [...dots] },
  mark: { type: 'circle', size: 42, stroke: colours.ink, strokeWidth: 1, opacity: 1 },
  encoding: { x: at('x'), y: at('y'), fill: asIs('fill') },
});

/** A line with a white edge, and a dot where it starts. */
const leaderLayers = (leaders: readonly Segment[]): Layer[] => [
  segmentLayer(leaders, colours.white, 3.5),
  segmentLayer(leaders, colours.ink, 1.25),
  {
    data: { values: leaders.map(({ x, y }) => ({ x, y })) },
    mark: {
      type: 'point',
      shape: 'circle',
      filled: true,
      size: 26,
      opacity: 1,
      color: colours.ink,
      stroke: colours.white,
    },
    encoding: { x: at('x'), y: at('y') },
  },
];

/** White with a dark edge, as no ward's name has. */
const boxLayer = (values: readonly Segment[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rect', fill: colours.white, stroke: colours.black, strokeWidth: 1.25 },
  encoding: { x: at('x'), y: at('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
});

/** Names with a white edge, so that they read on every fill. */
export function labelLayers(labels: readonly Label[]): Layer[] {
  const leaders = labels.flatMap(({ leader }) =>
    leader ? [{ x: leader[0][0], y: leader[0][1], x2: leader[1][0], y2: leader[1][1] }] : [],
  );
  const encoding = { x: at('x'), y: at('y'), text: { field: 'text' } } as const;
  const data = { values: labels.map(({ text, x, y }) => ({ text, x, y })) };
  const mark = { type: 'text', align: 'center', baseline: 'middle', fontWeight: 600 } as const;
  const boxes = labels.flatMap(({ x, y, box }) =>
    box ? [{ x: x - box[0], y: y - box[1], x2: x + box[0], y2: y + box[1] }] : [],
  );
  return [
    ...(leaders.length > 0 ? leaderLayers(leaders) : []),
    ...(boxes.length > 0 ? [boxLayer(boxes)] : []),
    { data, mark: { ...mark, stroke: colours.white, strokeWidth: 3.5, strokeJoin: 'round' }, encoding },
    { data, mark, encoding },
  ];
}

/** Plain texts at places. */
export const textLayer = (
  values: readonly { text: string; x: number; y: number }[],
  weight: 400 | 600 = 400,
): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: weight },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});
