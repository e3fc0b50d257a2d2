/** Puts a drawing's words around its plot: finding and subtitle above, source below, all inside the picture. */
import type { TopLevelSpec } from 'vega-lite';
import type { Drawing, Size } from '../define.js';
import { colours, fontStack, sizes, wrap } from './style.js';

/** A layered spec, and one of its layers. */
type Layered = Extract<TopLevelSpec, { layer: unknown }>;
export type Layer = Layered['layer'][number];

export type Words = Pick<Drawing, 'title' | 'subtitle' | 'foot'>;

/** The plot and the room around it, in pixels, for axes and labels. */
export interface Plot {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly layers: readonly Layer[];
}

const gap = { titleToSubtitle: 6, headToPlot: 12, plotToFoot: 12, edge: 4 } as const;
/** Pixels by which letters and lines may reach above their place. */
const slack = 4;
const leading = { title: 1.25, text: 1.28 } as const;

function measured(words: Words, size: Size) {
  const { width, title, text } = sizes[size];
  const lines = {
    title: wrap(words.title, width, title, 600),
    subtitle: wrap(words.subtitle, width, text),
    foot: wrap(words.foot, width, text),
  };
  const height = (n: number, kind: 'title' | 'text') =>
    n * Math.round((kind === 'title' ? title : text) * leading[kind]);
  const head =
    gap.edge + height(lines.title.length, 'title') + gap.titleToSubtitle + height(lines.subtitle.length, 'text');
  const foot = gap.plotToFoot + height(lines.foot.length, 'text') + gap.edge;
  return { lines, head: head + gap.headToPlot, foot };
}

/** The height left between the words where the picture's height is fixed, or to be kept to; otherwise undefined. */
export function roomFor(words: Words, size: Size, height = sizes[size].height): number | undefined {
  if (height === undefined) return undefined;
  const { head, foot } = measured(words, size);
  return height - head - foot;
}

/** Vega puts a title above whatever is drawn highest: this unseen mark is always that, so the title always stands at one height. */
const ceiling = (plot: Plot): Layer => ({
  data: { values: [{}] },
  mark: { type: 'rect', opacity: 0 },
  encoding: { x: { value: 0 }, x2: { value: 1 }, y: { value: -plot.top - slack }, y2: { value: 0 } },
});

/** The whole spec. The picture is exactly as wide as its size says, so nothing shifts when data change. */
export function frame(words: Words, size: Size, plot: Plot): TopLevelSpec {
  const { width, height, title, text } = sizes[size];
  const { lines, head, foot } = measured(words, size);
  // A fixed height that the plot does not fill is left white above the foot.
  const spare = height === undefined ? 0 : Math.max(0, height - head - plot.top - plot.height - plot.bottom - foot);
  const footTop = plot.height + plot.bottom + spare + gap.plotToFoot;
  const lineHeight = Math.round(text * leading.text);
  const footLayer: Layer = {
    data: { values: lines.foot.map((line, i) => ({ line, y: footTop + i * lineHeight, x: -plot.left })) },
    mark: { type: 'text', align: 'left', baseline: 'top', color: colours.grey },
    encoding: {
      x: { field: 'x', type: 'quantitative', scale: null, axis: null },
      y: { field: 'y', type: 'quantitative', scale: null, axis: null },
      text: { field: 'line' },
    },
  };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: width - plot.left - plot.right,
    height: plot.height,
    padding: {
      left: plot.left,
      right: plot.right,
      top: head + plot.top,
      bottom: plot.bottom + spare + foot,
    },
    autosize: { type: 'none' },
    background: colours.white,
    title: {
      text: lines.title,
      subtitle: lines.subtitle,
      anchor: 'start',
      frame: 'group',
      dx: -plot.left,
      offset: gap.headToPlot - slack,
    },
    layer: [ceiling(plot), ...plot.layers, footLayer],
    usermeta: { words: { above: head, below: spare + foot } },
    resolve: { scale: { color: 'independent', shape: 'independent' } },
    config: configOf(title, text),
  };
}

interface Framed extends Pick<Layered, 'title' | 'layer'> {
  readonly padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly usermeta: { readonly words: { readonly above: number; readonly below: number } };
}

/** The plot without its words, for a document that sets title, subtitle and source as text of its own. */
export function withoutWords(framed: TopLevelSpec): TopLevelSpec {
  const { title: _, ...spec } = framed as unknown as Framed;
  const { padding, usermeta, layer } = spec;
  const { above, below } = usermeta.words;
  return {
    ...spec,
    padding: { ...padding, top: padding.top - above + gap.edge, bottom: padding.bottom - below + gap.edge },
    layer: layer.slice(0, -1),
  } as TopLevelSpec;
}

function configOf(title: number, text: number): NonNullable<TopLevelSpec['config']> {
  return {
    aria: false,
    font: fontStack,
    view: { stroke: null },
    text: { fontSize: text, color: colours.ink },
    title: {
      color: colours.ink,
      fontSize: title,
      fontWeight: 600,
      lineHeight: Math.round(title * leading.title),
      subtitleColor: colours.ink,
      subtitleFontSize: text,
      subtitleLineHeight: Math.round(text * leading.text),
      subtitlePadding: gap.titleToSubtitle,
    },
    axis: {
      labelFontSize: text,
      titleFontSize: text,
      titleFontWeight: 400,
      labelColor: colours.ink,
      titleColor: colours.ink,
      gridColor: colours.pale,
      domain: false,
      ticks: false,
      labelPadding: 6,
    },
    legend: { disable: true },
  };
}

/** Encodings for marks placed by pixel rather than by a scale. */
export const at = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;
/** An encoding that takes its value from the row as it stands: a colour, a size. */
export const asIs = (field: string) => ({ field, type: 'nominal', scale: null, legend: null }) as const;
