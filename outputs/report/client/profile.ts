/** One ward: what its score is made of, and each indicator between the lowest and the highest ward. */

import { decimal, figure } from '../../telling/words.js';
import { decimals, type Figure, figureText, intervalText } from '../figures.js';
import type { PageData, PageIndicator } from '../page-data.js';
import { draw, find, make, remember, remembered } from './page.js';

/** Wires the box that finds a ward. Returns what opens a ward's profile. */
export function wireProfile(data: PageData): (code: string) => void {
  const box = find<HTMLInputElement>('#ward-search');
  const open = (code: string) => {
    const i = data.wards.findIndex((ward) => ward.code === code);
    if (i < 0) return;
    show(data, i);
    box.value = data.wards[i]?.name ?? '';
    remember('ward', code);
    find('#profile-heading').scrollIntoView({ block: 'start' });
    find('#profile-heading').focus({ preventScroll: true });
  };
  const look = () => {
    const wanted = box.value.trim().toLowerCase();
    const found =
      data.wards.find(({ name, code }) => name.toLowerCase() === wanted || code.toLowerCase() === wanted) ??
      data.wards.find(({ name }) => wanted !== '' && name.toLowerCase().includes(wanted));
    const zone = found ? undefined : data.zones.find((name) => wanted !== '' && name.toLowerCase().includes(wanted));
    find('#ward-said').textContent =
      found || zone || wanted === '' ? '' : `No ward here is called “${box.value.trim()}”.`;
    if (found) open(found.code);
    else if (zone) showZone(zone);
  };
  find('#ward-form').addEventListener('submit', (event) => {
    event.preventDefault();
    look();
  });
  const recall = () => {
    const code = remembered().get('ward');
    if (code) open(code);
  };
  addEventListener('hashchange', recall);
  recall();
  return open;
}

/** Goes to a zone's row in the table of zones, and marks it. */
function showZone(name: string): void {
  for (const row of find('#zones').querySelectorAll('tbody tr')) {
    const isIt = row.querySelector('th')?.textContent === name;
    row.classList.toggle('marked', isIt);
    if (isIt) row.scrollIntoView({ block: 'center' });
  }
  find('#zones').focus({ preventScroll: true });
}

function show(data: PageData, i: number): void {
  const ward = data.wards[i];
  if (!ward) return;
  const about = [
    ward.rank === null
      ? 'Not ranked'
      : `Rank ${ward.rankText} of ${data.wards.filter(({ rank }) => rank !== null).length}`,
    ...(ward.residents === null ? [] : [`${decimal(ward.residents, 0)} residents`]),
  ];
  find('#profile').replaceChildren(
    make('h4', { id: 'profile-heading', tabindex: '-1' }, ward.name),
    make('p', {}, `${about.join('. ')}.`),
    ...parts(data, i),
    indicators(data, i),
  );
}

/** What each domain adds to the score, as bars to either side of the average ward. */
function parts({ domains }: PageData, i: number): HTMLElement[] {
  const known = domains.flatMap(({ title, contributions }) => {
    const added = contributions[i];
    return added == null ? [] : [{ title, added }];
  });
  if (known.length === 0) return [];
  const widest = Math.max(...domains.flatMap(({ contributions }) => contributions.map((c) => Math.abs(c ?? 0))), 1e-9);
  const rows = known.map(({ title, added }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, title),
      make('td', { class: 'figure' }, `${added > 0 ? '+' : ''}${decimal(added, 2)}`),
      make('td', {}, bar(added / widest)),
    ),
  );
  const sum = known.reduce((all, { added }) => all + added, 0);
  rows.push(
    make(
      'tr',
      { class: 'total' },
      make('th', { scope: 'row' }, 'Together'),
      make('td', { class: 'figure' }, `${sum > 0 ? '+' : ''}${decimal(sum, 2)}`),
      make('td', {}),
    ),
  );
  return [framed('What its score is made of, against the average ward', ['Domain', 'Adds', 'Less or more need'], rows)];
}

function bar(share: number): Element {
  const [middle, half] = [80, 76];
  const x = share < 0 ? middle + share * half : middle;
  return draw(
    'svg',
    { width: 160, height: 16, 'aria-hidden': 'true', class: 'strip' },
    draw('line', { x1: middle, x2: middle, y1: 0, y2: 16, class: 'axis' }),
    draw('rect', { x, y: 3, width: Math.abs(share) * half, height: 10, class: share < 0 ? 'less' : 'more' }),
  );
}

