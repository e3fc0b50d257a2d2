/** What one ward's score is made of: parts by domain and indicator that add up to it. */

import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, at, frame, type Layer, type Words } from '../drawing/frame.js';
import { markedLine } from '../drawing/rows.js';
import { colours, needColours, shorten, sizes, textWidth } from '../drawing/style.js';
import { segmentLayer } from '../map/layers.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { byRank, spokenOf } from '../telling/wards.js';
import { decimal, indexName, namesIn } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_domain', 'mart_indicator', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Scored = MartRow<'mart_index'> & { readonly score: number; readonly base: number };

/** A domain, or an indicator under it. */
export interface Part {
  readonly title: string;
  readonly part: number;
  readonly isDomain: boolean;
}

/** Bars from the average ward, domains in order of what they add, each with its indicators. */
export const indexDecomposition = defineChart({
  name: 'index-decomposition',
  title: 'What a ward’s score is made of',
  about: 'ward',
  reads,
  draw(rows, size, wanted) {
    const assessment = rows.mart_assessment[0];
    const ward = wardOf(rows.mart_index, wanted);
    const parts = ward ? partsOf(rows, ward.ward) : [];
    if (!assessment || !ward || parts.length === 0) return undefined;
    const name = spokenOf(rows.mart_index).get(ward.ward) ?? ward.ward_name;
    const drawn: Words = {
      title: partsFinding(name, ward.score - ward.base, parts),
      subtitle: subtitleOf(assessment, ward, name, parts),
      foot: footOf(
        assessment,
        publishersOf(rows.mart_indicator_list),
        '',
        qualityOf(inIndex(rows.mart_indicator_list)),
      ),
    };
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(parts, size)),
      alt: `Bar chart of what the score of ${name} on the ${indexName(assessment.index_title)} is made of, by domain and indicator. ${drawn.title}.${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: tableOf(ward, parts),
    };
  },
});

/** The ward asked for, or the one ranked first. */
function wardOf(index: Rows['mart_index'], wanted: string | undefined): Scored | undefined {
  const ward = wanted === undefined ? byRank(index)[0] : index.find((row) => row.ward === wanted);
  const { score, base } = ward ?? { score: null, base: null };
  return ward && score !== null && base !== null ? { ...ward, score, base } : undefined;
}

/** Domains by what they add, the most first; under each its indicators in the same order. */
export function partsOf(
  { mart_domain, mart_indicator }: Pick<Rows, 'mart_domain' | 'mart_indicator'>,
  ward: string,
): Part[] {
  const largest = <T extends { readonly contribution: number | null }>(rows: readonly T[]) =>
    rows
      .flatMap((row) => (row.contribution === null ? [] : [{ ...row, part: row.contribution }]))
      .sort((a, b) => b.part - a.part);
  const own = mart_indicator.filter(({ area_level, area }) => area_level === 'ward' && area === ward);
  return largest(mart_domain.filter((row) => row.ward === ward)).flatMap(({ domain, domain_title, part }) => [
    { title: domain_title, part, isDomain: true },
    ...largest(own.filter((row) => row.domain === domain)).map((row) => ({
      title: row.title,
      part: row.part,
      isDomain: false,
    })),
  ]);
}

const points = (n: number): string => decimal(n, 2);

/** The domain that tells most in the direction in which the ward stands from the average one. */
export function partsFinding(name: string, distance: number, parts: readonly Part[]): string {
  const domains = parts.filter(({ isDomain }) => isDomain);
  const up = distance >= 0;
  const [most] = [...domains].sort((a, b) => (up ? b.part - a.part : a.part - b.part));
  if (!most || Math.abs(distance) < 0.005) return `${name} scores as the average ward does`;
  const verb = up ? 'adds most to' : 'takes most from';
  const stands = `it stands ${up ? 'above' : 'below'} the average ward`;
  const [part, all] = [Math.abs(most.part), Math.abs(distance)];
  const subject = namesIn([most.title]);
  return part <= all
    ? `${subject} ${verb} the score of ${name}: ${points(part)} of the ${points(all)} by which ${stands}`
    : `${subject} ${verb} the score of ${name}: ${points(part)}, where ${stands} by ${points(all)}`;
}

function subtitleOf(
  { index_title, area_name }: Rows['mart_assessment'][number],
  { score, base, rank, of }: Scored,
  name: string,
  parts: readonly Part[],
): string {
  const said = [
    `${indexName(index_title)}, ${name}, ${area_name}: score ${points(score)}, rank ${rank} of ${of}`,
    Math.abs(base) < 0.005
      ? 'Bars are what each domain, and in it each indicator, adds to the score or takes from it; together they make the score'
      : `Bars are what each domain, and in it each indicator, adds to the ${points(base)} of the average ward or takes from it; together they make the score`,
    parts.every(({ isDomain }) => isDomain)
      ? 'Domains are ranked before they are added up, so indicators cannot be told apart'
      : '',
  ];
  return `${said.filter(Boolean).join('. ')}.`;
}

/** On a phone a name stands above its bar. */
function plotOf(parts: readonly Part[], size: Size) {
  const { width, text } = sizes[size];
  const above = size === 'phone';
  const pitch = above ? 36 : 19;
  const indent = 14;
  const says = parts.map(({ part }) => `${part > 0 ? '+' : ''}${points(part)}`);
  const right = Math.ceil(Math.max(...says.map((say) => textWidth(say, text, 600)))) + 12;
  const widest = Math.max(
    ...parts.map(({ title, isDomain }) => textWidth(title, text, isDomain ? 600 : 400) + (isDomain ? 0 : indent)),
  );
  const left = above ? 0 : Math.ceil(Math.min(widest + 14, width * 0.58));
  const plotWidth = width - left - right;
  const values = parts.map(({ part }) => part);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const place = (value: number) => ((value - low) / (high - low || 1)) * plotWidth;
  const rows = parts.map(({ title, part, isDomain }, i) => {
    const middle = (i + (above ? 0.72 : 0.5)) * pitch;
    const half = isDomain ? 6.5 : 4.5;
    const shade = part >= 0 ? [colours.blue, needColours[2]] : [colours.grey, '#A9AEB1'];
    const room = above ? width - right - indent : left - 14 - (isDomain ? 0 : indent);
    return {
      text: shorten(title, room / (isDomain ? 1.04 : 1), text),
      says: says[i] ?? '',
      fill: shade[isDomain ? 0 : 1] ?? colours.blue,
      x: Math.min(place(0), place(part)),
      x2: Math.max(place(0), place(part)),
      y: middle - half,
      y2: middle + half,
      middle,
      nameX: -left + (isDomain ? 0 : indent),
      nameY: above ? (i + 0.25) * pitch : middle,
      edge: width - left,
      isDomain,
    };
  });
  const height = parts.length * pitch;
  return {
    height,
    left,
    right,
    top: 26,
    bottom: 6,
    layers: [
      barLayer(rows),
      ...([true, false] as const).flatMap((domain) =>
        wordLayers(
          rows.filter(({ isDomain }) => isDomain === domain),
          domain,
        ),
      ),
      ...zeroLine(
        place(0),
        rows.map(({ middle }) => middle),
        height,
        plotWidth,
        size,
      ),
    ],
  };
}

/** The average ward's line, broken on a phone where names stand in its way. */
function zeroLine(x: number, middles: readonly number[], height: number, width: number, size: Size): Layer[] {
  const [line, name] = markedLine('average ward', x, height, width, size);
  const pieces = middles.map((y) => ({ x, x2: x, y: y - 9, y2: y + 9 }));
  const drawn = size === 'phone' ? segmentLayer(pieces, colours.blue, 1.5) : line;
  return [drawn, name].filter((layer) => layer !== undefined);
}

type Row = {
  readonly text: string;
  readonly says: string;
  readonly nameX: number;
  readonly nameY: number;
  readonly middle: number;
  readonly edge: number;
};

const barLayer = (values: readonly object[]): Layer => ({
  data: { values: [...values] },
  mark: { type: 'rect' },
  encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
});

function wordLayers(rows: readonly Row[], bold: boolean): Layer[] {
  if (rows.length === 0) return [];
  const fontWeight = bold ? 600 : 400;
  return [
    {
      data: { values: rows.map(({ text, nameX, nameY }) => ({ text, nameX, nameY })) },
      mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight },
      encoding: { x: at('nameX'), y: at('nameY'), text: { field: 'text' } },
    },
    {
      data: { values: rows.map(({ says, edge, middle }) => ({ says, edge, middle })) },
      mark: { type: 'text', align: 'right', baseline: 'middle', fontWeight },
      encoding: { x: at('edge'), y: at('middle'), text: { field: 'says' } },
    },
  ];
}

function tableOf({ ward, ward_name, score, base }: Scored, parts: readonly Part[]): Drawing['table'] {
  return {
    headings: ['Ward code', 'Ward', 'Part', 'Kind', 'Adds to the score'],
    rows: [
      [ward, ward_name, 'The average ward', 'base', base],
      ...parts.map(({ title, part, isDomain }) => [ward, ward_name, title, isDomain ? 'domain' : 'indicator', part]),
      [ward, ward_name, 'Score', 'score', score],
    ],
  };
}
