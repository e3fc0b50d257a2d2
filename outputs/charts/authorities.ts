/** Several authorities side by side: the indicators on which they differ most, each with its authorities and their intervals. */
import type { MartRow } from '../../models/marts.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { keyOf, markOf, statusWords } from '../drawing/marks.js';
import { keyHeight, keyLayers, labelRoom, rowHeight } from '../drawing/rows.js';
import { dots as markLayer } from '../drawing/spine-layers.js';
import { colours, shorten, sizes, textWidth } from '../drawing/style.js';
import { footOf, publishersIn } from '../telling/foot.js';
import { qualityAfter, qualityOf } from '../telling/quality.js';
import { count, counted, figure, list } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_authority', 'mart_indicator_list'] as const;
type Row = MartRow<'mart_authority'>;
type Drawn = Row & { readonly value: number; readonly lower95_0cl: number; readonly upper95_0cl: number };

/** More authorities than this are told apart by the ranking of wards, not by rows of dots. */
export const mostAuthorities = 12;

export const authorities = defineChart({
  name: 'authorities',
  title: 'Authorities side by side, with intervals',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const all = panelsOf(rows.mart_authority);
    const names = new Set(rows.mart_authority.map(({ authority }) => authority)).size;
    if (!assessment || all.length === 0 || names > mostAuthorities) return undefined;
    const country = assessment.benchmark_name;
    const words = (shown: readonly (readonly Drawn[])[]): Words => {
      const used = rows.mart_indicator_list.filter((row) => shown.some(([one]) => one?.indicator === row.indicator));
      return {
        title: authoritiesFinding(rows.mart_authority, country),
        subtitle: `The ${counted(shown.length, 'indicator')} on which the authorities differ most, with 95% intervals; the line is ${country}. Each has a scale of its own.`,
        foot: footOf(assessment, [...new Set(used.flatMap(publishersIn))].sort().join('; '), '', qualityOf(used)),
      };
    };
    const each = (names + 1.6) * rowHeight(size);
    const room = roomFor(words(all.slice(0, 1)), size) ?? 520;
    const shown = all.slice(0, Math.max(1, Math.min(6, Math.floor((room - 60) / each))));
    const drawn = words(shown);
    const rated = rows.mart_indicator_list.filter((row) => shown.some(([one]) => one?.indicator === row.indicator));
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(shown, size, country)),
      alt: `Dot plots of ${counted(names, 'authority', 'authorities')} side by side on ${counted(shown.length, 'indicator')}, each with its 95% interval and a line for ${country}. ${drawn.title}.${qualityAfter(rated)}`,
      table: tableOf(rows.mart_authority),
    };
  },
});

/** Indicators with a direction and intervals, those on which the authorities lie furthest apart first. */
function panelsOf(rows: readonly Row[]): (readonly Drawn[])[] {
  const groups = new Map<string, Drawn[]>();
  for (const row of rows) {
    const { value, lower95_0cl, upper95_0cl } = row;
    if (row.direction === 'none' || value === null || lower95_0cl === null || upper95_0cl === null) continue;
    const known = groups.get(row.indicator) ?? [];
    groups.set(row.indicator, [...known, { ...row, value, lower95_0cl, upper95_0cl }]);
  }
  const apart = (panel: readonly Drawn[]): number => {
    const values = panel.map(({ value }) => value);
    return (Math.max(...values) - Math.min(...values)) / (Math.max(...values) || 1);
  };
  return [...groups.values()]
    .filter((panel) => panel.length > 1)
    .map((panel) => panel.sort((a, b) => b.value - a.value || (a.authority < b.authority ? -1 : 1)))
    .sort((a, b) => apart(b) - apart(a) || (a[0]?.position ?? 0) - (b[0]?.position ?? 0));
}

/** On how many indicators each authority has more need than the country, by its intervals. */
export function authoritiesFinding(rows: readonly Row[], country: string): string {
  const counts = new Map<string, { name: string; worse: number; of: number }>();
  for (const { authority, authority_name, judgement, direction } of rows) {
    if (direction === 'none' || judgement === 'not_compared') continue;
    const known = counts.get(authority) ?? { name: authority_name, worse: 0, of: 0 };
    counts.set(authority, { ...known, worse: known.worse + (judgement === 'worse' ? 1 : 0), of: known.of + 1 });
  }
  const [first, ...others] = [...counts.values()].sort((a, b) => b.worse - a.worse || (a.name < b.name ? -1 : 1));
  if (!first) return 'Authorities side by side';
  const on = (n: number): string => (n === 0 ? 'none' : count(n));
  const said = others.slice(0, 3).map(({ name, worse }) => `${name} on ${on(worse)}`);
  const more = others.length - said.length;
  const rest =
    more > 0 ? `${counted(more, 'other')} on ${on(others[3]?.worse ?? 0)}${others[3]?.worse ? ' or fewer' : ''}` : '';
  return `${first.name} has more need than ${country} on ${on(first.worse)} of ${counted(first.of, 'indicator')}, ${list([...said, ...(rest ? [rest] : [])])}`;
}

