/** The index against what early help finds: whether wards stand in the same order. */
import { earlyHelpQuestions } from '../../models/pathways/early-help.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, at, frame, type Layer, type Words } from '../drawing/frame.js';
import { rules, texts } from '../drawing/panels.js';
import { colours, sizes, textWidth } from '../drawing/style.js';
import { type Agreement, agreementFinding, isShare, type Share } from '../telling/early-help.js';
import { ownFoot } from '../telling/pathway.js';
import { labelsOf } from '../telling/wards.js';
import { indexName } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_early_help', 'mart_early_help_agreement'] as const;
type Rows = Reading<(typeof reads)[number]>;

interface Ward extends Share {
  readonly label: string;
  readonly score: number;
}

export const earlyHelpIndex = defineChart({
  name: 'early-help-index',
  title: 'Early-help assessments against the index',
  reads,
  draw(rows, size) {
    const [assessment] = rows.mart_assessment;
    const agreement = rows.mart_early_help_agreement.find(({ value }) => value !== null);
    if (!assessment || !agreement) return undefined;
    const wards = wardsOf(rows, agreement);
    const words: Words = {
      title: agreementFinding(agreement),
      subtitle: `Per cent of early-help assessments in which ${earlyHelpQuestions[agreement.question].title}, ${agreement.period}, with 95% intervals, by score in the ${indexName(assessment.index_title)}; wards of ${assessment.area_name}. The order of wards is compared, by Spearman’s rank correlation.`,
      foot: ownFoot(assessment, 'the council’s own early-help assessments, and the sources of the index'),
    };
    return {
      ...words,
      spec: frame(words, size, plotOf(wards, size)),
      alt: `Scatter plot of wards by score in the index and by share of early-help assessments. ${words.title}.`,
      table: tableOf(wards),
    };
  },
});

function wardsOf({ mart_index: index, mart_early_help: all }: Rows, { question, period }: Agreement): Ward[] {
  const labels = labelsOf(index);
  const scores = new Map(index.map(({ ward, score }) => [ward, score]));
  return all.filter(isShare).flatMap((row) => {
    const score = scores.get(row.area) ?? null;
    const here = row.area_level === 'ward' && row.question === question && row.period === period;
    return here && score !== null ? [{ ...row, label: labels.get(row.area) ?? row.area_name, score }] : [];
  });
}

function plotOf(wards: readonly Ward[], size: Size) {
  const { text, width } = sizes[size];
  const [left, right, height] = [44, 12, size === 'phone' ? 240 : 280];
  const plot = width - left - right;
  const scores = wards.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const most = Math.min(100, 10 * Math.ceil((Math.max(...wards.map(({ upper95_0cl }) => upper95_0cl)) + 1) / 10));
  const x = (score: number): number => 8 + ((score - low) / (high - low || 1)) * (plot - 16);
  const y = (value: number): number => height * (1 - value / most);
  const step = most > 50 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  return {
    height,
    left,
    right,
    top: 10,
    bottom: 28,
    layers: [
      rules(
        ticks.map((t) => ({ x: 0, y: y(t), x2: plot, y2: y(t) })),
        colours.pale,
        1,
      ),
      texts(
        ticks.map((t) => ({ words: `${t}%`, x: -8, y: y(t) })),
        'right',
      ),
      rules(
        wards.map((one) => ({ x: x(one.score), y: y(one.lower95_0cl), x2: x(one.score), y2: y(one.upper95_0cl) })),
        colours.grey,
        1.25,
      ),
      points(wards.map((one) => ({ x: x(one.score), y: y(one.value), fill: colours.blue }))),
      ...nameLayers(
        endsOf(wards).map(({ label, score, edge, off }) => ({ words: label, x: x(score), y: y(edge) + off })),
        plot,
        text,
      ),
      texts([{ words: 'less need by the index', x: 0, y: height + 16 }]),
      texts([{ words: 'more need', x: plot, y: height + 16 }], 'right'),
    ],
  };
}

/** The two ends of what is noted, for somebody who knows the wards to think about: named beyond their intervals. */
function endsOf(wards: readonly Ward[]) {
  const ordered = [...wards].sort((a, b) => b.value - a.value || (a.area < b.area ? -1 : 1));
  const [most, least] = [ordered[0], ordered.at(-1)];
  if (!most || !least || most === least) return [];
  return [
    { label: most.label, score: most.score, edge: most.upper95_0cl, off: -10 },
    { label: least.label, score: least.score, edge: least.lower95_0cl, off: 11 },
  ];
}

/** Kept inside the plot, with a white edge. */
function nameLayers(names: readonly { words: string; x: number; y: number }[], plot: number, text: number): Layer[] {
  const placed = names.map(({ words, x, y }) => {
    const half = textWidth(words, text, 600) / 2;
    return { words, x: Math.min(plot - half, Math.max(half, x)), y };
  });
  return [
    {
      data: { values: placed },
      mark: { type: 'text', baseline: 'middle', fontWeight: 600, stroke: colours.white, strokeWidth: 4 },
      encoding: { x: at('x'), y: at('y'), text: { field: 'words' } },
    },
    texts(placed, 'center', 600),
  ];
}

const points = (values: readonly { x: number; y: number; fill: string }[]): Layer => ({
  data: { values: [...values] },
  mark: {
    type: 'point',
    shape: 'circle',
    filled: true,
    size: 62,
    opacity: 1,
    stroke: colours.white,
    strokeWidth: 0.75,
  },
  encoding: { x: at('x'), y: at('y'), fill: asIs('fill') },
});

const tableOf = (wards: readonly Ward[]): Drawing['table'] => ({
  headings: ['Code', 'Ward', 'Score in the index', 'Assessments', '%', 'Lower 95%', 'Upper 95%'],
  rows: [...wards]
    .sort((a, b) => b.score - a.score || (a.area < b.area ? -1 : 1))
    .map((one) => [one.area, one.label, one.score, one.assessments, one.value, one.lower95_0cl, one.upper95_0cl]),
});
