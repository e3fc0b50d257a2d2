/** One indicator by fifths of the wards from least to most deprived, with the slope index of inequality. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { colours, needColours, sizes } from '../drawing/style.js';
import { grouped } from '../report/figures.js';
import { footOf, publishersIn } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import { decimal, figure, years } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_inequality', 'mart_indicator_list'] as const;
type Row = MartRow<'mart_inequality'>;
type Fifth = Row & { readonly value: number; readonly lower95_0cl: number; readonly upper95_0cl: number };

/** The five fifths of one indicator that has a slope. */
export interface Slope {
  readonly fifths: readonly Fifth[];
  readonly sii: number;
  readonly lower: number;
  readonly upper: number;
}

/** Bars by fifth with their intervals, and the line through them. */
export const inequalitySlope = defineChart({
  name: 'inequality-slope',
  title: 'One indicator by deprivation, with the slope index of inequality',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const slope = chooseSlope(rows.mart_inequality);
    const first = slope?.fifths[0];
    if (!assessment || !slope || !first) return undefined;
    const rated = rows.mart_indicator_list.filter(({ indicator }) => indicator === first.indicator);
    const drawn: Words = {
      title: slopeFinding(slope),
      subtitle: subtitleOf(first, slope, assessment.area_name),
      foot: footOf(
        assessment,
        [...publishersIn(first), first.sources, years([first.period])].filter(Boolean).join(', '),
        '',
        qualityOf(rated),
      ),
    };
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(slope, size, roomFor(drawn, size))),
      alt: `Bar chart of ${first.title} in five groups of the wards of ${assessment.area_name}, from least to most deprived, each with its 95% interval and a line through them. ${drawn.title}.${qualityAfter(rated)}`,
      table: tableOf(slope),
    };
  },
});

/**
 * The indicator whose slope is clearest against its own level. What the Index of Multiple Deprivation is itself made of
 * comes last, since its slope is there by construction.
 */
export function chooseSlope(rows: readonly Row[]): Slope | undefined {
  const slopes = grouped(rows, ({ indicator }) => indicator).flatMap(
    (all): (Slope & { own: boolean; clear: number })[] => {
      const fifths = [...all]
        .sort((a, b) => a.fifth - b.fifth)
        .flatMap((row): Fifth[] => {
          const { value, lower95_0cl, upper95_0cl } = row;
          return value === null || lower95_0cl === null || upper95_0cl === null
            ? []
            : [{ ...row, value, lower95_0cl, upper95_0cl }];
        });
      const [first] = fifths;
      const { sii = null, sii_lower95_0cl: lower = null, sii_upper95_0cl: upper = null } = first ?? {};
      if (!first || fifths.length < 5 || sii === null || lower === null || upper === null || first.direction === 'none')
        return [];
      const level = fifths.reduce((sum, { value }) => sum + value, 0) / fifths.length;
      return [
        { fifths, sii, lower, upper, own: /Indices of Deprivation/i.test(first.sources), clear: Math.abs(sii) / level },
      ];
    },
  );
  return slopes.sort((a, b) => Number(a.own) - Number(b.own) || b.clear - a.clear)[0];
}

const says = (value: number, { unit }: Pick<Row, 'unit'>): string => figure(value, unit === '%' ? unit : '');

/** What the interval of the slope supports, and the two ends as they were counted. */
export function slopeFinding({ fifths, lower, upper }: Slope): string {
  const [least, most] = [fifths[0], fifths.at(-1)];
  if (!least || !most) return '';
  const ends = `${says(most.value, most)} in the most deprived fifth of wards, ${says(least.value, least)} in the least`;
  if (lower <= 0 && upper >= 0) return `${least.title}: no clear slope with deprivation (${ends})`;
  return `${least.title}: ${ends}`;
}

function subtitleOf({ unit, period }: Row, { sii, lower, upper }: Slope, area: string): string {
  const points = unit === '%' ? ' percentage points' : ` ${unit}`;
  const way = sii >= 0 ? 'higher' : 'lower';
  const [from, to] = sii >= 0 ? [lower, upper] : [-upper, -lower];
  return `${unit === '%' ? 'Per cent' : unit}, wards of ${area} in five groups by the Index of Multiple Deprivation, ${period ?? ''}, with 95% intervals. The line through the fifths, its slope index of inequality: ${decimal(Math.abs(sii))}${points} ${way} at the most deprived end than at the least (95% interval ${decimal(from)} to ${decimal(to)}).`;
}

const names = ['Least deprived', 'Second', 'Third', 'Fourth', 'Most deprived'] as const;

