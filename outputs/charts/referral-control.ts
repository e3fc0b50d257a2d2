/** Whether referrals are going to the right help: the share that were not appropriate, on a control chart. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { asIs, at, frame, type Layer, type Words } from '../drawing/frame.js';
import { keyHeight, keyLayers, type Sign } from '../drawing/rows.js';
import { colours, sizes, textWidth } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { count, decimal } from '../telling/words.js';

type Referral = MartRow<'mart_referral'>;
type Known = Referral & { readonly value: number; readonly centre: number };

const isKnown = (row: Referral): row is Known => row.value !== null && row.centre !== null;

/** A p-chart with limits at 95 and 99.8 %. */
export const referralControl = defineChart({
  name: 'referral-control',
  title: 'Referrals that were not appropriate',
  reads: ['mart_assessment', 'mart_referral'],
  draw({ mart_assessment: [assessment], mart_referral: all }, size) {
    const rows = all.slice(size === 'phone' ? -8 : -24);
    // Of fewer there is nothing to see over time.
    if (!assessment || rows.filter(isKnown).length < 3) return undefined;
    const title = referralFinding(rows);
    const words: Words = {
      title,
      subtitle: `Share of referrals that were not appropriate, ${assessment.area_name}, ${rows[0]?.period} to ${rows.at(-1)?.period}. Limits: where chance alone keeps 95 and 99.8 in 100 periods of their size, about the share of all periods.`,
      foot: ownFoot(assessment, 'the council’s own records of referrals'),
    };
    return {
      ...words,
      spec: frame(words, size, plotOf(rows, size)),
      alt: `Control chart of the share of referrals that were not appropriate, by period, with limits for chance. ${title}.`,
      table: tableOf(all),
    };
  },
});

/** A fall or rise from the first period to the last is said only where one lies above and the other below the 99.8 % limits. */
export function referralFinding(rows: readonly Referral[]): string {
  const known = rows.filter(isKnown);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return 'The share of referrals that were not appropriate is withheld';
  const said = (row: Known) => `${decimal(row.value, 0)}%`;
  const span = `from ${said(first)} in ${first.period} to ${said(last)} in ${last.period}, more than chance would make it`;
  if (first.signal === 'above 99.8%' && last.signal === 'below 99.8%')
    return `Referrals that were not appropriate fell ${span}`;
  if (first.signal === 'below 99.8%' && last.signal === 'above 99.8%')
    return `Referrals that were not appropriate rose ${span}`;
  const beyond = known.filter(({ signal }) => signal === 'above 99.8%' || signal === 'below 99.8%').length;
  return beyond === 0
    ? `About ${decimal(first.centre, 0)}% of referrals were not appropriate, and no period stands out`
    : `About ${decimal(first.centre, 0)}% of referrals were not appropriate; ${count(beyond)} of ${count(known.length)} periods ${beyond === 1 ? 'stands' : 'stand'} out`;
}

const looks = {
  out: { fill: colours.orange, shape: 'diamond', text: 'Beyond the 99.8% limits' },
  near: { fill: colours.turquoise, shape: 'triangle-up', text: 'Beyond the 95% limits' },
  within: { fill: colours.blue, shape: 'circle', text: 'Within them' },
} as const;

const lookOf = ({ signal }: Referral) =>
  signal === 'within' ? looks.within : signal?.endsWith('99.8%') ? looks.out : looks.near;

function plotOf(rows: readonly Referral[], size: Size) {
  const { text, width } = sizes[size];
  const height = size === 'slide' ? 220 : 260;
  const known = rows.flatMap((row, i) => (isKnown(row) ? [{ ...row, i }] : []));
  const signs: Sign[] = Object.values(looks).filter((look) => known.some((row) => lookOf(row) === look));
  const most = Math.min(
    100,
    10 * Math.ceil(Math.max(...known.map((row) => Math.max(row.value, row.upper99_8cl ?? 0))) / 10),
  );
  const centre = known[0]?.centre ?? 0;
  const named = `${decimal(centre, 0)}% in all`;
  const [left, right] = [44, Math.ceil(textWidth(named, text, 600)) + 10];
  const pitch = (width - left - right) / rows.length;
  const x = (i: number): number => (i + 0.5) * pitch;
  const y = (value: number): number => height * (1 - value / most);
  const top = keyHeight(signs, size) + 8;
  const step = most > 50 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  return {
    height,
    left,
    right,
    top,
    bottom: rows.some(({ status }) => status === 'withheld') ? 42 : 26,
    layers: [
      segmentLayer(
        ticks.map((t) => ({ x: 0, y: y(t), x2: pitch * rows.length, y2: y(t) })),
        colours.pale,
        1,
      ),
      labels(
        ticks.map((t) => ({ text: `${t}%`, x: -6, y: y(t) })),
        'right',
      ),
      limits(known, pitch, x, y),
      segmentLayer([{ x: 0, y: y(centre), x2: pitch * rows.length, y2: y(centre) }], colours.ink, 1.25),
      textLayer([{ text: named, x: pitch * rows.length + 6, y: y(centre) }], 600),
      textLayer(limitNames(known.at(-1), pitch * rows.length + 6, y)),
      ...points(known.map((row) => ({ x: x(row.i), y: y(row.value), ...lookOf(row) }))),
      ...periodLabels(rows, x, pitch, height, text),
      ...keyLayers(signs, size, -left, -top),
    ],
  };
}

