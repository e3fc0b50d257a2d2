/** Where need is: wards shaded by the fifth of the ranking they stand in. */
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, type Layer, roomFor } from '../frame.js';
import { type Box, boxOf, type Fit, fitTo, isSpeck, middleOf, type Polygon, polygonsOf, snap } from '../map/grid.js';
import { hatch } from '../map/hatch.js';
import { insetLayers } from '../map/insets.js';
import { overlaps } from '../map/labels.js';
import {
  dotLayer,
  labelLayers,
  lineLayer,
  manyWards,
  neighbourLayer,
  segmentLayer,
  textLayer,
  wardLayer,
  zoneLines,
} from '../map/layers.js';
import { type Entry, hatchSpacing, legendHeight, legendLayers } from '../map/legend.js';
import { namesOn } from '../map/names.js';
import { outlines } from '../map/outline.js';
import { scaleBar } from '../map/scale-bar.js';
import { zoneLayers } from '../map/zones.js';
import { colours, needColours, sizes, wrap } from '../style.js';
import { byRank, fifthNames, fifthOf, labelsOf, needFinding } from '../wards.js';
import { counted, decimal, footOf, indexName, needOf, outlineCredit, publishersOf } from '../words.js';
import { zonesOnMap } from '../zones.js';

const reads = [
  'mart_assessment',
  'mart_index',
  'mart_indicator_list',
  'mart_boundary',
  'mart_disclosure',
  'mart_source',
  'mart_cluster',
  'mart_zone',
] as const;
type Rows = Reading<(typeof reads)[number]>;

type Look = number | 'withheld' | 'no_estimate';

interface Ward {
  readonly row: Rows['mart_index'][number];
  readonly label: string;
  readonly look: Look;
  /** Number of its high-need zone. */
  readonly zone: number | null;
  readonly metres: readonly Polygon[];
}

const legendWidth = 190;
/** Half a pixel: 0.13 mm at the printed size, and what keeps a map of a whole country small. */
const step = 0.5;

/** Choropleth of the index by ward. */
export const needMap = defineChart({
  name: 'need-map',
  title: 'Where need is highest',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = wardsOf(rows);
    if (!assessment || wards.length === 0) return undefined;
    const { area_name, wards_ranked } = assessment;
    const index = indexName(assessment.index_title);
    const isCountry = area_name === assessment.benchmark_name;
    const title = needFinding(rows.mart_index, needOf(assessment.index_title));
    const n = rows.mart_index.length;
    const some = `${wards_ranked.toLocaleString('en-GB')} of ${counted(n, 'ward')}`;
    const ranked = wards_ranked === n ? counted(n, 'ward') : some;
    const words = {
      title,
      subtitle: `${index}, ${area_name}: ${ranked} ranked, in fifths by rank.`,
      foot: footOf(assessment, publishersOf(rows.mart_indicator_list), outlineCredit(rows.mart_source)),
    };
    const without = wards.filter(({ look }) => typeof look !== 'number').length;
    const rest = without > 0 ? `; ${counted(without, 'ward')} ${without === 1 ? 'has' : 'have'} no estimate` : '';
    return {
      ...words,
      spec: frame(words, size, plotOf(wards, neighboursOf(rows), isCountry, size, roomFor(words, size))),
      alt: `Map of the wards of ${area_name} in five shades by rank on the ${index}, darker for more need. ${title}${rest}.${zonesOnMap(rows.mart_zone)}`,
      table: tableOf(wards),
    };
  },
});

function wardsOf(rows: Rows): Ward[] {
  const boundaries = new Map(rows.mart_boundary.filter((b) => b.in_area).map((b) => [b.area, b.geometry]));
  const withheld = new Set(rows.mart_disclosure.filter((d) => d.area_level === 'ward').map((d) => d.area));
  const labels = labelsOf(rows.mart_index);
  const zones = new Map(rows.mart_cluster.map(({ ward, zone }) => [ward, zone]));
  return byRank(rows.mart_index).flatMap((row) => {
    const geometry = boundaries.get(row.ward);
    if (geometry === undefined) return [];
    const look = fifthOf(row) ?? (withheld.has(row.ward) ? 'withheld' : 'no_estimate');
    const zone = zones.get(row.ward) ?? null;
    return [{ row, label: labels.get(row.ward) ?? row.ward_name, look, zone, metres: polygonsOf(geometry) }];
  });
}

const neighboursOf = (rows: Rows): Polygon[] =>
  rows.mart_boundary.filter((b) => !b.in_area).flatMap((b) => polygonsOf(b.geometry));

