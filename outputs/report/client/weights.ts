/** Sliders for the weights of the domains: the wards are ranked anew at every move, and the map shaded by the new ranks. */

import { decimal } from '../../telling/words.js';
import type { PageData } from '../page-data.js';
import { fifthOfRank, rerank } from '../rerank.js';
import { shade } from './map.js';
import { find, make, remember, remembered } from './page.js';

/** Wires the sliders. They take whole numbers from 0 to 100; only their proportions count. */
export function wireWeights(data: PageData): void {
  const sliders = [...document.querySelectorAll<HTMLInputElement>('#weights-form input')];
  const published = data.domains.map(({ weight }) => weight);
  const unmoved = sliders.map(({ value }) => value);
  const moved = () => sliders.some(({ value }, i) => value !== unmoved[i]);
  // A slider's whole number stands for the published weight until somebody moves one.
  const weights = () => (moved() ? sliders.map(({ value }) => Number(value)) : published);

  const show = () => {
    const now = weights();
    const total = now.reduce((sum, weight) => sum + weight, 0);
    sliders.forEach((slider, i) => {
      const share = `${decimal(total > 0 ? (100 * (now[i] ?? 0)) / total : 0, 0)}%`;
      find(`output[for="${slider.id}"]`).textContent = share;
      slider.setAttribute('aria-valuetext', `${share} of the index`);
    });
    const ranks = rerank(data, now);
    list(data, ranks);
    const of = ranks.filter((rank) => !Number.isNaN(rank)).length;
    shade(data, moved() ? Array.from(ranks, (rank) => (Number.isNaN(rank) ? null : fifthOfRank(rank, of))) : undefined);
    find('#weights-said').textContent = said(data, ranks, of, moved());
    find('#weights-reset').toggleAttribute('disabled', !moved());
    for (const note of document.querySelectorAll<HTMLElement>('.weighed-note')) note.hidden = !moved();
    remember('weights', moved() ? sliders.map(({ value }) => value).join() : undefined);
  };

  const set = (values: readonly (string | undefined)[]) => {
    sliders.forEach((slider, i) => {
      slider.value = values[i] ?? unmoved[i] ?? '0';
    });
    show();
  };
  for (const slider of sliders) slider.addEventListener('input', show);
  find('#weights-form').addEventListener('submit', (event) => event.preventDefault());
  for (const reset of document.querySelectorAll('#weights-reset, .weighed-note button')) {
    reset.addEventListener('click', () => set(unmoved));
  }
  const recall = () =>
    set(
      remembered()
        .get('weights')
        ?.split(',')
        .filter((value) => /^\d{1,3}$/.test(value)) ?? unmoved,
    );
  addEventListener('hashchange', recall);
  recall();
}

function said(data: PageData, ranks: Float64Array, of: number, moved: boolean): string {
  if (of === 0) return 'No domain counts: no ward can be ranked.';
  if (!moved) return 'These are the published weights and ranks.';
  const inTop = (rank: number | null) => rank !== null && !Number.isNaN(rank) && fifthOfRank(rank, of) === 0;
  const before = data.wards.filter(({ rank }) => inTop(rank));
  const stay = data.wards.filter(({ rank }, i) => inTop(rank) && inTop(ranks[i] ?? Number.NaN));
  const changed = data.wards.filter(({ rank }, i) => rank !== null && rank !== ranks[i]).length;
  const staying = stay.length === before.length ? 'all' : `${stay.length} of`;
  return `With these weights ${changed} of ${of} wards change rank; ${staying} the ${before.length} in the highest fifth stay there.`;
}

/** The wards in the order of the new ranks, with the rank that is published. */
function list(data: PageData, ranks: Float64Array): void {
  const order = data.wards
    .map((ward, i) => ({ ward, rank: ranks[i] ?? Number.NaN }))
    .filter(({ rank }) => !Number.isNaN(rank))
    .sort((a, b) => a.rank - b.rank || (a.ward.code < b.ward.code ? -1 : 1));
  find('#weights-list tbody').replaceChildren(
    ...order.map(({ ward, rank }) =>
      make(
        'tr',
        { 'data-ward': ward.code, 'data-rank': String(rank) },
        make('td', { class: 'figure' }, String(rank)),
        make('th', { scope: 'row' }, ward.name),
        make('td', { class: 'figure' }, ward.rank === null ? '' : String(ward.rank)),
        make('td', {}, changeOf(ward.rank, rank)),
      ),
    ),
  );
}

function changeOf(before: number | null, now: number): string {
  if (before === null || before === now) return 'the same';
  const places = Math.abs(before - now);
  return `${places} ${places === 1 ? 'place' : 'places'} ${now < before ? 'higher' : 'lower'}`;
}
