/** Scores before and after programmes: two dots for each, and the interval of the change about the second. */
import { type Drawing, defineChart, type Size } from '../define.js';
import { frame, roomFor, type Words } from '../drawing/frame.js';
import { type Drawn, groupLayers, groupRoom, isDrawn, looks, nameOf, rowRoom } from '../drawing/outcome-layers.js';
import { keyHeight, keyLayers, type Sign } from '../drawing/rows.js';
import { colours, sizes, textWidth } from '../drawing/style.js';
import { grouped } from '../report/figures.js';
import { changeText, judgementWords, type Outcome, outcomeFinding, timeWords } from '../telling/outcome.js';
import { ownFoot } from '../telling/pathway.js';
import { capital, counted } from '../telling/words.js';

/** As many as a page holds. */
const mostRows = 24;

export const outcomeChange = defineChart({
  name: 'outcome-change',
  title: 'Scores before and after programmes',
  reads: ['mart_assessment', 'mart_outcome'],
  draw({ mart_assessment: [assessment], mart_outcome: all }, size) {
    const known = all.filter(isDrawn);
    if (!assessment || known.length === 0) return undefined;
    const title = outcomeFinding(all);
    const wordsOf = (rows: readonly Drawn[]): Words => ({
      title,
      subtitle: subtitleOf(assessment.area_name, rows, all),
      foot: ownFoot(assessment, 'the council’s own questionnaires'),
    });
    const signs = signsOf(known);
    const room = roomFor(wordsOf(known), size);
    const rows = fitting(known, size, room === undefined ? undefined : room - keyHeight(signs, size));
    const words = wordsOf(rows);
    return {
      ...words,
      spec: frame(words, size, plotOf(rows, signs, size)),
      alt: `Dots of mean scores before and after programmes, by questionnaire, with the 95% interval of each change. ${title}.`,
      table: tableOf(all),
    };
  },
});

function subtitleOf(area: string, rows: readonly Drawn[], all: readonly Outcome[]): string {
  const few = all.filter(({ status }) => status === 'withheld').length;
  const left = all.length - rows.length - few;
  const unpaired = rows.filter(({ basis }) => basis === 'unpaired').length;
  const parts = [
    `Mean scores of those who took part, ${area}; the line about the second mark is the 95% interval of the change`,
    unpaired === rows.length
      ? 'Nobody’s two answers are known to be theirs: intervals are as of other people'
      : unpaired > 0
        ? `† People’s two answers are not known to be theirs: the interval is as of other people`
        : '',
    rows.some(({ reliability }) => reliability === 'small_numbers') ? '* Fewer than 30 people: treat with caution' : '',
    few > 0 ? `${capital(counted(few, 'comparison'))} ${few === 1 ? 'is' : 'are'} of too few people to be shown` : '',
    left > 0 ? `${capital(counted(left, 'more', 'more'))} ${left === 1 ? 'is' : 'are'} in the table` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

/** Questionnaires with the most rows first; whole rows are left out where there is no room. */
function fitting(rows: readonly Drawn[], size: Size, room: number | undefined): Drawn[] {
  const kept: Drawn[] = [];
  for (const row of groupsOf(rows).flat()) {
    const heads = groupsOf([...kept, row]).length;
    const taken = (kept.length + 1) * rowRoom(size) + heads * groupRoom;
    if (kept.length < mostRows && (room === undefined || taken <= room || kept.length === 0)) kept.push(row);
  }
  return kept;
}

const groupsOf = (rows: readonly Drawn[]): Drawn[][] =>
  grouped(rows, (row) => `${row.measure_title} ${row.cutoff}`)
    .map((group) => [...group])
    .sort((a, b) => b.length - a.length || ((a[0]?.measure_title ?? '') < (b[0]?.measure_title ?? '') ? -1 : 1));

const signsOf = (rows: readonly Drawn[]): Sign[] => [
  { text: 'Before', fill: colours.white, shape: 'circle' },
  ...(Object.keys(looks) as (keyof typeof looks)[])
    .filter((kind) => rows.some(({ judgement }) => judgement === kind))
    .map((kind) => ({
      text: kind === 'not_told' ? capital(judgementWords[kind]) : `After: ${judgementWords[kind]}`,
      ...looks[kind],
    })),
];

function plotOf(rows: readonly Drawn[], signs: readonly Sign[], size: Size) {
  const { text, width } = sizes[size];
  const says = rows.map(changeText);
  const right = Math.ceil(Math.max(...says.map((say) => textWidth(say, text)))) + 10;
  const names = Math.ceil(Math.max(...rows.map((row) => textWidth(nameOf(row), text)))) + 12;
  const left = size === 'phone' ? 8 : Math.min(names, Math.round(width * 0.44));
  const plot = width - left - right;
  const top = keyHeight(signs, size) + 4;
  let y = 0;
  const layers = groupsOf(rows).flatMap((group) => {
    const start = y;
    y += group.length * rowRoom(size) + groupRoom;
    return groupLayers(group, { y: start, left, plot, size });
  });
  return { height: y - 14, left, right, top, bottom: 0, layers: [...layers, ...keyLayers(signs, size, -left, -top)] };
}

function tableOf(rows: readonly Outcome[]): Drawing['table'] {
  return {
    headings: [
      ...[
        'Programme',
        'Questionnaire',
        'When',
        'Answered before',
        'Compared',
        'Same people',
        'Mean before',
        'Mean after',
      ],
      ...[
        'Change',
        'Lower 95%',
        'Upper 95%',
        'Change in standard deviations',
        'Lower 95%',
        'Upper 95%',
        'Against before',
      ],
      ...['At the cut-off before, %', 'After, %'],
    ],
    rows: rows.map((row) => [
      ...[
        row.programme,
        row.measure_title,
        timeWords[row.timepoint],
        row.n_before,
        row.n,
        row.basis === 'paired' ? 'yes' : 'not known',
      ],
      ...[row.mean_before, row.mean_after, row.change, row.lower95_0cl, row.upper95_0cl],
      ...[row.effect, row.effect_lower95_0cl, row.effect_upper95_0cl],
      row.judgement === null ? row.status : judgementWords[row.judgement],
      ...[row.over_before, row.over_after],
    ]),
  };
}
