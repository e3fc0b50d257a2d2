/** Where help is: services by level and places, over need in pale tones; those without an address are listed beside it. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { isPlaced, legendOf, pale, sizeOf, symbols } from '../drawing/pathway-legend.js';
import { colours, sizes } from '../drawing/style.js';
import { boxOf, type Fit, fitTo, type Polygon, polygonsOf, snap } from '../map/grid.js';
import { hatch } from '../map/hatch.js';
import { lineLayer, manyWards, neighbourLayer, segmentLayer, wardLayer } from '../map/layers.js';
import { hatchSpacing } from '../map/legend.js';
import { outlines } from '../map/outline.js';
import { reachLayers, roundReach } from '../map/reach.js';
import { scaleLayers } from '../map/scale-bar.js';
import { outlineCredit } from '../telling/foot.js';
import { levelLooks, levelsIn, levelTitle, ownFoot, places, type Service } from '../telling/pathway.js';
import { byRank, fifthNames, fifthOf, labelsOf } from '../telling/wards.js';
import { capital, counted, decimal } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_boundary', 'mart_service', 'mart_source'] as const;
type Rows = Reading<(typeof reads)[number]>;

interface Ward {
  readonly row: MartRow<'mart_index'>;
  readonly label: string;
  readonly fifth: number | null;
  readonly metres: readonly Polygon[];
}

const legendWidth = 200;

/** Choropleth with symbols. */
export const pathwayMap = defineChart({
  name: 'pathway-map',
  title: 'Where help is',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = wardsOf(rows);
    const { mart_service: services } = rows;
    if (!assessment || wards.length === 0 || services.length === 0 || wards.length > manyWards) return undefined;
    const title = placesFinding(services);
    const words: Words = {
      title,
      subtitle: `Services by level of help and places in a year, over the fifths of ${assessment.area_name}’s wards by need. A symbol shows where a service is, not which wards it covers; distances are straight lines.`,
      foot: `${ownFoot(assessment, 'the council’s own list of services')} ${assessment.made_up ? '' : outlineCredit(rows.mart_source)}`.trim(),
    };
    const around = rows.mart_boundary.filter((b) => !b.in_area).flatMap((b) => polygonsOf(b.geometry));
    return {
      ...words,
      spec: frame(words, size, plotOf(wards, around, services, size, roomFor(words, size))),
      alt: `Map of the wards of ${assessment.area_name}, darker for more need, with a symbol for each service that has an address: a shape for its level, larger for more places. ${title}.`,
      table: tableOf(services),
    };
  },
});

function wardsOf(rows: Rows): Ward[] {
  const geometries = new Map(rows.mart_boundary.filter((b) => b.in_area).map((b) => [b.area, b.geometry]));
  const labels = labelsOf(rows.mart_index);
  return byRank(rows.mart_index).flatMap((row) => {
    const geometry = geometries.get(row.ward);
    if (geometry === undefined) return [];
    return [{ row, label: labels.get(row.ward) ?? row.ward_name, fifth: fifthOf(row), metres: polygonsOf(geometry) }];
  });
}

/** How many services and places there are, and at which level most places are. */
export function placesFinding(services: readonly Service[]): string {
  const total = services.reduce((sum, { places }) => sum + (places ?? 0), 0);
  const least = services.some((service) => service.places === null) ? 'at least ' : '';
  if (total === 0)
    return `${counted(services.length, 'service')}, ${services.length === 1 ? 'which does not say' : 'none of which says'} how many places it has`;
  const of = (level: Service['level']) =>
    services.filter((one) => one.level === level).reduce((sum, one) => sum + (one.places ?? 0), 0);
  const [first] = levelsIn(services).sort((a, b) => of(b) - of(a));
  const share = first && of(first) === total ? 'all' : `${decimal((100 * (first ? of(first) : 0)) / total, 0)}%`;
  const most = first ? `, ${share} of them ${levelTitle(first).toLowerCase()}` : '';
  const offer = services.length === 1 ? 'offers' : 'offer';
  return `${capital(counted(services.length, 'service'))} ${offer} ${least}${places(total)} places a year${most}`;
}

