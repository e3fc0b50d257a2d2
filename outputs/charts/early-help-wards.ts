/** How often early-help assessments note family conflict, by ward, against the whole authority. */
import { earlyHelpQuestions } from '../../models/pathways/early-help.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import {
  along,
  type Domain,
  keyHeight,
  keyLayers,
  labelRoom,
  markedLine,
  mostRows,
  nameRows,
  rowHeight,
  type Sign,
} from '../drawing/rows.js';
import { colours, sizes, textWidth } from '../drawing/style.js';
import { isShare, type Share, shareText } from '../telling/early-help.js';
import { ownFoot } from '../telling/pathway.js';
import { labelsOf } from '../telling/wards.js';
import { count, counted, decimal } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_early_help'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Ward = Share & { readonly label: string };

/** More is neither better nor worse: it can be need, and it can be practice. */
const looks = {
  above: { fill: colours.blue, shape: 'triangle-up' },
  like: { fill: colours.pale, shape: 'circle' },
  below: { fill: colours.turquoise, shape: 'triangle-down' },
} as const;

export const earlyHelpWards = defineChart({
  name: 'early-help-wards',
  title: 'Early-help assessments by ward',
  reads,
  draw(rows, size) {
    const [assessment] = rows.mart_assessment;
    const found = newestByWard(rows);
    if (!assessment || !found || found.wards.length < 3) return undefined;
    const { wards, withheld, whole } = found;
    const title = wardsFinding(wards, whole);
    const signs = signsOf(wards, whole, size);
    const wordsOf = (shown: number): Words => ({
      title,
      subtitle: `Per cent of early-help assessments in which ${earlyHelpQuestions[whole.question].title}, ${assessment.area_name}, ${whole.period}, with 95% intervals.${shown < wards.length ? ` The ${count(shown)} highest of ${count(wards.length)} wards are shown.` : ''}${withheld > 0 ? ` Withheld: ${counted(withheld, 'ward')}.` : ''}`,
      foot: ownFoot(assessment, 'the council’s own early-help assessments'),
    });
    const shown = mostRows(wards.length, size, roomFor(wordsOf(1), size), 60 + keyHeight(signs, size));
    const words = wordsOf(shown);
    return {
      ...words,
      spec: frame(words, size, plotOf(wards.slice(0, shown), whole, signs, size)),
      alt: `Ranked dot plot of early-help assessments by ward, with 95% intervals and a line for ${whole.area_name}. ${title}.`,
      table: tableOf(rows, whole),
    };
  },
});

/** Of the first question that is known by ward: its newest period, and the authority’s share in it. */
function newestByWard({ mart_early_help: all, mart_index: index }: Rows) {
  const labels = labelsOf(index);
  const wholes = all.filter((row) => row.area_level === 'authority' && row.latest);
  for (const whole of wholes.filter(isShare)) {
    const here = all.filter(
      (row) => row.area_level === 'ward' && row.question === whole.question && row.period === whole.period,
    );
    const wards = here
      .filter(isShare)
      .map((row): Ward => ({ ...row, label: labels.get(row.area) ?? row.area_name }))
      .sort((a, b) => b.value - a.value || (a.area < b.area ? -1 : 1));
    const several = new Set(wholes.map(({ area }) => area)).size > 1;
    if (wards.length > 0 && !several) return { wards, whole, withheld: here.length - wards.length };
  }
  return undefined;
}

/** Set apart only where a ward’s whole interval lies to one side of the authority. */
const sideOf = (ward: Share, whole: Share): keyof typeof looks =>
  ward.lower95_0cl > whole.value ? 'above' : ward.upper95_0cl < whole.value ? 'below' : 'like';

