/** Where need is by zone of the council's own: zones shaded by rank. Wards that several zones share take the look of the one that holds most. */
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, type Layer, type Plot, roomFor } from '../drawing/frame.js';
import { colours, needColours, sizes, textWidth, wrap } from '../drawing/style.js';
import { boxOf, type Fit, fitTo, type Polygon, polygonsOf, snap } from '../map/grid.js';
import { hatch } from '../map/hatch.js';
import { inside, type Label } from '../map/labels.js';
import { labelLayers, lineLayer, manyWards, neighbourLayer, segmentLayer, wardLayer } from '../map/layers.js';
import { type Entry, hatchSpacing, legendHeight, legendLayers } from '../map/legend.js';
import { outlines } from '../map/outline.js';
import { scaleLayers } from '../map/scale-bar.js';
import { footOf, outlineCredit, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { labelsOf } from '../telling/wards.js';
import { count, counted, decimal, indexName, needOf } from '../telling/words.js';
import { rankedZones, type Zone, zoneFinding, zoneRank } from '../telling/zones.js';

const reads = [
  'mart_assessment',
  'mart_zone',
  'mart_zone_ward',
  'mart_index',
  'mart_boundary',
  'mart_indicator_list',
  'mart_source',
] as const;
type Rows = Reading<(typeof reads)[number]>;

/** A ward as the map shows it: with the zone that holds most of it, and whether another holds some of it, or nobody. */
interface Shape {
  readonly ward: string;
  readonly zone: Zone | undefined;
  readonly cut: boolean;
  readonly said: string;
  readonly metres: readonly Polygon[];
}

/** What a legend needs beside its texts, and the most it may take of a picture. */
const [besideText, widestLegend] = [56, 280];
/** More zones than this would make a list of their own of the picture. */
const mostNamed = 14;

/** Choropleth of the index by zone. */
export const zoneMap = defineChart({
  name: 'zone-map',
  title: 'Where need is highest, by zone',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const zones = rankedZones(rows.mart_zone);
    const shapes = shapesOf(rows, zones);
    const title = assessment && zoneFinding(zones, needOf(assessment.index_title));
    if (!assessment || !title || shapes.length === 0 || shapes.length > manyWards) return undefined;
    const quality = inIndex(rows.mart_indicator_list);
    const words = {
      title,
      subtitle: `${indexName(assessment.index_title)} of ${assessment.area_name}’s own zones, by rank${zones.some((zone) => zoneRank(zone).includes('(')) ? '; in brackets the ranks in 9 of 10 draws' : ''}.${cutWords(shapes)}`,
      foot: footOf(
        assessment,
        publishersOf(rows.mart_indicator_list),
        outlineCredit(rows.mart_source),
        qualityOf(quality),
      ),
    };
    const around = rows.mart_boundary.filter((b) => !b.in_area).flatMap((b) => polygonsOf(b.geometry));
    return {
      ...words,
      spec: frame(words, size, plotOf(shapes, zones, around, size, roomFor(words, size))),
      alt: `Map of ${assessment.area_name} in ${counted(zones.length, 'zone')}, darker for more need, numbered by rank. ${title}.${qualityAfter(quality)}`,
      table: tableOf(zones),
    };
  },
});

const cutWords = (shapes: readonly Shape[]): string => {
  const cut = shapes.filter((shape) => shape.cut).length;
  if (cut === 0) return '';
  const [lie, they] = cut === 1 ? ['lies', 'it has'] : ['lie', 'each has'];
  return ` ${count(cut).replace(/^./, (letter) => letter.toUpperCase())} hatched ${cut === 1 ? 'ward' : 'wards'} ${lie} in more than one zone, or partly in none: ${they} the shade of the zone with most of its people.`;
};

function shapesOf(rows: Rows, zones: readonly Zone[]): Shape[] {
  const names = labelsOf(rows.mart_index);
  const byCode = new Map(zones.map((zone) => [zone.zone, zone]));
  return rows.mart_boundary.flatMap(({ area, in_area, geometry }) => {
    if (!in_area) return [];
    const held = rows.mart_zone_ward.filter(({ ward }) => ward === area).sort((a, b) => b.share - a.share);
    const [most] = held;
    const zone = byCode.get(most?.zone ?? '');
    const named = held.map(({ zone_name, share }) =>
      share < 1 ? `${zone_name} (${decimal(100 * share, 0)}%)` : zone_name,
    );
    return [
      {
        ward: area,
        zone,
        cut: held.length > 1 || (most !== undefined && most.share < 1),
        said: `${names.get(area) ?? area}: ${named.join(', ') || 'in no zone'}`,
        metres: polygonsOf(geometry),
      },
    ];
  });
}

/** The darkest shade is the first of the zones, the lightest the last. */
function fillOf(zone: Zone | undefined, of: number): string {
  if (zone?.rank == null) return colours.noData;
  return needColours[Math.round(((zone.rank - 1) * 4) / Math.max(1, of - 1))] ?? colours.noData;
}