function plotOf(
  wards: readonly Ward[],
  neighbours: readonly Polygon[],
  services: readonly Service[],
  size: Size,
  room: number | undefined,
) {
  const beside = size !== 'phone';
  const width = sizes[size].width - (beside ? legendWidth : 0);
  const maxHeight = room === undefined ? (beside ? 620 : 420) : room - 30;
  const box = boxOf(wards.flatMap(({ metres }) => metres));
  const fit = fitTo(box, width, maxHeight, 14);
  const placed = services.filter(isPlaced).map(({ east, north }) => [fit.x(east), fit.y(north)] as const);
  const legend = legendOf(wards, services, beside ? legendWidth - 20 : width, size);
  const place = beside ? { left: width + 20, top: 0 } : { left: 0, top: fit.height + 38 };
  return {
    height: fit.height,
    left: 0,
    right: beside ? legendWidth : 0,
    top: 0,
    bottom: beside ? Math.max(30, legend.height - fit.height) : 38 + legend.height,
    layers: [
      ...groundLayers(wards, neighbours, fit),
      ...reachLayers(placed, roundReach(box), fit, 'from a service'),
      ...symbolLayers(services, fit),
      ...scaleLayers(fit),
      ...legend.layers(place.left, place.top),
    ],
  };
}

function groundLayers(wards: readonly Ward[], neighbours: readonly Polygon[], fit: Fit): Layer[] {
  const shapes = wards.map((ward) => ({ ...ward, polygons: snap(ward.metres, fit, 0.5) }));
  const { outer, between } = outlines(shapes.map(({ row, polygons }) => ({ group: row.authority, polygons })));
  const around = snap(neighbours, fit, 0.5);
  const crossed = shapes.flatMap(({ fifth, polygons }) =>
    fifth === null ? hatch(polygons, 'cross', hatchSpacing) : [],
  );
  return [
    ...(around.length > 0 ? [neighbourLayer(around)] : []),
    wardLayer(
      shapes.map(({ row, label, polygons, fifth }) => ({
        ward: row.ward,
        polygons,
        fill: fifth === null ? colours.noData : (pale[fifth] ?? colours.noData),
        edge: colours.white,
        describe: () =>
          `${row.ward} ${label}: ${fifth === null ? 'no estimate' : (fifthNames[fifth] ?? '').toLowerCase()} of need`,
      })),
    ),
    ...(crossed.length > 0 ? [segmentLayer(crossed, colours.grey, 1)] : []),
    ...(between.length > 0 ? [lineLayer(between, colours.grey, 1)] : []),
    lineLayer(outer, colours.grey, 1.5),
  ];
}

/** Largest first, so that small ones stay visible; a white edge sets each off. */
function symbolLayers(services: readonly Service[], fit: Fit): Layer[] {
  const most = Math.max(...services.map(({ places }) => places ?? 0));
  const placed = services.filter(isPlaced).sort((a, b) => (b.places ?? 0) - (a.places ?? 0));
  const marks = placed.map((service) => {
    const [x, y] = [fit.x(service.east), fit.y(service.north)];
    return { x: Math.round(x), y: Math.round(y), size: sizeOf(service.places, most), ...levelLooks[service.level] };
  });
  return marks.length === 0 ? [] : symbols(marks);
}

function tableOf(services: readonly Service[]): Drawing['table'] {
  return {
    headings: ['Service', 'Organisation', 'Level', 'Places a year', 'Wards covered', 'Days to wait', 'On the map'],
    rows: services.map((one) => [
      one.name,
      one.organisation,
      levelTitle(one.level),
      one.places,
      one.wards_covered,
      one.wait_days,
      isPlaced(one) ? 'yes' : 'no address given',
    ]),
  };
}
