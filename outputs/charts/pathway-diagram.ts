/** The pathway of support: levels as columns, services as nodes, and who refers to which level. */
import { type LevelId, levelIds } from '../../models/pathways/levels.js';
import { type Drawing, defineChart, type Size } from '../define.js';
import { frame, type Plot, roomFor, type Words } from '../drawing/frame.js';
import {
  type Detail,
  detailsOf,
  familiesOf,
  headLevel,
  Ink,
  moreWords,
  writeService,
} from '../drawing/pathway-columns.js';
import { blocksOf, type Flows, flowLayers, flowsIn } from '../drawing/pathway-flow.js';
import { sizes, textWidth, wrap } from '../drawing/style.js';
import { levelsIn, levelTitle, ownFoot, places, type Service } from '../telling/pathway.js';
import { capital, count, counted, list } from '../telling/words.js';

/** Above this, a picture names nobody. */
const mostServices = 60;
/** The height a printed page leaves. */
const pageRoom = 860;

/** Columns with bands above them; on a phone a list. */
export const pathwayDiagram = defineChart({
  name: 'pathway-diagram',
  title: 'The pathway of support',
  reads: ['mart_assessment', 'mart_service', 'mart_flow'],
  draw({ mart_assessment: [assessment], mart_service: services, mart_flow: rows }, size) {
    if (!assessment || services.length === 0 || services.length > mostServices) return undefined;
    const flows = flowsIn(rows);
    const title = pathwayFinding(services, flows);
    const words: Words = {
      title,
      subtitle: subtitleOf(assessment.area_name, flows, size),
      foot: ownFoot(assessment, `the council’s own list of services${flows ? ' and records of referrals' : ''}`),
    };
    const plot =
      size === 'phone'
        ? listOf(services, flows, size)
        : fitting(services, flows, size, roomFor(words, size) ?? pageRoom);
    return {
      ...words,
      spec: frame(words, size, plot),
      alt: `Diagram of ${counted(services.length, 'service')} in columns by level of help, from help for all families to the most intensive${flows ? ', with bands from who refers to each level, as wide as referrals are many' : ''}. ${title}.`,
      table: tableOf(services, flows),
    };
  },
});

/** Where most referrals come from and go to; without them, how many services each level has. */
export function pathwayFinding(services: readonly Service[], flows: Flows | undefined): string {
  const [first] = flows?.referrers ?? [];
  if (flows && first?.n) {
    const level = [...levelIds].sort((a, b) => (flows.received(b) ?? 0) - (flows.received(a) ?? 0))[0] ?? 'universal';
    const to = `the most went to ${levelTitle(level).toLowerCase()} help (${places(flows.received(level) ?? 0)})`;
    const from =
      first.name === 'not said' ? '' : `the most came from ‘${capital(first.name)}’ (${places(first.n)}) and `;
    return `Of ${places(flows.all)} referrals, ${from}${to}`;
  }
  const each = levelIds.map((level) => ({ level, n: services.filter((one) => one.level === level).length }));
  const said = each.filter(({ n }) => n > 0).map(({ level, n }) => `${count(n)} ${levelTitle(level).toLowerCase()}`);
  const none = each.filter(({ n }) => n === 0).map(({ level }) => levelTitle(level).toLowerCase());
  const lacking = none.length > 0 ? `; none is ${list(none).replace(' and ', ' or ')}` : '';
  return `${capital(counted(services.length, 'service'))} ${services.length === 1 ? 'makes' : 'make'} up the pathway: ${list(said)}${lacking}`;
}

function subtitleOf(area: string, flows: Flows | undefined, size: Size): string {
  const services = `Services of ${area} by level of help, with places a year${size === 'slide' ? '' : ' and the families they are for'}.`;
  if (!flows) return services;
  const lost = flows.astray === null ? '' : ` (${places(flows.astray)})`;
  const astray = flows.astray === 0 ? '' : ` Referrals that name no service of the list${lost} are not drawn.`;
  const hidden = flows.withheld
    ? size === 'phone'
      ? ' Small numbers are withheld.'
      : ' Hatched: withheld, being small.'
    : '';
  return `${services} ${size === 'phone' ? 'Bars' : 'Bands and bars'}: referrals, ${flows.period}.${hidden}${astray}`;
}

const placesIn = (services: readonly Service[]): string => {
  const known = services.filter((one) => one.places !== null);
  const least = known.length < services.length ? 'at least ' : '';
  const sum = known.reduce((total, one) => total + (one.places ?? 0), 0);
  return services.length === 0
    ? 'no service'
    : known.length === 0
      ? 'places not said'
      : `${least}${places(sum)} places`;
};

/** The fullest columns that fit. */
function fitting(services: readonly Service[], flows: Flows | undefined, size: Size, room: number): Plot {
  const most = Math.max(...levelIds.map((level) => services.filter((one) => one.level === level).length));
  const tall = ({ top, height, bottom }: Plot): number => top + height + bottom;
  let plot: Plot | undefined;
  for (const detail of detailsOf(most)) {
    plot = columnsOf(services, flows, detail, size, size === 'slide' ? 48 : 104);
    if (tall(plot) <= room) return plot;
  }
  return plot as Plot;
}