const isDark = (zone: Zone | undefined, of: number): boolean =>
  [0, 1, 2].some((i) => fillOf(zone, of) === needColours[i]);

function plotOf(
  shapes: readonly Shape[],
  zones: readonly Zone[],
  neighbours: readonly Polygon[],
  size: Size,
  room: number | undefined,
): Plot {
  const beside = size !== 'phone';
  const entries = entriesOf(shapes, zones);
  const longest = Math.max(...entries.map(({ text }) => textWidth(text, sizes[size].text)));
  const legendWidth = Math.min(widestLegend, Math.ceil(longest) + besideText);
  const width = sizes[size].width - (beside ? legendWidth : 0);
  const maxHeight = room === undefined ? (beside ? 620 : 420) : room - 30;
  const fit = fitTo(boxOf(shapes.flatMap(({ metres }) => metres)), width, maxHeight, 12);
  const heading = wrap('Zones by need', beside ? legendWidth - 20 : width, sizes[size].text);
  const key = legendHeight(heading, entries);
  const place = beside ? { left: width + 20, top: 0 } : { left: 0, top: fit.height + 38 };
  return {
    height: fit.height,
    left: 0,
    right: beside ? legendWidth : 0,
    top: 0,
    bottom: beside ? Math.max(30, key - fit.height) : 38 + key,
    layers: [
      ...groundLayers(shapes, zones, neighbours, fit),
      ...scaleLayers(fit),
      ...legendLayers(heading, entries, place.left, place.top),
    ],
  };
}

function groundLayers(
  shapes: readonly Shape[],
  zones: readonly Zone[],
  neighbours: readonly Polygon[],
  fit: Fit,
): Layer[] {
  const drawn = shapes.map((shape) => ({ ...shape, polygons: snap(shape.metres, fit, 0.5) }));
  const { outer, between } = outlines(drawn.map(({ zone, polygons }) => ({ group: zone?.zone ?? '', polygons })));
  const around = snap(neighbours, fit, 0.5);
  // White lines on dark shades, dark ones on pale.
  const hatched = (dark: boolean) =>
    drawn
      .filter(({ cut, zone }) => (cut || zone === undefined) && isDark(zone, zones.length) === dark)
      .flatMap(({ zone, polygons }) => hatch(polygons, zone ? 'rising' : 'cross', hatchSpacing * (zone ? 1.6 : 1)));
  const hatches = [true, false].flatMap((dark) => {
    const lines = hatched(dark);
    return lines.length > 0 ? [segmentLayer(lines, dark ? colours.white : colours.grey, 1)] : [];
  });
  return [
    ...(around.length > 0 ? [neighbourLayer(around)] : []),
    wardLayer(
      drawn.map(({ ward, zone, said, polygons }) => ({
        ward,
        polygons,
        fill: fillOf(zone, zones.length),
        edge: zone === undefined ? colours.grey : colours.white,
        describe: () => said,
      })),
    ),
    ...hatches,
    ...(between.length > 0 ? [lineLayer(between, colours.white, 5), lineLayer(between, colours.ink, 2)] : []),
    lineLayer(outer, colours.ink, 2),
    ...labelLayers(zones.flatMap((zone) => numberOf(zone, drawn))),
  ];
}

/** The rank of a zone, in a box in the largest of its wards. */
function numberOf(zone: Zone, drawn: readonly (Shape & { polygons: readonly Polygon[] })[]): Label[] {
  const own = drawn
    .filter((shape) => shape.zone === zone && shape.polygons.length > 0)
    .flatMap(({ polygons }) => polygons);
  if (own.length === 0) return [];
  const [x, y] = inside(own);
  return [{ text: String(zone.rank), x, y, box: [11, 10] }];
}

function entriesOf(shapes: readonly Shape[], zones: readonly Zone[]): Entry[] {
  const named = zones.slice(0, mostNamed).map((zone) => ({
    text: `${zoneRank(zone)} ${zone.name}`,
    fill: fillOf(zone, zones.length),
  }));
  const none = shapes.some(({ zone }) => zone === undefined);
  return [
    ...named,
    ...(zones.length > named.length
      ? [{ text: `and ${count(zones.length - named.length)} more`, fill: colours.white }]
      : []),
    ...(none ? [{ text: 'In no zone', fill: colours.noData, hatch: 'cross' as const }] : []),
  ];
}

const tableOf = (zones: readonly Zone[]): Drawing['table'] => ({
  headings: ['Zone', 'Name', 'Score', 'Rank', 'Rank, 5% quantile', 'Rank, 95% quantile', 'Of', 'Residents'],
  rows: zones.map((zone) => [
    zone.zone,
    zone.name,
    zone.score,
    zone.rank,
    zone.rank_low,
    zone.rank_high,
    zone.of,
    zone.residents,
  ]),
});
