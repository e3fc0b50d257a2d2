/** The map and the list as one: what is under the mouse or the keys in one is marked in the other. */
import type { PageData } from '../page-data.js';
import { find, make } from './page.js';

/** A ward's shapes, on the map for a screen and on that for a phone. */
const shapesOf = (code: string): SVGPathElement[] => [
  ...document.querySelectorAll<SVGPathElement>(`path[data-ward="${CSS.escape(code)}"]`),
];

/** Shapes are drawn with descriptions that begin with the ward's code; from here on they carry the code itself. */
export function tagShapes(): void {
  for (const shape of document.querySelectorAll('.picture path[aria-label]')) {
    const [code] = /^[A-Z]\d{8}(?= )/.exec(shape.getAttribute('aria-label') ?? '') ?? [];
    if (code) shape.setAttribute('data-ward', code);
  }
}

const fills = new Map<Element, string | null>();

/** Shades each ward by the fifth it would be in, in the order of `wards`; undefined: as published. */
export function shade(data: PageData, fifths: readonly (number | null)[] | undefined): void {
  data.wards.forEach(({ code }, i) => {
    for (const shape of shapesOf(code)) {
      if (!fills.has(shape)) fills.set(shape, shape.getAttribute('fill'));
      const fifth = fifths?.[i];
      const fill = fifth == null ? fills.get(shape) : data.shades[fifth];
      if (fill) shape.setAttribute('fill', fill);
    }
  });
}

/** Marks one ward everywhere it stands; undefined takes the mark away. */
function mark(code: string | undefined): void {
  for (const marked of document.querySelectorAll('.marked')) marked.classList.remove('marked');
  if (code === undefined) return;
  for (const shape of shapesOf(code)) shape.classList.add('marked');
  for (const row of document.querySelectorAll(`tr[data-ward="${CSS.escape(code)}"]`)) row.classList.add('marked');
}

/**
 * Wires the map: pointing marks, choosing opens the profile. The keys stop once on each map; arrows then go from ward to
 * ward in the order of the ranks.
 */
export function wireMap(data: PageData, open: (code: string) => void): void {
  const order = data.wards.map(({ code }) => code);
  const tip = make('p', { class: 'tip', 'aria-hidden': 'true', hidden: '' });
  document.body.append(tip);
  const names = new Map(
    data.wards.map(({ code, name, rankText }) => [code, rankText ? `${name}: rank ${rankText}` : name]),
  );

  const point = (code: string | undefined, near?: Element) => {
    mark(code);
    tip.hidden = code === undefined;
    if (code === undefined || !near) return;
    tip.textContent = names.get(code) ?? code;
    const box = near.getBoundingClientRect();
    tip.style.left = `${Math.min(scrollX + box.right + 8, scrollX + innerWidth - tip.offsetWidth - 16)}px`;
    tip.style.top = `${scrollY + box.top}px`;
  };

  for (const [i, code] of order.entries()) {
    for (const shape of shapesOf(code)) {
      shape.setAttribute('tabindex', i === 0 ? '0' : '-1');
      shape.setAttribute('role', 'button');
      shape.setAttribute('aria-label', names.get(code) ?? code);
      shape.addEventListener('pointerenter', () => point(code, shape));
      shape.addEventListener('pointerleave', () => point(undefined));
      shape.addEventListener('focus', () => point(code, shape));
      shape.addEventListener('blur', () => point(undefined));
      shape.addEventListener('click', () => open(code));
      shape.addEventListener('keydown', (event) => onKey(event, shape, i));
    }
  }
  const onKey = (event: KeyboardEvent, shape: Element, i: number) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') open(order[i] ?? '');
    else if (step === undefined) return;
    event.preventDefault();
    const other = order[(i + (step ?? 0) + order.length) % order.length] ?? '';
    const next = shape.closest('svg')?.querySelector<SVGPathElement>(`path[data-ward="${CSS.escape(other)}"]`);
    if (!step || !next) return;
    shape.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  };
  // A picture has no parts that can be chosen; a group has.
  for (const code of order) for (const shape of shapesOf(code)) shape.closest('svg')?.setAttribute('role', 'group');
  for (const row of find('#wards').querySelectorAll('tr[data-ward]')) {
    const code = row.getAttribute('data-ward') ?? '';
    row.addEventListener('pointerenter', () => mark(code));
    row.addEventListener('pointerleave', () => mark(undefined));
    const name = row.querySelector('th');
    if (!name) continue;
    const button = make('button', { type: 'button', class: 'ward' }, ...name.childNodes);
    button.addEventListener('click', () => open(code));
    button.addEventListener('focus', () => mark(code));
    button.addEventListener('blur', () => mark(undefined));
    name.replaceChildren(button);
  }
}