function indicators(data: PageData, i: number): HTMLElement {
  const rows = data.indicators.flatMap((indicator, at) => {
    const first = at === 0 || data.indicators[at - 1]?.domain !== indicator.domain;
    const heading = make('tr', { class: 'group' }, make('th', { colspan: '5', scope: 'rowgroup' }, indicator.domain));
    return [...(first ? [heading] : []), indicatorRow(data, indicator, i)];
  });
  const headings = ['Indicator', 'Here', data.country, `Against ${data.country}`, 'Among the wards'];
  return framed(
    'Every indicator: the line runs from the ward with most need to the one with least, the band holds the middle half',
    headings,
    rows,
  );
}

function indicatorRow(data: PageData, indicator: PageIndicator, i: number): HTMLElement {
  const value = indicator.values[i] ?? null;
  const note = indicator.notes[i] ?? '';
  const title = make('th', { scope: 'row' }, indicator.title, make('span', { class: 'below' }, indicator.period));
  if (value === null) {
    return make('tr', {}, title, make('td', { colspan: '4' }, note || 'No figure'));
  }
  const { unit, country } = indicator;
  const own: Figure = { value, lower: indicator.lower[i] ?? null, upper: indicator.upper[i] ?? null, unit };
  const said = [intervalText(own), note].filter(Boolean).join('; ');
  const judgement = indicator.judgements[i] ?? 'not_compared';
  return make(
    'tr',
    {},
    title,
    make('td', { class: 'figure' }, figureText(own), ...(said ? [make('span', { class: 'below' }, said)] : [])),
    make('td', { class: 'figure' }, country === null ? '' : figure(country, unit, decimals(own))),
    make('td', {}, judgementWords(data.country)[judgement] ?? ''),
    make('td', {}, strip(indicator, value, judgement)),
  );
}

const judgementWords = (country: string): Readonly<Record<string, string>> => ({
  better: 'less need',
  worse: 'more need',
  similar: `similar to ${country}`,
  lower: 'lower',
  higher: 'higher',
  not_compared: 'not compared',
});

/** A spine: lowest to highest ward, the middle half, the country's line, this ward's mark. As in the spine chart, more need lies to the left. */
function strip({ values, country, direction }: PageIndicator, value: number, judgement: string): Element {
  const sorted = values.filter((v) => v !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? value;
  const ends = [at(0), at(1), ...(country === null ? [] : [country])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const place = (v: number) => {
    const share = high > low ? (v - low) / (high - low) : 0.5;
    return 8 + 144 * (direction === 'higher' ? 1 - share : share);
  };
  const [from = 0, to = 0] = [place(at(0.25)), place(at(0.75))].sort((a, b) => a - b);
  const [x, shape] = [place(value), { worse: 'M-5,4 5,4 0,-5Z', better: 'M-5,-4 5,-4 0,5Z' }[judgement]];
  const dot = shape
    ? draw('path', { d: shape, transform: `translate(${x} 10)`, class: judgement })
    : draw('circle', { cx: x, cy: 10, r: 4.5, class: 'other' });
  return draw(
    'svg',
    { width: 160, height: 20, 'aria-hidden': 'true', class: 'strip' },
    draw('line', { x1: place(low), x2: place(high), y1: 10, y2: 10, class: 'axis' }),
    draw('rect', { x: from, y: 6, width: Math.max(1, to - from), height: 8, class: 'band' }),
    ...(country === null
      ? []
      : [draw('line', { x1: place(country), x2: place(country), y1: 1, y2: 19, class: 'country' })]),
    dot,
  );
}

function framed(caption: string, headings: readonly string[], rows: readonly Node[]): HTMLElement {
  const head = headings.map((heading, i) =>
    make('th', { scope: 'col', ...(i === 1 || i === 2 ? { class: 'figure' } : {}) }, heading),
  );
  return make(
    'div',
    { class: 'table', role: 'group', tabindex: '0', 'aria-label': caption },
    make(
      'table',
      {},
      make('caption', {}, make('span', {}, caption)),
      make('thead', {}, make('tr', {}, ...head)),
      make('tbody', {}, ...rows),
    ),
  );
}
