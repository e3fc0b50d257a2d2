/** One ward on every indicator, each on an axis of its own: England in the middle, more need to the left, less to the right. */

import type { MartRow } from '../../models/marts.js';
import { quantileOf } from '../../models/statistics/quantile-of.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { frame, type Words } from '../drawing/frame.js';
import { markOf, modelledWords } from '../drawing/marks.js';
import { keyHeight, keyLayers, type Sign } from '../drawing/rows.js';
import { boxes, dots, middle, words } from '../drawing/spine-layers.js';
import { colours, shorten, sizes, textWidth } from '../drawing/style.js';
import { footOf, publishersOf } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import { byRank, spokenOf } from '../telling/wards.js';
import { capital, count, counted, figure } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_indicator', 'mart_indicator_list'] as const;
type Rows = Reading<(typeof reads)[number]>;
type Figure = MartRow<'mart_indicator'>;

/** An indicator of the ward, places on its axis from −1 (most need) to 1, 0 the country. */
export interface Vertebra {
  readonly figure: Figure & { readonly value: number };
  readonly title: string;
  readonly country: number;
  readonly place: number;
  readonly worst: number;
  readonly best: number;
  /** The middle half of the wards, from the side of more need. */
  readonly quarters: readonly [number, number];
}

/** Spine chart, after those of Fingertips. */
export const spine = defineChart({
  name: 'spine',
  title: 'One ward on every indicator, against the country',
  about: 'ward or zone',
  reads,
  draw(rows, size, wanted) {
    const assessment = rows.mart_assessment[0];
    const area = wanted ?? byRank(rows.mart_index)[0]?.ward ?? '';
    const bones = vertebrae(rows.mart_indicator, area);
    const [first] = bones;
    if (!assessment || !first) return undefined;
    const name = spokenOf(rows.mart_index).get(area) ?? first.figure.area_name;
    const country = assessment.benchmark_name;
    const without =
      rows.mart_indicator.filter((row) => row.area === area && row.direction !== 'none' && row.value !== null).length -
      bones.length;
    const rated = rows.mart_indicator_list.filter((row) =>
      bones.some(({ figure }) => figure.indicator === row.indicator),
    );
    const drawn: Words = {
      title: spineFinding(name, country, bones),
      subtitle: subtitleOf(name, assessment, bones, without),
      foot: footOf(assessment, publishersOf(rows.mart_indicator_list), '', qualityOf(rated)),
    };
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(bones, country, size)),
      alt: `Spine chart of ${counted(bones.length, 'indicator')} for ${name}, each against ${country} and the ${first.figure.area_level === 'ward' ? 'other ' : ''}wards of ${assessment.area_name}. ${drawn.title}.${qualityAfter(rated)}`,
      table: tableOf(bones, name, country),
    };
  },
});

/** Indicators with a direction, in their order, that have a figure for the ward or zone and for the country. */
export function vertebrae(figures: readonly Figure[], wanted: string): Vertebra[] {
  const byIndicator = new Map<string, Figure[]>();
  for (const row of figures) {
    if (row.direction === 'none') continue;
    const known = byIndicator.get(row.indicator);
    if (known) known.push(row);
    else byIndicator.set(row.indicator, [row]);
  }
  return [...byIndicator.values()]
    .flatMap((rows) => {
      const own = rows.find(({ area_level, area }) => ['ward', 'zone'].includes(area_level) && area === wanted);
      const country = rows.find(({ area_level }) => area_level === 'country')?.value ?? null;
      const wards = rows.flatMap(({ area_level, value }) => (area_level === 'ward' && value !== null ? [value] : []));
      return own && own.value !== null && country !== null
        ? [vertebra({ ...own, value: own.value }, country, wards)]
        : [];
    })
    .sort((a, b) => a.figure.position - b.figure.position);
}

/** The axis reaches as far as the ward that is furthest from the country, on either side. */
function vertebra(own: Vertebra['figure'], country: number, wards: readonly number[]): Vertebra {
  const span = Math.max(...wards.map((value) => Math.abs(value - country))) || 1;
  const turn = own.direction === 'higher' ? -1 : 1;
  const place = (value: number) => (turn * (value - country)) / span;
  const places = wards.map(place);
  const plain = own.unit === '%' || own.unit === 'score' || own.unit === '';
  return {
    figure: own,
    title: plain ? own.title : `${own.title}, ${own.unit}`,
    country,
    place: place(own.value),
    worst: Math.min(...places),
    best: Math.max(...places),
    quarters: [quantileOf(places, 0.25), quantileOf(places, 0.75)],
  };
}

/** On how many indicators the intervals set the ward apart from the country. */
export function spineFinding(name: string, country: string, bones: readonly Vertebra[]): string {
  const compared = bones.filter(({ figure }) => figure.comparison !== 'not_compared');
  const n = (kind: Figure['judgement']) => compared.filter(({ figure }) => figure.judgement === kind).length;
  if (compared.length === 0) return `${name} on ${counted(bones.length, 'indicator')}`;
  const [more, less] = [n('worse'), n('better')];
  const of = `of ${counted(compared.length, 'indicator')} compared`;
  if (more === 0 && less === 0) return `${name} is similar to ${country} on all ${of.replace('of ', '')}`;
  const opening =
    more > 0
      ? `more need than ${country} on ${count(more)} ${of}`
      : `less need than ${country} on ${count(less)} ${of}`;
  return `${name} has ${opening}${more > 0 && less > 0 ? ` and less on ${count(less)}` : ''}`;
}