/** Bars as wide as their fifth's share of the people, so that the line lies where it was fitted. */
function plotOf({ fifths, sii }: Slope, size: Size, room = Number.POSITIVE_INFINITY) {
  const { width, text } = sizes[size];
  const lines = size === 'phone' ? 3 : 2;
  const [top, bottom] = [8, 10 + lines * (text + 4)];
  const height = Math.min(size === 'page' ? 280 : 240, room - top - bottom);
  const people = fifths.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0);
  const shares = fifths.map(({ denominator }) => (denominator ?? 0) / people);
  const starts = shares.map((_, i) => shares.slice(0, i).reduce((a, b) => a + b, 0));
  const mean = fifths.reduce((sum, { value }, i) => sum + value * (shares[i] ?? 0), 0);
  const ends = [mean - sii / 2, mean + sii / 2];
  const most = Math.max(...fifths.map(({ upper95_0cl }) => upper95_0cl), ...ends) * 1.2;
  const y = (value: number) => height * (1 - Math.max(0, value) / most);
  const bars = fifths.map((fifth, i) => {
    const [from, share] = [starts[i] ?? 0, shares[i] ?? 0];
    const x = (from + share / 2) * width;
    return {
      x: from * width + 3,
      x2: (from + share) * width - 3,
      y: y(fifth.value),
      y2: height,
      middle: x,
      low: y(fifth.lower95_0cl),
      high: y(fifth.upper95_0cl),
      says: says(fifth.value, fifth),
      above: Math.min(y(fifth.upper95_0cl), y(mean + sii * (from + share / 2 - 0.5))) - 12,
      name: size === 'phone' ? (names[i] ?? '').replace(' ', '\n').split('\n') : [names[i] ?? ''],
      wards: `${fifth.wards} wards`,
    };
  });
  return {
    height,
    left: 0,
    right: 0,
    top,
    bottom,
    layers: [...barLayers(bars), ...lineLayer(mean, sii, width, y), ...nameLayers(bars, height, text)],
  };
}

type Bar = {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
  readonly says: string;
  /** Clear of the interval and the line. */
  readonly above: number;
  readonly name: readonly string[];
  readonly wards: string;
};

function barLayers(bars: readonly Bar[]): Layer[] {
  const place = bars.map(({ x, x2, y, y2, middle, low, high }) => ({ x, x2, y, y2, middle, low, high }));
  return [
    {
      data: { values: place },
      mark: { type: 'rect', color: needColours[3] },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' } },
    },
    {
      data: { values: place },
      mark: { type: 'rule', color: colours.ink, strokeWidth: 1.25 },
      encoding: { x: at('middle'), y: at('low'), y2: { field: 'high' } },
    },
  ];
}

/** The fitted line from the least to the most deprived person, as far as it lies above nought. */
function lineLayer(mean: number, sii: number, width: number, y: (value: number) => number): Layer[] {
  const value = (share: number) => mean + sii * (share - 0.5);
  const nought = sii === 0 ? Number.NaN : 0.5 - mean / sii;
  // Its width must not reach over the edges.
  const edge = 2 / width;
  const [from, to] = [value(edge) < 0 ? nought : edge, value(1 - edge) < 0 ? nought : 1 - edge];
  return [
    {
      data: { values: [{ x: from * width, x2: to * width, y: y(value(from)), y2: y(value(to)) }] },
      mark: { type: 'rule', color: colours.orange, strokeWidth: 2.5 },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' } },
    },
  ];
}

/** Values above the bars, names below. */
function nameLayers(bars: readonly Bar[], height: number, text: number): Layer[] {
  const pitch = text + 4;
  const under = bars.flatMap(({ middle, name, wards }) =>
    [...name, wards].map((words, i) => ({ words, x: middle, y: height + 12 + i * pitch })),
  );
  const word = (values: readonly object[], fontWeight: 400 | 600, halo = {}): Layer => ({
    data: { values: [...values] },
    mark: { type: 'text', align: 'center', baseline: 'middle', fontWeight, ...halo },
    encoding: { x: at('x'), y: at('y'), text: { field: 'words' } },
  });
  const values = bars.map(({ middle, says: words, above }) => ({ words, x: middle, y: above }));
  // A white edge, since the line may pass behind.
  const halo = { stroke: colours.white, strokeWidth: 4, strokeJoin: 'round' };
  return [word(values, 600, halo), word(values, 600), word(under, 400)];
}

function tableOf({ fifths, sii, lower, upper }: Slope): Drawing['table'] {
  const { unit = '', title = '' } = fifths[0] ?? {};
  return {
    headings: [
      'Fifth of wards by deprivation',
      'Wards',
      `${title} (${unit})`,
      'Lower 95%',
      'Upper 95%',
      'Count',
      'Out of',
    ],
    rows: [
      ...fifths.map((row, i) => [
        names[i] ?? '',
        row.wards,
        row.value,
        row.lower95_0cl,
        row.upper95_0cl,
        row.numerator,
        row.denominator,
      ]),
      ['Slope index of inequality', null, sii, lower, upper, null, null],
    ],
  };
}
