/** How many people are in two groups at once: a bar for each two, and below it a mark at each of the two. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { asIs, at, frame, type Layer, type Words } from '../drawing/frame.js';
import { hatchBox } from '../drawing/heat.js';
import { rules, texts } from '../drawing/panels.js';
import { colours, shorten, sizes, textWidth, wrap } from '../drawing/style.js';
import { segmentLayer } from '../map/layers.js';
import { ownFoot } from '../telling/pathway.js';
import { count, counted, decimal } from '../telling/words.js';

type Row = MartRow<'mart_cohort'>;

/** Heights of the bars and of a row of marks, whose name may take two lines; and the least width of a column. */
const [barRoom, oneLine, twoLines] = [150, 24, 40];
const columnRoom = (size: Size): number => (size === 'phone' ? 25 : 38);

export const cohortOverlap = defineChart({
  name: 'cohort-overlap',
  title: 'How groups of families overlap',
  reads: ['mart_assessment', 'mart_cohort'],
  draw({ mart_assessment: [assessment], mart_cohort: all }, size) {
    const whole = wholeGroup(all);
    const groups = all
      .filter((row) => row.also_in === '' && row.cohort !== whole?.cohort)
      .sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || (a.cohort < b.cohort ? -1 : 1));
    const pairs = pairsOf(all, whole);
    if (!assessment || pairs.length === 0 || groups.length < 2) return undefined;
    const left = leftRoom(groups, size);
    const fits = Math.max(2, Math.floor((sizes[size].width - left) / columnRoom(size)));
    const shown = pairs.slice(0, fits);
    const words: Words = {
      title: overlapFinding(all),
      subtitle: subtitleOf(assessment.area_name, whole, pairs, shown.length),
      foot: ownFoot(assessment, 'the council’s own lists of people known to services'),
    };
    return {
      ...words,
      spec: frame(words, size, plotOf(shown, groups, left, size)),
      alt: `Bars of how many people are in two groups at once, for ${counted(pairs.length, 'pair')} of ${counted(groups.length, 'group')}. ${words.title}.`,
      table: tableOf(all),
    };
  },
});

/** The group that everybody in every other group is in too, if there is one: nothing is to be seen of who is in it. */
export function wholeGroup(rows: readonly Row[]): Row | undefined {
  const sizes = rows.filter(({ also_in }) => also_in === '');
  const inBoth = (a: Row, b: Row) =>
    rows.find(({ cohort, also_in }) => [a.cohort, b.cohort].includes(cohort) && [a.cohort, b.cohort].includes(also_in));
  return sizes.find(
    (one) =>
      one.people !== null &&
      sizes.length > 2 &&
      sizes.every((other) => other === one || (other.people !== null && inBoth(one, other)?.people === other.people)),
  );
}

/** Pairs without it, the most people first and those that are withheld last. */
const pairsOf = (rows: readonly Row[], whole: Row | undefined): Row[] =>
  rows
    .filter(
      (row) =>
        row.also_in !== '' &&
        row.status !== 'does_not_add_up' &&
        ![row.cohort, row.also_in].includes(whole?.cohort ?? ''),
    )
    .sort(
      (a, b) =>
        (b.people ?? -1) - (a.people ?? -1) || (`${a.cohort} ${a.also_in}` < `${b.cohort} ${b.also_in}` ? -1 : 1),
    );

/** The largest share that one group has in another: a plain count of everybody, so that it needs no interval. */
export function overlapFinding(rows: readonly Row[]): string {
  const whole = wholeGroup(rows);
  const shares = pairsOf(rows, whole).flatMap((row) => [
    { of: row.cohort, also: row.also_in, share: row.share_of_cohort, people: row.people },
    { of: row.also_in, also: row.cohort, share: row.share_of_also_in, people: row.people },
  ]);
  const [first] = shares.filter(({ share }) => share !== null).sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  if (!first || first.share === null || first.people === null)
    return 'What the groups have in common is too few to be shown';
  const all = rows.find(({ cohort, also_in }) => cohort === first.of && also_in === '')?.people ?? 0;
  const of = `${first.people.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`;
  return `${decimal(first.share, 0)}% of those in ‘${first.of}’ are also in ‘${first.also}’ (${of})`;
}

