/** Need against offer: how many places each ward has at each level of help, and where that is short of what is expected to be needed. */
import type { LevelId } from '../../models/pathways/levels.js';
import { type Drawing, defineChart, type Reading, type Size } from '../define.js';
import { asIs, at, frame, type Layer, roomFor, type Words } from '../drawing/frame.js';
import { type Columns, hatchBox, headLayer, headLine, nameLayers, uprightHeads } from '../drawing/heat.js';
import { labelRoom, mostRows, rowHeight } from '../drawing/rows.js';
import { colours, needColours, sizes, textWidth, wrap } from '../drawing/style.js';
import { segmentLayer, textLayer } from '../map/layers.js';
import { levelsIn, levelTitle, ownFoot, places, type Shortfall } from '../telling/pathway.js';
import { byRank, fifthOf, labelsOf } from '../telling/wards.js';
import { capital, count, counted, decimal, list } from '../telling/words.js';

const reads = ['mart_assessment', 'mart_index', 'mart_offer', 'mart_shortfall'] as const;
type Rows = Reading<(typeof reads)[number]>;

interface Cell {
  readonly per1000: number | null;
  readonly shortfall: Shortfall;
}

interface Ward {
  readonly ward: string;
  readonly label: string;
  readonly fifth: number | null;
  readonly cells: ReadonlyMap<LevelId, Cell>;
}

/** Table of wards and levels: dark where places are short. */
export const pathwayMatrix = defineChart({
  name: 'pathway-matrix',
  title: 'Places at each level of help, by ward',
  reads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const levels = levelsIn(rows.mart_shortfall);
    const wards = wardsOf(rows);
    if (!assessment || wards.length === 0 || levels.length === 0) return undefined;
    const title = shortFinding(rows.mart_shortfall);
    const foot = ownFoot(assessment, 'the council’s own list of services; families by Census 2021, need modelled');
    const words = (shown: number): Words => ({ title, subtitle: subtitleOf(wards.length, shown, size), foot });
    const head = headsOf(levels, wards, size).head + 58;
    const shown = mostRows(wards.length, size, roomFor(words(1), size), head);
    const drawn = words(shown);
    return {
      ...drawn,
      spec: frame(drawn, size, plotOf(wards.slice(0, shown), levels, size)),
      alt: `Table of the places a year per 1,000 families in the wards of ${assessment.area_name} at ${counted(levels.length, 'level')} of help, dark where fewer are offered than are expected to be needed. ${title}.`,
      table: tableOf(wards, levels),
    };
  },
});

function wardsOf(rows: Rows): Ward[] {
  const labels = labelsOf(rows.mart_index);
  const per1000 = new Map(rows.mart_offer.map((row) => [`${row.ward} ${row.level}`, row.places_per_1000]));
  return byRank(rows.mart_index).flatMap((row): Ward[] => {
    const own = rows.mart_shortfall.filter(({ ward }) => ward === row.ward);
    if (own.length === 0) return [];
    const cells = own.map((shortfall): [LevelId, Cell] => [
      shortfall.level,
      { shortfall, per1000: per1000.get(`${row.ward} ${shortfall.level}`) ?? null },
    ]);
    return [
      { ward: row.ward, label: labels.get(row.ward) ?? row.ward_name, fifth: fifthOf(row), cells: new Map(cells) },
    ];
  });
}

/** The level that is short in most wards; only wards whose whole range says so count. */
export function shortFinding(rows: readonly Shortfall[]): string {
  const byLevel = levelsIn(rows).map((level) => {
    const known = rows.filter((row) => row.level === level && row.judgement !== 'unknown');
    return { level, known: known.length, short: known.filter(({ judgement }) => judgement === 'short').length };
  });
  const known = byLevel.filter((one) => one.known > 0);
  if (known.length === 0) return 'Of no ward is it known whether places are enough';
  const most = known.reduce((a, b) => (b.short / b.known > a.short / a.known ? b : a));
  if (most.short === 0) return 'No ward is clearly short of places at any level of help';
  const alike = known.filter((one) => one.short === most.short && one.known === most.known);
  const where =
    most.short === most.known
      ? `all ${count(most.known)} wards`
      : `${count(most.short)} of ${counted(most.known, 'ward')}`;
  const names = list(alike.map(({ level }) => levelTitle(level).toLowerCase()));
  const help = `${capital(names)} help ${alike.length === 1 ? 'has' : alike.length === 2 ? 'both have' : 'each have'}`;
  return `${help} fewer places than families are expected to need in ${where}`;
}

const subtitleOf = (wards: number, shown: number, size: Size): string =>
  [
    'Places a year per 1,000 families with dependent children',
    size === 'phone'
      ? 'dark cells have fewer than are expected to be needed'
      : 'beside it how many families are expected to go without (modelled)',
    'wards in order of need',
    shown < wards ? `the first ${count(shown)} of ${count(wards)} are shown` : '',
  ]
    .filter(Boolean)
    .join('; ')
    .concat('.');

/** Headings stand upright on a phone, where the columns are too narrow for them. */
function headsOf(levels: readonly LevelId[], wards: readonly Ward[], size: Size): Columns {
  const { width: all, text } = sizes[size];
  const names = wards.map(({ label }) => label);
  const left = labelRoom(names, size);
  const width = (all - left) / levels.length;
  const titles = levels.map(levelTitle);
  if (size === 'phone') return { left, width, ...uprightHeads(titles, width, text, 120), upright: true };
  const heads = titles.map((title) => wrap(title, width - 2, text));
  return { left, width, heads, upright: false, head: Math.max(...heads.map(({ length }) => length)) * headLine + 6 };
}