export function wardsFinding(wards: readonly Share[], whole: Share): string {
  const n = (side: keyof typeof looks) => wards.filter((ward) => sideOf(ward, whole) === side).length;
  const said = `In ${shareText(whole)} of early-help assessments ${earlyHelpQuestions[whole.question].title}`;
  if (n('above') + n('below') === 0)
    return `${said}; none of ${counted(wards.length, 'ward')} clearly differs from that`;
  const sides = [
    n('above') > 0 ? `in ${count(n('above'))} of ${counted(wards.length, 'ward')} more often` : '',
    n('below') > 0
      ? `in ${count(n('below'))}${n('above') > 0 ? '' : ` of ${counted(wards.length, 'ward')}`} less often`
      : '',
  ];
  return `${said}; ${sides.filter(Boolean).join(', ')}`;
}

function signsOf(wards: readonly Share[], whole: Share, size: Size): Sign[] {
  const text = { above: 'More often than', like: 'Not told apart from', below: 'Less often than' };
  const name = size === 'phone' ? 'all' : whole.area_name;
  return (['above', 'like', 'below'] as const).flatMap((side) => {
    const n = wards.filter((ward) => sideOf(ward, whole) === side).length;
    return n > 0 ? [{ text: `${text[side]} ${name} (${n})`, ...looks[side] }] : [];
  });
}

function plotOf(wards: readonly Ward[], whole: Share, signs: readonly Sign[], size: Size) {
  const { text, width } = sizes[size];
  const labels = wards.map(({ label }) => label);
  const left = labelRoom(labels, size);
  const says = wards.map(({ value }) => `${decimal(value, 0)}%`);
  const right = Math.ceil(Math.max(...says.map((say) => textWidth(say, text)))) + 12;
  const plotWidth = width - left - right;
  const high = Math.max(whole.value, ...wards.map(({ upper95_0cl }) => upper95_0cl));
  const domain: Domain = [0, Math.min(100, 10 * Math.ceil((high + 1) / 10))];
  const height = wards.length * rowHeight(size);
  const above = keyHeight(signs, size);
  return {
    height,
    left,
    right,
    top: above + 24,
    bottom: 28,
    layers: [
      ...rowLayers(wards, says, whole, { left, edge: width - left, domain }),
      ...markedLine(
        `${whole.area_name} ${decimal(whole.value, 0)}%`,
        (whole.value / domain[1]) * plotWidth,
        height,
        plotWidth,
        size,
      ),
      ...keyLayers(signs, size, -left, -above - 24),
    ],
  };
}

function rowLayers(
  wards: readonly Ward[],
  says: readonly string[],
  whole: Share,
  { left, edge, domain }: { left: number; edge: number; domain: Domain },
): Layer[] {
  const values = wards.map((ward, i) => ({
    label: ward.label,
    value: ward.value,
    lower: ward.lower95_0cl,
    upper: ward.upper95_0cl,
    says: says[i] ?? '',
    ...looks[sideOf(ward, whole)],
  }));
  const y = nameRows(
    wards.map(({ label }) => label),
    left,
  );
  return [
    {
      data: { values },
      mark: { type: 'rule', color: colours.grey, strokeWidth: 1.25 },
      encoding: { y, x: along('lower', domain), x2: { field: 'upper' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 62, opacity: 1, stroke: colours.ink, strokeWidth: 0.75 },
      encoding: { y, x: along('value', domain), fill: asIs('fill'), shape: asIs('shape') },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { y, x: { value: edge }, text: { field: 'says' } },
    },
  ];
}

function tableOf({ mart_early_help: all, mart_index: index }: Rows, { question, period }: Share): Drawing['table'] {
  const labels = labelsOf(index);
  const rows = all.filter((row) => row.question === question && row.period === period);
  return {
    headings: ['Code', 'Area', 'Assessments', 'Yes', '%', 'Lower 95%', 'Upper 95%', 'Status'],
    rows: [...rows]
      .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.area < b.area ? -1 : 1))
      .map((row) => [
        ...[row.area, labels.get(row.area) ?? row.area_name, row.assessments, row.yes],
        ...[row.value, row.lower95_0cl, row.upper95_0cl, row.status],
      ]),
  };
}