function plotOf(
  wards: readonly Ward[],
  neighbours: readonly Polygon[],
  isCountry: boolean,
  size: Size,
  room: number | undefined,
) {
  const entries = entriesOf(wards, neighbours.length > 0);
  const beside = size !== 'phone';
  const width = sizes[size].width - (beside ? legendWidth : 0);
  const heading = wrap('Need, with number of wards', beside ? legendWidth - 20 : width, sizes[size].text);
  const scaleHeight = 30;
  const maxHeight = room === undefined ? (size === 'phone' ? 420 : 620) : room - scaleHeight;
  const fit = fitTo(boxOf(wards.flatMap(({ metres }) => metres)), width, maxHeight, 10);
  const legend = legendHeight(heading, entries);
  const column = { left: width + 20, width: legendWidth - 20, top: legend + 20, bottom: fit.height + scaleHeight };
  const place = beside ? { left: width + 20, top: 0 } : { left: 0, top: fit.height + scaleHeight + 8 };
  return {
    height: fit.height,
    left: 0,
    right: beside ? legendWidth : 0,
    top: 0,
    bottom: beside ? Math.max(scaleHeight, legend - fit.height) : scaleHeight + 8 + legend,
    layers: [
      ...mapLayers(wards, neighbours, fit, sizes[size].text),
      ...scaleLayers(fit),
      ...legendLayers(heading, entries, place.left, place.top),
      ...(isCountry && beside ? insetLayers(insetWards(wards), fit, column) : []),
    ],
  };
}

const namedWard = ({ row, look, zone, metres, polygons }: Ward & { polygons: readonly Polygon[] }) => ({
  name: row.ward_name,
  authority: row.authority,
  authorityName: row.authority_name,
  top: look === 0,
  zone,
  metres,
  polygons,
});

const insetWards = (wards: readonly Ward[]) =>
  wards.map(({ row, look, metres }) => ({ authority: row.authority, fill: fillOf(look), metres }));

function mapLayers(wards: readonly Ward[], neighbours: readonly Polygon[], fit: Fit, text: number): Layer[] {
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
    ...zoneLayers(shapes, many),
    ...(dots.length > 0 ? [dotLayer(dots)] : []),
    ...(many ? [] : labelLayers(namesOn(shapes.map(namedWard), fit, text))),
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

function scaleLayers(fit: Fit): Layer[] {
  const { text, pixels } = scaleBar(fit.pixelsPerMetre, fit.width / 4);
  const y = fit.height + 18;
  const bar = [
    { x: 1, y, x2: 1 + pixels, y2: y },
    { x: 1, y: y - 4, x2: 1, y2: y + 4 },
    { x: 1 + pixels, y: y - 4, x2: 1 + pixels, y2: y + 4 },
  ];
  return [segmentLayer(bar, colours.ink, 1), textLayer([{ text, x: pixels + 8, y }])];
}

const fillOf = (look: Look): string =>
  typeof look === 'number' ? (needColours[look] ?? colours.pale) : look === 'withheld' ? colours.white : colours.noData;

const hatchOf = (look: Look) => (typeof look === 'number' ? undefined : look === 'withheld' ? 'rising' : 'cross');

const nameOf = (look: Look): string =>
  typeof look === 'number' ? (fifthNames[look] ?? '') : look === 'withheld' ? 'Withheld' : 'No estimate';

const saidOf = ({ score, rank, of }: Ward['row'], look: Look): string =>
  score === null || rank === null ? nameOf(look).toLowerCase() : `score ${decimal(score, 2)}, rank ${rank} of ${of}`;

function entriesOf(wards: readonly Ward[], neighbours: boolean): Entry[] {
  const looks: Look[] = [0, 1, 2, 3, 4, 'no_estimate', 'withheld'];
  const entries = looks.flatMap((look): Entry[] => {
    const n = wards.filter((ward) => ward.look === look).length;
    if (n === 0) return [];
    const kind = hatchOf(look);
    const text = `${nameOf(look)}: ${n.toLocaleString('en-GB')}`;
    return [{ text, fill: fillOf(look), ...(kind ? { hatch: kind } : {}) }];
  });
  const zones = Math.max(0, ...wards.map(({ zone }) => zone ?? 0));
  return [
    ...entries,
    ...(zones > 0 ? [{ text: `High-need zone: ${zones}`, fill: colours.white, lines: zoneLines }] : []),
    ...(neighbours ? [{ text: 'Neighbouring wards', fill: colours.faint }] : []),
  ];
}

function tableOf(wards: readonly Ward[]): Drawing['table'] {
  return {
    headings: ['Ward code', 'Ward', 'Authority', 'Score', 'Rank', 'Of', 'Class', 'High-need zone'],
    rows: wards.map(({ row, look, zone }) => [
      row.ward,
      row.ward_name,
      row.authority_name,
      row.score,
      row.rank,
      row.of,
      nameOf(look),
      zone === null ? '' : `Zone ${zone}`,
    ]),
  };
}