const looks = {
  short: { fill: needColours[1], ink: colours.white, text: 'short' },
  unsure: { fill: needColours[3], ink: colours.black, text: 'cannot be told' },
  enough: { fill: colours.faint, ink: colours.black, text: 'enough' },
  unknown: { fill: colours.noData, ink: colours.black, text: 'not known' },
} as const;

function plotOf(wards: readonly Ward[], levels: readonly LevelId[], size: Size) {
  const columns = headsOf(levels, wards, size);
  const height = wards.length * rowHeight(size);
  const all = wards.flatMap(({ cells }) => [...cells.values()].map(({ shortfall }) => shortfall.judgement));
  const key = (Object.keys(looks) as (keyof typeof looks)[]).filter((look) => all.includes(look));
  return {
    height,
    left: columns.left,
    right: 0,
    top: columns.head,
    bottom: size === 'phone' ? 52 : 30,
    layers: [
      headLayer(columns),
      ...nameLayers(wards, columns.left, size),
      ...cellLayers(wards, levels, columns.width, size),
      ...keyLayers(key, columns.left, height + 10, size),
    ],
  };
}

function cellLayers(wards: readonly Ward[], levels: readonly LevelId[], width: number, size: Size): Layer[] {
  const pitch = rowHeight(size);
  const cells = wards.flatMap(({ cells }, i) =>
    levels.map((level, j) => {
      const cell = cells.get(level);
      const look = cell?.shortfall.judgement ?? 'unknown';
      const box = { x: j * width, x2: (j + 1) * width - 1, y: i * pitch, y2: (i + 1) * pitch - 1 };
      return {
        ...box,
        ...looks[look],
        look,
        says: saidOf(cell, size),
        tx: (box.x + box.x2) / 2,
        ty: (box.y + box.y2) / 2,
      };
    }),
  );
  const hatched = cells.filter(({ look }) => look === 'unknown').flatMap((cell) => hatchBox(cell, 'cross'));
  return [
    {
      data: { values: cells.map(({ x, x2, y, y2, fill }) => ({ x, x2, y, y2, fill })) },
      mark: { type: 'rect' },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
    },
    ...(hatched.length > 0 ? [segmentLayer(hatched, colours.grey, 1)] : []),
    {
      data: { values: cells.map(({ says, ink, tx, ty }) => ({ says, ink, tx, ty })) },
      mark: { type: 'text', baseline: 'middle' },
      encoding: { x: at('tx'), y: at('ty'), text: { field: 'says' }, color: asIs('ink') },
    },
  ];
}

/** "5 · 27 short"; on a phone the first number alone. */
function saidOf(cell: Cell | undefined, size: Size): string {
  if (!cell || cell.per1000 === null) return '';
  const per = decimal(cell.per1000, cell.per1000 < 10 ? 1 : 0);
  const { judgement, gap } = cell.shortfall;
  return size !== 'phone' && judgement === 'short' && gap !== null ? `${per} · ${places(Math.max(1, gap))} short` : per;
}

function keyLayers(key: readonly (keyof typeof looks)[], left: number, top: number, size: Size): Layer[] {
  const words = { short: 'Short of expected need', unsure: 'Cannot be told', enough: 'Enough', unknown: 'Not known' };
  const { text, width } = sizes[size];
  let [x, y] = [-left, top];
  const entries = key.map((look) => {
    const wide = 24 + textWidth(words[look], text) + 20;
    if (x > -left && x + wide > width - left) [x, y] = [-left, y + 22];
    const entry = { look, fill: looks[look].fill, x, x2: x + 18, y, y2: y + 15 };
    x += wide;
    return entry;
  });
  const hatched = entries.filter(({ look }) => look === 'unknown').flatMap((box) => hatchBox(box, 'cross'));
  return [
    {
      data: { values: entries.map(({ x, x2, y, y2, fill }) => ({ x, x2, y, y2, fill })) },
      mark: { type: 'rect', stroke: colours.pale },
      encoding: { x: at('x'), x2: { field: 'x2' }, y: at('y'), y2: { field: 'y2' }, fill: asIs('fill') },
    },
    ...(hatched.length > 0 ? [segmentLayer(hatched, colours.grey, 1)] : []),
    textLayer(entries.map(({ look, x2, y, y2 }) => ({ text: words[look], x: x2 + 6, y: (y + y2) / 2 }))),
  ];
}

function tableOf(wards: readonly Ward[], levels: readonly LevelId[]): Drawing['table'] {
  return {
    headings: [
      'Ward code',
      'Ward',
      'Level',
      'Places a year',
      'Places per 1,000 families',
      'Families expected to need one',
      'Short',
      'At least',
      'At most',
      'Judgement',
    ],
    rows: wards.flatMap(({ ward, label, cells }) =>
      levels.flatMap((level) => {
        const cell = cells.get(level);
        if (!cell) return [];
        const { shortfall: s, per1000 } = cell;
        return [
          [
            ward,
            label,
            levelTitle(level),
            s.places,
            per1000,
            s.need,
            s.gap,
            s.gap_lower,
            s.gap_upper,
            looks[s.judgement].text,
          ],
        ];
      }),
    ),
  };
}
