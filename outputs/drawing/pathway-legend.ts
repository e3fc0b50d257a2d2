/** What a map of services shares with its legend: symbols sized by places, the ground they stand on, and the list of those without an address. */
import type { Size } from '../define.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { levelLooks, levelsIn, levelTitle, places, type Service } from '../telling/pathway.js';
import { fifthNames } from '../telling/wards.js';
import { asIs, at, type Layer } from './frame.js';
import { hatchBox } from './heat.js';
import { colours, shorten, sizes, wrap } from './style.js';

/** Need, highest first, as a ground for marks. */
export const pale = ['#A9C6E0', '#C3D7E9', '#D8E5F1', '#EAF1F7', '#F7FAFC'] as const;
export const isPlaced = (service: Service): service is Service & { east: number; north: number } =>
  service.east !== null && service.north !== null;

/** The area of a symbol goes with its places; one that says none is drawn small. */
export const sizeOf = (n: number | null, most: number): number => 70 + (530 * (n ?? 0)) / Math.max(1, most);

export const symbols = (
  values: readonly { x: number; y: number; size: number; shape: string; fill: string }[],
): Layer[] =>
  [
    { stroke: colours.white, strokeWidth: 4 },
    { stroke: colours.black, strokeWidth: 1.25 },
  ].map((edge) => ({
    data: { values: values.map(({ x, y, size, shape, fill }) => ({ x, y, size, shape, fill })) },
    mark: { type: 'point', filled: true, opacity: 1, ...edge },
    encoding: {
      x: at('x'),
      y: at('y'),
      size: { field: 'size', type: 'quantitative', scale: null, legend: null },
      shape: asIs('shape'),
      fill: asIs('fill'),
    },
  }));

/** Services without an address that a slide names. */
const mostNamed = 2;

/** Levels, sizes, need, and the services that have no address. */
export function legendOf(
  wards: readonly { readonly fifth: number | null }[],
  services: readonly Service[],
  width: number,
  size: Size,
) {
  const { text } = sizes[size];
  const most = Math.max(...services.map(({ places }) => places ?? 0));
  const without = services.filter((service) => !isPlaced(service));
  const fifths = [0, 1, 2, 3, 4].filter((n) => wards.some(({ fifth }) => fifth === n));
  const bold: { text: string; x: number; y: number }[] = [];
  const plain: { text: string; x: number; y: number }[] = [];
  const marks: { x: number; y: number; size: number; shape: string; fill: string }[] = [];
  const boxes: { x: number; x2: number; y: number; y2: number; fill: string }[] = [];
  // Where the height is fixed rows are closer.
  const flat = size === 'slide';
  const [pitch, circles] = flat ? [19, 26] : [22, 30];
  let y = 8;
  const head = (words: string) => {
    bold.push({ text: words, x: 0, y });
    y += 23;
  };
  head('Services');
  for (const level of levelsIn(services)) {
    const n = services.filter((one) => one.level === level).length;
    marks.push({ x: 10, y, size: 130, ...levelLooks[level] });
    plain.push({ text: `${levelTitle(level)}: ${n}`, x: 26, y });
    y += pitch;
  }
  y += 8;
  head('Places in a year');
  const steps = [most, Math.round(most / 4 / 10) * 10].filter((n, i, all) => n > 0 && all.indexOf(n) === i);
  for (const n of steps) {
    marks.push({ x: 14, y: y + 2, size: sizeOf(n, most), shape: 'circle', fill: colours.white });
    plain.push({ text: places(n), x: 34, y: y + 2 });
    y += circles;
  }
  y += 4;
  head('Need');
  const grounds = [...fifths.map((n) => ({ fill: pale[n] as string, text: fifthNames[n] ?? '' }))];
  if (wards.some(({ fifth }) => fifth === null)) grounds.push({ fill: colours.noData, text: 'No estimate' });
  for (const [i, { fill, text: named }] of grounds.entries()) {
    const x = flat ? i * 22 : 0;
    boxes.push({ x, x2: x + 20, y: y - 8, y2: y + 7, fill });
    if (!flat) plain.push({ text: named, x: 26, y });
    if (!flat) y += 20;
  }
  if (flat) {
    plain.push({ text: 'highest to lowest fifth', x: 0, y: y + 20 });
    y += 40;
  }
  if (without.length > 0) {
    y += 10;
    head('Without an address');
    for (const service of flat ? without.slice(0, mostNamed) : without) {
      const n = service.places === null ? 'places not said' : places(service.places);
      // Where the height is fixed a name has one line, and as many as fit are named.
      const lines = flat ? [shorten(service.name, width - 20, text)] : wrap(`${service.name} (${n})`, width - 20, text);
      for (const [i, line] of lines.entries()) {
        if (i === 0) marks.push({ x: 8, y, size: 90, ...levelLooks[service.level] });
        plain.push({ text: line, x: 20, y });
        y += 18;
      }
      y += 4;
    }
    if (flat && without.length > mostNamed) plain.push({ text: `and ${without.length - mostNamed} more`, x: 20, y });
  }
  const moved = <T extends { x: number; y: number }>(all: readonly T[], left: number, top: number) =>
    all.map((one) => ({ ...one, x: one.x + left, y: one.y + top }));
  return {
    height: y + 4,
    layers: (left: number, top: number): Layer[] => [
      {
        data: { values: boxes.map((b) => ({ ...b, x: b.x + left, x2: b.x2 + left, y: b.y + top, y2: b.y2 + top })) },
        mark: { type: 'rect', stroke: colours.grey, strokeWidth: 0.5 },
        encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
      },
      segmentLayer(
        boxes
          .filter(({ fill }) => fill === colours.noData)
          .flatMap((b) => hatchBox({ x: b.x + left, x2: b.x2 + left, y: b.y + top, y2: b.y2 + top }, 'cross')),
        colours.grey,
        1,
      ),
      ...symbols(moved(marks, left, top)),
      textLayer(moved(bold, left, top), 600),
      textLayer(moved(plain, left, top)),
    ],
  };
}
