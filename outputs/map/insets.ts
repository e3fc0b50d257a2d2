/** Cities that a map of a whole country is too small for, drawn again beside it on a larger scale. */
import { at, type Layer } from '../drawing/frame.js';
import { colours } from '../drawing/style.js';
import { decimal } from '../telling/words.js';
import { boxOf, type Fit, fitTo, type Polygon, snap } from './grid.js';
import { lineLayer, textLayer, wardLayer } from './layers.js';
import { outlines } from './outline.js';

/** The largest built-up areas by the codes of their authorities, which keep their pattern from year to year. */
const cities = [
  { name: 'London', authorities: /^E09/ },
  { name: 'Greater Manchester', authorities: /^E080000(0[1-9]|10)$/ },
  { name: 'West Midlands', authorities: /^E080000(2[5-9]|3[01])$/ },
] as const;

/** A ward as an inset draws it. */
export interface InsetWard {
  readonly authority: string;
  readonly fill: string;
  readonly metres: readonly Polygon[];
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
}

const headingHeight = 22;
const gap = 16;

/** As many insets as fit one below the other, all on one scale, and frames that show on the main map where they are. */
export function insetLayers(wards: readonly InsetWard[], main: Fit, place: Place): Layer[] {
  const groups = cities.flatMap(({ name, authorities }) => {
    const here = wards.filter(({ authority }) => authorities.test(authority));
    return here.length > 0 ? [{ name, here, box: boxOf(here.flatMap(({ metres }) => metres)) }] : [];
  });
  const widest = Math.max(...groups.map(({ box }) => box.right - box.left));
  const scale = place.width / widest;
  const layers: Layer[] = [];
  let { top } = place;
  for (const { name, here, box } of groups) {
    const height = Math.ceil((box.bottom - box.top) * scale);
    if (top + headingHeight + height > place.bottom) break;
    const fit = shifted(
      fitTo(box, Math.ceil((box.right - box.left) * scale), height, 0),
      place.left,
      top + headingHeight,
    );
    // All are on one scale, so the first says it.
    const times = layers.length === 0 ? ` (${decimal(scale / main.pixelsPerMetre, 0)} times as large)` : '';
    layers.push(
      ...inset(here, fit),
      textLayer([{ text: `${name}${times}`, x: place.left, y: top + 8 }]),
      frameLayer(main, box),
    );
    top += headingHeight + height + gap;
  }
  return layers;
}

const shifted = (fit: Fit, left: number, top: number): Fit => ({
  ...fit,
  x: (east) => fit.x(east) + left,
  y: (north) => fit.y(north) + top,
});

function inset(wards: readonly InsetWard[], fit: Fit): Layer[] {
  const shapes = wards.map(({ authority, fill, metres }) => ({ authority, fill, polygons: snap(metres, fit, 0.5) }));
  const { outer, between } = outlines(shapes.map(({ authority, polygons }) => ({ group: authority, polygons })));
  const bare = { ward: '', edge: '', describe: () => '' };
  return [
    wardLayer(
      shapes.map(({ fill, polygons }) => ({ ...bare, fill, polygons })),
      true,
    ),
    lineLayer(between, colours.ink, 0.4),
    lineLayer(outer, colours.ink, 0.6),
  ];
}

/** Thin, so that it hides nothing. */
function frameLayer(main: Fit, { left, right, top, bottom }: ReturnType<typeof boxOf>): Layer {
  const [x, y, x2, y2] = [main.x(left), main.y(bottom), main.x(right), main.y(top)];
  return {
    data: { values: [{ x: x - 2, y: y - 2, x2: x2 + 2, y2: y2 + 2 }] },
    mark: { type: 'rect', filled: false, stroke: colours.ink, strokeWidth: 0.75 },
    encoding: { x: at('x'), y: at('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}
