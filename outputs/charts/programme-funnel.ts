/** How far parents come with each programme: enrolled, started, stayed, reached a milestone. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { hatchBox } from '../drawing/heat.js';
import { colours, needColours, sizes, textWidth } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { count, counted, decimal } from '../telling/words.js';

type Uptake = MartRow<'mart_uptake'>;

const steps = [
  { id: 'enrolled', title: 'enrolled', share: null, of: null },
  { id: 'starts', title: 'started', share: 'started', of: 'enrolled' },
  { id: 'retained', title: 'stayed', share: 'stayed', of: 'starts' },
  { id: 'milestones', title: 'reached a milestone', share: 'reached', of: 'starts' },
] as const;

/** Heights of a bar and of a programme with its four, and as many as a page holds. */
const [bar, block, mostProgrammes] = [19, 108, 8];

/** Bars of each programme's newest period. */
export const programmeFunnel = defineChart({
  name: 'programme-funnel',
  title: 'How far parents come with each programme',
  reads: ['mart_assessment', 'mart_uptake'],
  draw({ mart_assessment: [assessment], mart_uptake: uptake }, size) {
    const all = newest(uptake);
    if (!assessment || all.length === 0) return undefined;
    const title = stayFinding(all);
    const periods = [...new Set(all.map(({ period }) => period))].sort();
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `Parents, ${assessment.area_name}, ${periods.join(' and ')}. Started: of those enrolled; stayed and reached a milestone: of those who started, with 95% intervals.${shown < all.length ? ` The ${count(shown)} programmes with most enrolled are shown.` : ''}`,
      foot: ownFoot(assessment, 'the council’s own records of programmes'),
    });
    const room = roomFor(wordsOf(1), size);
    const fitting = room === undefined ? mostProgrammes : Math.max(1, Math.floor((room + 2) / block));
    const rows = all.slice(0, Math.min(mostProgrammes, fitting));
    const words = wordsOf(rows.length);
    return {
      ...words,
      spec: frame(words, size, plotOf(rows, size)),
      alt: `Bars of how many parents enrolled on ${counted(all.length, 'programme')}, started, stayed and reached a milestone. ${title}.`,
      table: tableOf(uptake),
    };
  },
});

/** The newest period of each programme, the most enrolled first. */
export function newest(rows: readonly Uptake[]): Uptake[] {
  const last = new Map<string, Uptake>();
  for (const row of rows) if ((last.get(row.programme)?.period ?? '') < row.period) last.set(row.programme, row);
  return [...last.values()].sort(
    (a, b) => (b.enrolled ?? -1) - (a.enrolled ?? -1) || (a.programme < b.programme ? -1 : 1),
  );
}

/** Who stays most and least: only where their intervals do not meet. */
export function stayFinding(rows: readonly Uptake[]): string {
  const known = rows.flatMap((row) =>
    row.stayed === null
      ? []
      : [{ ...row, stayed: row.stayed, low: row.stayed_lower95_0cl ?? 0, high: row.stayed_upper95_0cl ?? 100 }],
  );
  const [first] = known;
  if (!first) return `How many parents stay is withheld for ${counted(rows.length, 'programme')}`;
  const best = known.reduce((a, b) => (b.stayed > a.stayed ? b : a));
  const least = known.reduce((a, b) => (b.stayed < a.stayed ? b : a));
  const said = (row: (typeof known)[number]) => `${decimal(row.stayed, 0)}% of those who start ‘${row.programme}’ stay`;
  if (best.low > least.high)
    return `${said(best)}, ${decimal(least.stayed, 0)}% of those who start ‘${least.programme}’`;
  if (known.length === 1) return said(first);
  return `Between ${decimal(least.stayed, 0)} and ${decimal(best.stayed, 0)}% of those who start a programme stay; the intervals overlap`;
}

function plotOf(rows: readonly Uptake[], size: Size) {
  const { text, width } = sizes[size];
  const left =
    Math.ceil(Math.max(...steps.map(({ title }) => textWidth(size === 'phone' ? short(title) : title, text)))) + 10;
  const room = size === 'phone' ? 128 : 170;
  const most = Math.max(1, ...rows.flatMap((row) => steps.map(({ id }) => row[id] ?? 0)));
  const scale = (width - left - room) / most;
  const bars = rows.flatMap((row, i) =>
    steps.map((step, j) => {
      const n = row[step.id];
      const y = i * block + 24 + j * bar;
      return {
        n,
        y,
        y2: y + bar - 3,
        x: 0,
        x2: n === null ? 34 : Math.max(1, n * scale),
        fill: needColours[j] ?? colours.pale,
        says: saidOf(row, step, size),
        name: size === 'phone' ? short(step.title) : step.title,
      };
    }),
  );
  const withheld = bars.filter(({ n }) => n === null).flatMap((box) => hatchBox(box, 'rising'));
  return {
    height: rows.length * block - 10,
    left,
    right: 0,
    top: 4,
    bottom: 4,
    layers: [
      textLayer(
        rows.map((row, i) => ({ text: `${row.programme}, ${row.period}`, x: -left, y: i * block + 10 })),
        600,
      ),
      rects(bars.filter(({ n }) => n !== null)),
      ...(withheld.length > 0 ? [segmentLayer(withheld, colours.grey, 1)] : []),
      textLayer(bars.map(({ name, y, y2 }) => ({ text: name, x: -left, y: (y + y2) / 2 }))),
      textLayer(bars.map(({ says, x2, y, y2 }) => ({ text: says, x: x2 + 6, y: (y + y2) / 2 }))),
    ],
  };
}

const short = (title: string): string => (title === 'reached a milestone' ? 'milestone' : title);

const rects = (values: readonly { x: number; x2: number; y: number; y2: number; fill: string }[]): Layer => ({
  data: { values: values.map(({ x, x2, y, y2, fill }) => ({ x, x2, y, y2, fill })) },
  mark: { type: 'rect' },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
});

/** "118 · 81% (74 to 86%)". */
function saidOf(row: Uptake, { id, share }: (typeof steps)[number], size: Size): string {
  const n = row[id];
  if (n === null) return 'withheld';
  const value = share && row[share];
  if (!share || value === null) return n.toLocaleString('en-GB');
  const [low, high] = [row[`${share}_lower95_0cl`] ?? 0, row[`${share}_upper95_0cl`] ?? 100];
  const range = `(${decimal(low, 0)}${size === 'phone' ? '–' : ' to '}${decimal(high, 0)}%)`;
  return `${n.toLocaleString('en-GB')} · ${decimal(value, 0)}% ${range}`;
}

function tableOf(rows: readonly Uptake[]): Drawing['table'] {
  return {
    headings: [
      'Programme',
      'Period',
      'Enrolled',
      'Started',
      'Stayed',
      'Milestone',
      'Started, %',
      'Stayed, %',
      'Stayed, % at least',
      'Stayed, % at most',
      'Milestone, %',
    ],
    rows: rows.map((row) => [
      row.programme,
      row.period,
      row.enrolled,
      row.starts,
      row.retained,
      row.milestones,
      row.started,
      row.stayed,
      row.stayed_lower95_0cl,
      row.stayed_upper95_0cl,
      row.reached,
    ]),
  };
}