function columnsOf(
  services: readonly Service[],
  flows: Flows | undefined,
  detail: Detail,
  size: Size,
  deep: number,
): Plot {
  const { width, text } = sizes[size];
  const [gap, ink] = [18, new Ink()];
  const column = (width - gap * (levelIds.length - 1)) / levelIds.length;
  const columns = levelIds.map((level, i) => ({ level, x: i * (column + gap) }));
  const { blocks, scale } = flows ? blocksOf(flows, levelIds, width, column, size) : { blocks: [], scale: 1 };
  const top = size === 'slide' ? 23 : 40;
  const bottom = flows ? top + deep : -8;
  for (const block of blocks) {
    ink.bold.push({ text: block.name, x: block.slot, y: 8 });
    const at = top === 40 ? { x: block.slot, y: 25 } : { x: block.slot + textWidth(`${block.name} `, text, 600), y: 8 };
    ink.plain.push({ text: block.says, ...at });
  }
  const heads = columns.map(({ level, x }) => {
    const here = services.filter((one) => one.level === level);
    const n = flows?.received(level);
    const referred = n === undefined ? [] : [n === null ? 'referrals withheld' : `${places(n)} referred`];
    // Where the height is fixed, services say their own places.
    const says = flows && size === 'slide' ? referred : [placesIn(here), ...(here.length > 0 ? referred : [])];
    return headLevel(ink, level, says, x, bottom + 8, column, size);
  });
  const start = Math.max(...heads) + 6;
  const ends = columns.map(({ level, x }) => {
    const here = services.filter((one) => one.level === level);
    const shown = here.length > detail.most ? here.slice(0, Math.max(1, detail.most - 1)) : here;
    let y = start;
    for (const service of shown) y = writeService(ink, service, flows, detail, [x, y, column], scale, size) + 4;
    if (shown.length < here.length) {
      ink.plain.push({ text: moreWords(here.length - shown.length), x, y: y + 8 });
      y += 20;
    }
    return y;
  });
  const bands = flows ? flowLayers(flows, blocks, columns, scale, [top, bottom]) : [];
  const left = flows ? flows.referrers.length - blocks.length : 0;
  if (left > 0) ink.quiet.push({ text: `${count(left)} more in the table`, x: 0, y: top + text });
  return { height: Math.max(...ends), left: 0, right: 0, top: 4, bottom: 2, layers: [...bands, ...ink.layers()] };
}

/** On a phone: level by level, who refers to it in words, then its services. */
function listOf(services: readonly Service[], flows: Flows | undefined, size: Size): Plot {
  const { width, text } = sizes[size];
  const ink = new Ink();
  const detail = { nameLines: 3, apart: false, families: true, bars: true, most: mostServices };
  const most = Math.max(1, ...services.map((one) => flows?.service(one.service_id) ?? 0));
  let y = 0;
  for (const level of levelIds) {
    const here = services.filter((one) => one.level === level);
    y = headLevel(ink, level, [capital(placesIn(here))], 0, y, width, size);
    for (const part of wrap(flows ? sendersOf(flows, level) : '', width, text)) {
      ink.plain.push({ text: part, x: 0, y: y + 4 });
      y += 17;
    }
    y += 6;
    for (const service of here)
      y = writeService(ink, service, flows, detail, [0, y, width], (width * 0.8) / most, size) + 4;
    y += 14;
  }
  return { height: y - 10, left: 0, right: 0, top: 0, bottom: 0, layers: ink.layers() };
}

/** "250 referrals: School 108, Health visitor 89, GP withheld". */
function sendersOf(flows: Flows, level: LevelId): string {
  const n = flows.received(level);
  if (n === 0) return 'No referrals';
  const ways = flows.referrers
    .map(({ name }) => ({ name: capital(name), n: flows.way(name, level) }))
    .filter((way) => way.n !== 0)
    .map((way) => `${way.name} ${way.n === null ? 'withheld' : places(way.n)}`);
  return `${n === null ? 'Referrals' : `${places(n)} referrals`}: ${ways.join(', ')}`;
}

function tableOf(services: readonly Service[], flows: Flows | undefined): Drawing['table'] {
  const said = (n: number | null | undefined) => (n === null ? 'withheld' : (n ?? null));
  const levels = flows ? levelIds : levelsIn(services);
  return {
    headings: ['Level', 'Service', 'Organisation', 'Places a year', 'Families it is for', 'Referred by', 'Referrals'],
    rows: levels.flatMap((level) => [
      ...(flows?.referrers ?? [])
        .filter(({ name }) => flows?.way(name, level) !== 0)
        .map(({ name }) => [levelTitle(level), 'any', 'any', null, '', capital(name), said(flows?.way(name, level))]),
      ...services
        .filter((one) => one.level === level)
        .map((one) => [
          ...[levelTitle(level), one.name, one.organisation, one.places, familiesOf(one), 'anybody'],
          flows ? said(flows.service(one.service_id)) : null,
        ]),
    ]),
  };
}