function subtitleOf(area: string, whole: Row | undefined, pairs: readonly Row[], shown: number): string {
  const withheld = pairs.filter(({ people }) => people === null).length;
  const parts = [
    `People in both groups, whether or not in others too, ${area}`,
    whole ? `All are among the ${whole.people?.toLocaleString('en-GB')} in ‘${whole.cohort}’` : '',
    shown < pairs.length ? `The ${count(shown)} largest overlaps of ${count(pairs.length)} are shown` : '',
    withheld > 0 ? `${withheld === 1 ? 'One overlap is' : `${count(withheld)} overlaps are`} withheld` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const sizeText = ({ people }: Row): string => (people === null ? 'withheld' : people.toLocaleString('en-GB'));

/** A group's name in one line or two, and its size. */
function namedIn(group: Row, left: number, text: number) {
  const own = sizeText(group);
  const room = left - textWidth(own, text, 600) - 22;
  const [first = '', ...rest] = wrap(group.cohort, room, text);
  const lines = rest.length > 0 ? [first, shorten(rest.join(' '), room, text)] : [shorten(first, room, text)];
  return { lines, own };
}

function leftRoom(groups: readonly Row[], size: Size): number {
  const { text, width } = sizes[size];
  const longest = Math.max(...groups.map((group) => textWidth(`${group.cohort}  ${sizeText(group)}`, text)));
  return Math.ceil(Math.min(longest + 18, width * (size === 'phone' ? 0.52 : 0.46)));
}

function plotOf(pairs: readonly Row[], groups: readonly Row[], left: number, size: Size) {
  const { text, width } = sizes[size];
  const most = Math.max(1, ...pairs.map(({ people }) => people ?? 0));
  const column = Math.min(56, (width - left) / pairs.length);
  const x = (i: number): number => (i + 0.5) * column;
  const bar = Math.min(30, column * 0.62);
  const boxes = pairs.map(({ people }, i) => ({
    people,
    x: x(i) - bar / 2,
    x2: x(i) + bar / 2,
    y: barRoom - (people === null ? 26 : Math.max(1, (people / most) * (barRoom - 20))),
    y2: barRoom,
  }));
  const names = groups.map((group) => namedIn(group, left, text));
  const pitch = names.some(({ lines }) => lines.length > 1) ? twoLines : oneLine;
  const line = (g: number): number => barRoom + 10 + pitch / 2 + g * pitch;
  const place = new Map(groups.map(({ cohort }, g) => [cohort, g]));
  const marks = pairs.map(({ cohort, also_in }, i) => {
    const at = [place.get(cohort) ?? 0, place.get(also_in) ?? 0].sort((a, b) => a - b);
    return { x: x(i), from: line(at[0] ?? 0), to: line(at[1] ?? 0), at };
  });
  const withheld = boxes.filter(({ people }) => people === null).flatMap((box) => hatchBox(box, 'rising'));
  return {
    height: line(groups.length - 1) + pitch / 2 - 4,
    left,
    right: 0,
    top: 4,
    bottom: 2,
    layers: [
      rects(boxes.filter(({ people }) => people !== null)),
      ...(withheld.length > 0 ? [segmentLayer(withheld, colours.grey, 1)] : []),
      rules([{ x: 0, y: barRoom, x2: column * pairs.length, y2: barRoom }], colours.grey, 1),
      texts(
        boxes.map(({ people, x, x2, y }) => ({
          words: people === null ? '' : people.toLocaleString('en-GB'),
          x: (x + x2) / 2,
          y: y - 9,
        })),
        'center',
      ),
      rules(
        groups.map((_, g) => ({ x: 0, y: line(g), x2: column * pairs.length, y2: line(g) })),
        colours.pale,
        1,
      ),
      dots(
        pairs.flatMap((_, i) => groups.map((_, g) => ({ x: x(i), y: line(g), fill: colours.pale }))),
        40,
      ),
      rules(
        marks.map(({ x, from, to }) => ({ x, y: from, x2: x, y2: to })),
        colours.blue,
        2.5,
      ),
      dots(
        marks.flatMap(({ x, at }) => at.map((g) => ({ x, y: line(g), fill: colours.blue }))),
        90,
      ),
      texts(
        names.flatMap(({ lines }, g) =>
          lines.map((words, i) => ({ words, x: -left, y: line(g) + (i - (lines.length - 1) / 2) * (text + 2) })),
        ),
      ),
      texts(
        names.map(({ own }, g) => ({ words: own, x: -12, y: line(g) })),
        'right',
        600,
      ),
      texts([{ words: 'In the group', x: -12, y: barRoom }], 'right'),
    ],
  };
}

const rects = (values: readonly { x: number; x2: number; y: number; y2: number }[]): Layer => ({
  data: { values: values.map(({ x, x2, y, y2 }) => ({ x, x2, y, y2 })) },
  mark: { type: 'rect', color: colours.blue },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' } },
});

const dots = (values: readonly { x: number; y: number; fill: string }[], area: number): Layer => ({
  data: { values: [...values] },
  mark: { type: 'circle', size: area, opacity: 1 },
  encoding: { x: at('x'), y: at('y'), fill: asIs('fill') },
});

function tableOf(rows: readonly Row[]): Drawing['table'] {
  return {
    headings: ['Group', 'Also in', 'People', '% of the group', '% of the other', 'Status'],
    rows: rows.map((row) => [
      ...[row.cohort, row.also_in === '' ? '(all in the group)' : row.also_in, row.people],
      ...[row.share_of_cohort, row.share_of_also_in, row.status.replaceAll('_', ' ')],
    ]),
  };
}