/** A figure's mark with its texts and the ends of its interval, in pixels. */
type Dot = ReturnType<typeof markOf> &
  Readonly<Record<'name' | 'says', string>> &
  Readonly<Record<'edgeOf' | 'from' | 'x' | 'low' | 'high' | 'y', number>>;

function plotOf(panels: readonly (readonly Drawn[])[], size: Size, country: string) {
  const { width, text } = sizes[size];
  const key = keyOf(panels.flat(), { area_name: country });
  const names = [...new Set(panels.flat().map(({ authority_name }) => authority_name))];
  const left = labelRoom(names, size);
  const says = ({ value, unit }: Drawn) => figure(value, unit === '%' ? unit : '');
  const right = Math.ceil(Math.max(...panels.flat().map((row) => textWidth(says(row), text)))) + 12;
  const wide = width - left - right;
  const pitch = rowHeight(size);
  let y = 0;
  const heads: { words: string; x: number; y: number }[] = [];
  const dots: Dot[] = [];
  const lines: { x: number; y: number; y2: number }[] = [];
  for (const panel of panels) {
    const [first] = panel;
    const theirs = first?.country_value ?? null;
    const [lows, highs] = [panel.map((row) => row.lower95_0cl), panel.map((row) => row.upper95_0cl)];
    const [low, high] = [Math.min(...lows, theirs ?? Number.POSITIVE_INFINITY), Math.max(...highs, theirs ?? 0)];
    // Dots need no zero, but one that is near is worth showing.
    const from = low < high * 0.4 ? Math.min(0, low) : low - (high - low) * 0.05;
    const x = (value: number) => left + 8 + ((wide - 16) * (value - from)) / (high - from);
    const unit = first?.unit === '%' ? 'per cent' : first?.unit;
    const line = theirs === null ? '' : `; ${country} ${figure(theirs, first?.unit === '%' ? '%' : '')}`;
    heads.push({ words: shorten(`${first?.title} (${unit}${line})`, width, text), x: 0, y: y + pitch / 2 });
    y += pitch * 1.15;
    if (theirs !== null) lines.push({ x: x(theirs), y: y - 1, y2: y + panel.length * pitch });
    for (const row of panel) {
      dots.push({
        ...markOf(row.judgement, row.status),
        name: shorten(row.authority_name, left - 8, text),
        says: says(row),
        edgeOf: width,
        from: 0,
        x: x(row.value),
        low: x(row.lower95_0cl),
        high: x(row.upper95_0cl),
        y: y + pitch / 2,
      });
      y += pitch;
    }
    y += pitch * 0.45;
  }
  const above = keyHeight(key, size);
  const layers: Layer[] = [
    {
      data: { values: heads },
      mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: 600 },
      encoding: { x: at('x'), y: at('y'), text: { field: 'words' } },
    },
    {
      data: { values: lines },
      mark: { type: 'rule', color: colours.blue, strokeWidth: 1.5 },
      encoding: { x: at('x'), y: at('y'), y2: { field: 'y2' } },
    },
    {
      data: { values: dots },
      mark: { type: 'text', align: 'left', baseline: 'middle' },
      encoding: { x: at('from'), y: at('y'), text: { field: 'name' } },
    },
    {
      data: { values: dots },
      mark: { type: 'rule', color: colours.grey, strokeWidth: 1.25 },
      encoding: { x: at('low'), x2: { field: 'high' }, y: at('y') },
    },
    markLayer(dots, 62),
    {
      data: { values: dots },
      mark: { type: 'text', align: 'right', baseline: 'middle' },
      encoding: { x: at('edgeOf'), y: at('y'), text: { field: 'says' } },
    },
    ...keyLayers(key, size, 0, -above),
  ];
  return { height: y, left: 0, right: 0, top: above, bottom: 0, layers };
}

const tableOf = (rows: readonly Row[]): Drawing['table'] => ({
  headings: [
    'Indicator',
    'Authority',
    'Value',
    'Unit',
    'Lower 95%',
    'Upper 95%',
    'Against the country',
    'Against all together',
    'Status',
  ],
  rows: [...rows]
    .sort((a, b) => a.position - b.position || (a.authority < b.authority ? -1 : 1))
    .map((row) => [
      ...[row.title, row.authority_name, row.value, row.unit, row.lower95_0cl, row.upper95_0cl],
      ...[
        row.comparison.replace('_', ' '),
        row.together_comparison.replace('_', ' '),
        statusWords({ ...row, reliability: null }),
      ],
    ]),
});
