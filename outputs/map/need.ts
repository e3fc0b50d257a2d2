/** What the maps of need share: wards in the shades of their fifths, with hatches, clusters, names and a legend. */
import type { Drawing, Reading, Size } from '../define.js';
import type { Layer, Plot } from '../drawing/frame.js';
import { colours, needColours, sizes, wrap } from '../drawing/style.js';
import { byRank, fifthNames, fifthOf, labelsOf } from '../telling/wards.js';
import { decimal } from '../telling/words.js';
import { clusterLayers } from './clusters.js';
import { type Box, boxOf, type Fit, fitTo, isSpeck, middleOf, type Polygon, polygonsOf, snap } from './grid.js';
import { hatch } from './hatch.js';
import { insetLayers } from './insets.js';
import { overlaps } from './labels.js';
import {
  clusterLines,
  dotLayer,
  labelLayers,
  lineLayer,
  manyWards,
  neighbourLayer,
  segmentLayer,
  wardLayer,
} from './layers.js';
import { type Entry, hatchSpacing, legendHeight, legendLayers } from './legend.js';
import { namesOn } from './names.js';
import { lineHeight, numberLayers } from './numbers.js';
import { outlines } from './outline.js';
import { scaleLayers } from './scale-bar.js';

/** The marts that maps of need read. */
export const needReads = [
  'mart_assessment',
  'mart_index',
  'mart_indicator_list',
  'mart_boundary',
  'mart_disclosure',
  'mart_source',
  'mart_cluster',
  'mart_cluster_list',
] as const;
export type NeedRows = Reading<(typeof needReads)[number]>;

type Look = number | 'withheld' | 'no_estimate';

/** A ward, and the shape a map gives it. */
export interface NeedWard {
  readonly row: NeedRows['mart_index'][number];
  readonly label: string;
  readonly look: Look;
  /** Number of its high-need cluster. */
  readonly cluster: number | null;
  readonly metres: readonly Polygon[];
}

/** Tiles leave room for the names beside them. */
const [besideMap, besideTiles] = [190, 232];
/** More numbered wards than this would make a list of their own of the picture. */
const mostNumbered = 15;
/** Half a pixel: 0.13 mm at the printed size, and what keeps a map of a whole country small. */
const step = 0.5;

/** The wards that have an outline, by rank. */
export function needWards(rows: NeedRows): NeedWard[] {
  const boundaries = new Map(rows.mart_boundary.filter((b) => b.in_area).map((b) => [b.area, b.geometry]));
  const withheld = new Set(rows.mart_disclosure.filter((d) => d.area_level === 'ward').map((d) => d.area));
  const labels = labelsOf(rows.mart_index);
  const clusters = new Map(rows.mart_cluster.map(({ ward, cluster }) => [ward, cluster]));
  return byRank(rows.mart_index).flatMap((row) => {
    const geometry = boundaries.get(row.ward);
    if (geometry === undefined) return [];
    const look = fifthOf(row) ?? (withheld.has(row.ward) ? 'withheld' : 'no_estimate');
    const cluster = clusters.get(row.ward) ?? null;
    return [{ row, label: labels.get(row.ward) ?? row.ward_name, look, cluster, metres: polygonsOf(geometry) }];
  });
}

/** What stands around the wards of a map. */
export interface Around {
  readonly neighbours: readonly Polygon[];
  /** Whether cities are drawn again on a larger scale. */
  readonly insets: boolean;
  /** Tiles keep no distances, and have no room for names: the wards of highest need are numbered, and named beside. */
  readonly tiles: boolean;
}

/** The map with its legend, beside it or, on a phone, below it. `room` is the height there is, where that is fixed. */
export function needPlot(
  wards: readonly NeedWard[],
  { neighbours, insets, tiles }: Around,
  size: Size,
  room: number | undefined,
): Plot {
  const entries = entriesOf(wards, neighbours.length > 0);
  const beside = size !== 'phone';
  const legendWidth = tiles ? besideTiles : besideMap;
  const width = sizes[size].width - (beside ? legendWidth : 0);
  const heading = wrap('Need, with number of wards', beside ? legendWidth - 20 : width, sizes[size].text);
  const scaleHeight = tiles ? 8 : 30;
  const maxHeight = room === undefined ? (size === 'phone' ? 420 : 620) : room - scaleHeight;
  const fit = fitTo(boxOf(wards.flatMap(({ metres }) => metres)), width, maxHeight, 10);
  const key = legendHeight(heading, entries);
  const lines = beside && room !== undefined ? Math.floor((maxHeight - key) / lineHeight) - 1 : mostNumbered;
  const numbered = tiles ? wards.filter(({ look }) => look === 0).slice(0, Math.min(lines, mostNumbered)) : [];
  const legend = key + (numbered.length > 0 ? (numbered.length + 1) * lineHeight : 0);
  const column = { left: width + 20, width: legendWidth - 20, top: legend + 20, bottom: fit.height + scaleHeight };
  const place = beside ? { left: width + 20, top: 0 } : { left: 0, top: fit.height + scaleHeight + 8 };
  return {
    height: fit.height,
    left: 0,
    right: beside ? legendWidth : 0,
    top: 0,
    bottom: beside ? Math.max(scaleHeight, legend - fit.height) : scaleHeight + 8 + legend,
    layers: [
      ...mapLayers(wards, neighbours, fit, tiles ? undefined : sizes[size].text),
      ...(tiles
        ? numberLayers(numbered.map(numberedWard(fit)), size, { ...place, top: place.top + key + lineHeight })
        : scaleLayers(fit)),
      ...legendLayers(heading, entries, place.left, place.top),
      ...(insets && beside ? insetLayers(insetWards(wards), fit, column) : []),
    ],
  };
}