function subtitleOf(
  name: string,
  { benchmark_name, area_name }: Rows['mart_assessment'][number],
  bones: readonly Vertebra[],
  without: number,
): string {
  const modelled = bones.filter(({ figure }) => figure.status === 'modelled').length;
  const parts = [
    `Each indicator of need in ${name} on an axis of its own: ${benchmark_name} in the middle, more need to the left, less to the right`,
    `The pale bar holds all wards of ${area_name}, the dark one the middle half of them`,
    modelled > 0 ? modelledWords(modelled, bones.length) : '',
    without > 0 ? `${capital(counted(without, 'indicator'))} without a figure for ${benchmark_name}` : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const kinds = {
  worse: 'More need than',
  similar: 'Similar to',
  better: 'Less need than',
  not_compared: 'Not compared',
} as const;

/** The kinds that occur, by 95 % intervals. */
const keyOf = (bones: readonly Vertebra[], country: string): Sign[] =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => {
    const n = bones.filter(({ figure }) => figure.judgement === kind).length;
    const { fill, shape } = markOf(kind, 'measured');
    const words = kind === 'not_compared' ? kinds[kind] : `${kinds[kind]} ${country}`;
    return n > 0 ? [{ text: `${words} (${n})`, fill, shape }] : [];
  });

const edge = 7;

/** On a phone names stand above their axes. */
function plotOf(bones: readonly Vertebra[], country: string, size: Size) {
  const { width, text } = sizes[size];
  const above = size === 'phone';
  const pitch = above ? 40 : 22;
  const sign = ({ figure: { unit } }: Vertebra) => (unit === '%' ? unit : '');
  const own = bones.map((bone) => figure(bone.figure.value, sign(bone)));
  const theirs = bones.map((bone) => figure(bone.country, sign(bone)));
  const column = (heading: string, says: readonly string[]) =>
    Math.ceil(Math.max(textWidth(heading, text, 600), ...says.map((say) => textWidth(say, text)))) + 12;
  const kind = bones[0]?.figure.area_level ?? 'ward';
  const [first, second] = [column(kind, own), column(country, theirs)];
  const names = above ? 0 : Math.min(Math.max(...bones.map(({ title }) => textWidth(title, text))) + 12, width * 0.48);
  const left = Math.ceil(names + first + second + 6);
  const axis = width - left - 8;
  const signs = keyOf(bones, country);
  const key = keyHeight(signs, size);
  const top = key + 28;
  const rows = bones.map((bone, i) => {
    const y = (i + (above ? 0.72 : 0.5)) * pitch;
    // Marks at the ends stay clear of the figures beside them.
    const x = (place: number) => edge + ((place + 1) / 2) * (axis - 2 * edge);
    const { figure: row, worst, best, quarters, title } = bone;
    return {
      text: shorten(title, above ? width : names - 12, text),
      nameX: -left,
      nameY: above ? (i + 0.25) * pitch : y,
      y,
      own: own[i] ?? '',
      ownX: -second - 6,
      theirs: theirs[i] ?? '',
      theirsX: -6,
      all: { x: x(worst), x2: x(best), y: y - 6, y2: y + 6 },
      half: { x: x(quarters[0]), x2: x(quarters[1]), y: y - 6, y2: y + 6 },
      dot: { x: x(bone.place), y, ...markOf(row.judgement, row.status) },
    };
  });
  const height = bones.length * pitch;
  return {
    height,
    left,
    right: 8,
    top,
    bottom: 4,
    layers: [
      boxes(
        rows.map(({ all }) => all),
        colours.pale,
      ),
      boxes(
        rows.map(({ half }) => half),
        '#A9AEB1',
      ),
      middle(rows.map(({ y }) => ({ x: axis / 2, y: y - 9, y2: y + 9 }))),
      dots(rows.map(({ dot }) => dot)),
      words(
        rows.map((row) => ({ text: row.text, x: row.nameX, y: row.nameY })),
        'left',
      ),
      words(
        rows.map((row) => ({ text: row.own, x: row.ownX, y: row.y })),
        'right',
        600,
      ),
      words(
        rows.map((row) => ({ text: row.theirs, x: row.theirsX, y: row.y })),
        'right',
      ),
      words(
        [
          { text: kind, x: -second - 6, y: -12 },
          { text: country, x: -6, y: -12 },
          { text: 'less need', x: axis + 8, y: -12 },
        ],
        'right',
        600,
      ),
      words([{ text: 'more need', x: 0, y: -12 }], 'left', 600),
      ...keyLayers(signs, size, -left, -top),
    ],
  };
}

function tableOf(bones: readonly Vertebra[], name: string, country: string): Drawing['table'] {
  return {
    headings: ['Indicator', 'Unit', 'Period', name, 'Lower 95%', 'Upper 95%', country, `Against ${country}`, 'Status'],
    rows: bones.map(({ figure: row, country: theirs }) => [
      row.title,
      row.unit,
      row.period,
      row.value,
      row.lower95_0cl,
      row.upper95_0cl,
      theirs,
      row.comparison.replace('_', ' '),
      row.status.replace('_', ' '),
    ]),
  };
}
