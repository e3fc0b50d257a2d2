/** How a figure's comparison with the country is drawn, and what its key says. */
import type { MartRow } from '../../models/marts.js';
import { count } from '../telling/words.js';
import type { Sign } from './rows.js';
import { colours } from './style.js';

type Figure = MartRow<'mart_indicator'>;

/** Colour and shape say the same, so that neither is needed to read the other. */
const looks = {
  worse: { fill: colours.orange, shape: 'triangle-up' },
  higher: { fill: colours.pink, shape: 'triangle-up' },
  similar: { fill: colours.grey, shape: 'circle' },
  better: { fill: colours.blue, shape: 'triangle-down' },
  lower: { fill: colours.turquoise, shape: 'triangle-down' },
  not_compared: { fill: colours.white, shape: 'diamond' },
} as const;
/** A modelled figure is drawn hollow: the same shape with only its edge in colour. */
export const markOf = (judgement: Figure['judgement'], status: Figure['status']) => {
  const { fill, shape } = looks[judgement];
  return status === 'modelled'
    ? { fill: colours.white, shape, edge: fill === colours.white ? colours.ink : fill, edgeWidth: 2 }
    : { fill, shape, edge: colours.ink, edgeWidth: 0.75 };
};
const order = ['worse', 'higher', 'similar', 'better', 'lower', 'not_compared'] as const;

/** Kinds that occur among all wards, with counts. */
export function keyOf(
  wards: readonly Pick<Figure, 'judgement' | 'comparison'>[],
  country: Pick<Figure, 'area_name'> | undefined,
): Sign[] {
  const name = country?.area_name ?? 'the country';
  const text = {
    worse: `Higher than ${name}: more need`,
    higher: `Higher than ${name}`,
    similar: `Similar to ${name}`,
    better: `Lower than ${name}: less need`,
    lower: `Lower than ${name}`,
    not_compared: 'Not compared',
  };
  return order.flatMap((kind) => {
    const here = wards.filter((ward) => ward.judgement === kind);
    if (here.length === 0) return [];
    // Where a low value is more need, "worse" is lower.
    const lower = here[0]?.comparison === 'lower';
    const words = kind === 'worse' && lower ? `Lower than ${name}: more need` : text[kind];
    const said = kind === 'better' && !lower ? `Higher than ${name}: less need` : words;
    return [{ text: `${said} (${here.length.toLocaleString('en-GB')})`, ...looks[kind] }];
  });
}

/** What a hollow mark means. */
export const modelledWords = (modelled: number, all: number): string =>
  modelled === all
    ? 'Hollow marks: every figure is modelled, shared out to wards by where people live'
    : `Hollow marks: ${count(modelled)} figures are modelled, shared out to wards by where people live`;

/** Whether a figure is of fewer than 20 counted. */
export const isOfFew = ({ reliability }: Pick<Figure, 'reliability'>): boolean =>
  reliability === 'low_count' || reliability === 'small_numbers';

/** A name with a star where the figure beside it is of few. */
export const starred = (name: string, row: Pick<Figure, 'reliability'>): string => (isOfFew(row) ? `${name} *` : name);

/** What the star means; nothing where there is none. */
export const fewWords = (rows: readonly Pick<Figure, 'reliability'>[]): string =>
  rows.some(isOfFew) ? '* Small numbers (fewer than 20 counted), treat with caution' : '';

/** How a figure came about, with a word of caution where it is of few. */
export const statusWords = ({ status, reliability }: Pick<Figure, 'status' | 'reliability'>): string =>
  `${status.replace('_', ' ')}${isOfFew({ reliability }) ? '; small numbers, treat with caution' : ''}`;