const namedWard = ({ row, look, cluster, metres, polygons }: NeedWard & { polygons: readonly Polygon[] }) => ({
  name: row.ward_name,
  authority: row.authority,
  authorityName: row.authority_name,
  top: look === 0,
  cluster,
  metres,
  polygons,
});

const numberedWard =
  (fit: Fit) =>
  ({ row, label, metres }: NeedWard) => ({ rank: row.rank, label, middle: middleOf(metres, fit) });

const insetWards = (wards: readonly NeedWard[]) =>
  wards.map(({ row, look, metres }) => ({ authority: row.authority, fill: fillOf(look), metres }));

/** `text` is the height of names; without it nothing is named. */
function mapLayers(wards: readonly NeedWard[], neighbours: readonly Polygon[], fit: Fit, text?: number): Layer[] {
  const shapes = wards.map((ward) => ({ ...ward, polygons: snap(ward.metres, fit, step), fill: fillOf(ward.look) }));
  const picture: Box = { left: 0, top: 0, right: fit.width, bottom: fit.height };
  const around = snap(neighbours, fit, step).filter((polygon) => overlaps(boxOf([polygon]), picture));
  const { outer, between } = outlines(shapes.map(({ row, polygons }) => ({ group: row.authority, polygons })));
  const lines = shapes.flatMap(({ look, polygons }) => {
    const kind = hatchOf(look);
    return kind ? hatch(polygons, kind, hatchSpacing) : [];
  });
  const many = wards.length > manyWards;
  const dots = smallOnes(shapes, fit);
  return [
    ...(around.length > 0 ? [neighbourLayer(around)] : []),
    wardLayer(
      shapes.map(({ row, label, polygons, fill, look }) => ({
        ward: row.ward,
        polygons,
        fill,
        edge: typeof look === 'number' ? colours.white : colours.grey,
        describe: () => `${row.ward} ${label}: ${saidOf(row, look)}`,
      })),
    ),
    ...(lines.length > 0 ? [segmentLayer(lines, colours.grey, 1)] : []),
    ...(between.length > 0 ? [lineLayer(between, many ? colours.grey : colours.ink, many ? 0.3 : 1)] : []),
    lineLayer(outer, colours.ink, many ? 0.5 : 1.75),
    ...clusterLayers(shapes, many),
    ...(dots.length > 0 ? [dotLayer(dots)] : []),
    ...(many || text === undefined ? [] : labelLayers(namesOn(shapes.map(namedWard), fit, text))),
  ];
}

/** Wards of a few pixels get a ring; where a map is full of them, rings would only hide the rest. */
function smallOnes(shapes: readonly { metres: readonly Polygon[]; fill: string }[], fit: Fit) {
  const dots = shapes.flatMap(({ metres, fill }) => {
    if (!isSpeck(metres, fit)) return [];
    const [x, y] = middleOf(metres, fit);
    return [{ x, y, fill }];
  });
  return dots.length * 10 <= shapes.length ? dots : [];
}

const fillOf = (look: Look): string =>
  typeof look === 'number' ? (needColours[look] ?? colours.pale) : look === 'withheld' ? colours.white : colours.noData;

const hatchOf = (look: Look) => (typeof look === 'number' ? undefined : look === 'withheld' ? 'rising' : 'cross');

const nameOf = (look: Look): string =>
  typeof look === 'number' ? (fifthNames[look] ?? '') : look === 'withheld' ? 'Withheld' : 'No estimate';

const saidOf = ({ score, rank, of }: NeedWard['row'], look: Look): string =>
  score === null || rank === null ? nameOf(look).toLowerCase() : `score ${decimal(score, 2)}, rank ${rank} of ${of}`;

function entriesOf(wards: readonly NeedWard[], neighbours: boolean): Entry[] {
  const looks: Look[] = [0, 1, 2, 3, 4, 'no_estimate', 'withheld'];
  const entries = looks.flatMap((look): Entry[] => {
    const n = wards.filter((ward) => ward.look === look).length;
    if (n === 0) return [];
    const kind = hatchOf(look);
    const text = `${nameOf(look)}: ${n.toLocaleString('en-GB')}`;
    return [{ text, fill: fillOf(look), ...(kind ? { hatch: kind } : {}) }];
  });
  const clusters = Math.max(0, ...wards.map(({ cluster }) => cluster ?? 0));
  return [
    ...entries,
    ...(clusters > 0 ? [{ text: `High-need cluster: ${clusters}`, fill: colours.white, lines: clusterLines }] : []),
    ...(neighbours ? [{ text: 'Neighbouring wards', fill: colours.faint }] : []),
  ];
}

/** The wards as a table, with the class each is drawn in. */
export function needTable(wards: readonly NeedWard[]): Drawing['table'] {
  return {
    headings: ['Ward code', 'Ward', 'Authority', 'Score', 'Rank', 'Of', 'Class', 'High-need cluster'],
    rows: wards.map(({ row, look, cluster }) => [
      row.ward,
      row.ward_name,
      row.authority_name,
      row.score,
      row.rank,
      row.of,
      nameOf(look),
      cluster === null ? '' : `Cluster ${cluster}`,
    ]),
  };
}