/** The upper limits, named where they end. */
const limitNames = (last: Known | undefined, x: number, y: (value: number) => number) => [
  { text: '99.8%', x, y: y(last?.upper99_8cl ?? 0) },
  { text: '95%', x, y: y(last?.upper95_0cl ?? 0) },
];

/** Steps, since each period has limits of its own: 95 % within 99.8 %. */
const limits = (
  rows: readonly (Known & { i: number })[],
  pitch: number,
  x: (i: number) => number,
  y: (value: number) => number,
): Layer =>
  ({
    data: {
      values: rows.flatMap((row) =>
        [row.lower99_8cl, row.upper99_8cl, row.lower95_0cl, row.upper95_0cl].map((limit, k) => ({
          x: x(row.i) - pitch / 2,
          x2: x(row.i) + pitch / 2,
          y: y(limit ?? 0),
          width: k < 2 ? 1.75 : 1,
          dash: k < 2 ? 'solid' : 'dashed',
        })),
      ),
    },
    mark: { type: 'rule', color: colours.grey },
    encoding: {
      x: at('x'),
      x2: { field: 'x2' },
      y: at('y'),
      strokeWidth: { field: 'width', type: 'quantitative', scale: null, legend: null },
      strokeDash: {
        field: 'dash',
        type: 'nominal',
        scale: {
          domain: ['solid', 'dashed'],
          range: [
            [1, 0],
            [3, 3],
          ],
        },
        legend: null,
      },
    },
  }) as Layer;

const points = (values: readonly { x: number; y: number; fill: string; shape: string }[]): Layer[] => [
  {
    data: { values: values.map(({ x, y }) => ({ x, y })) },
    mark: { type: 'line', color: colours.blue, strokeWidth: 1.5 },
    encoding: { x: at('x'), y: at('y') },
  },
  {
    data: { values: values.map(({ x, y, fill, shape }) => ({ x, y, fill, shape })) },
    mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: colours.ink, strokeWidth: 0.75 },
    encoding: { x: at('x'), y: at('y'), fill: asIs('fill'), shape: asIs('shape') },
  },
];

const labels = (values: readonly { text: string; x: number; y: number }[], align: 'right' | 'center'): Layer => ({
  data: { values: [...values] },
  mark: { type: 'text', align, baseline: 'middle' },
  encoding: { x: at('x'), y: at('y'), text: { field: 'text' } },
});

/** Every period where there is room, otherwise every second, third and so on; withheld ones say so. */
function periodLabels(
  rows: readonly Referral[],
  x: (i: number) => number,
  pitch: number,
  height: number,
  text: number,
): Layer[] {
  const wide = Math.max(...rows.map(({ period }) => textWidth(period, text))) + 10;
  const every = Math.ceil(wide / pitch);
  const named = rows.flatMap(({ period }, i) => (i % every === 0 ? [{ text: period, x: x(i), y: height + 16 }] : []));
  const withheld = rows.flatMap(({ status }, i) =>
    status === 'withheld' ? [{ text: '–', x: x(i), y: height - 8 }] : [],
  );
  const ticks = rows.map((_, i) => ({ x: x(i), y: height, x2: x(i), y2: height + 4 }));
  const note = withheld.length > 0 ? [textLayer([{ text: '– withheld: small counts', x: 0, y: height + 34 }])] : [];
  return [segmentLayer(ticks, colours.grey, 1), labels([...named, ...withheld], 'center'), ...note];
}

function tableOf(rows: readonly Referral[]): Drawing['table'] {
  return {
    headings: [
      'Period',
      'Referrals',
      'Not appropriate',
      'Share, %',
      'Lower 95% limit',
      'Upper 95% limit',
      'Lower 99.8% limit',
      'Upper 99.8% limit',
      'Signal',
    ],
    rows: rows.map((row) => [
      row.period,
      row.referrals,
      row.inappropriate,
      row.value,
      row.lower95_0cl,
      row.upper95_0cl,
      row.lower99_8cl,
      row.upper99_8cl,
      row.signal ?? row.status,
    ]),
  };
}
