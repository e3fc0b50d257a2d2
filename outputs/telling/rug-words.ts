/** What a tartan rug says: its finding, what is shown and left out, and its key. */
import type { MartRow } from '../../models/marts.js';
import { isOfFew } from '../drawing/marks.js';
import { type Column, type Figure, type Layout, type Look, lookOf } from '../drawing/rug.js';
import type { KeyEntry } from '../drawing/rug-layers.js';
import { capital, count, counted, indexName, namesIn, wardsIn } from './words.js';

/** A column with what decides whether it is drawn. */
export interface Candidate extends Column {
  readonly listed: MartRow<'mart_indicator_list'>;
  /** Whether any ward is compared with the country. */
  readonly compared: boolean;
}

type Kind = { readonly compared: boolean; readonly listed: Pick<Candidate['listed'], 'in_index' | 'direction'> };

/** Findings rest on these alone: indicators of the index, with a direction, that can be compared. */
export const isOfNeed = ({ listed, compared }: Kind): boolean =>
  compared && listed.in_index && listed.direction !== 'none';

/** On how many indicators of need a ward is compared, and on how many its interval shows more need than the country. */
export interface Standing {
  readonly name: string;
  readonly more: number;
  readonly compared: number;
}

/**
 * Which wards stand out on most indicators, and which on fewest. Only wards compared on every indicator can be the
 * latter: where a figure is withheld, nobody knows that it is not higher.
 */
export function rugFinding(wards: readonly Standing[], indicators: readonly Kind[], country: string): string {
  const used = indicators.filter(isOfNeed);
  const plain = `${capital(counted(indicators.length, 'indicator'))} in ${counted(wards.length, 'ward')}`;
  if (used.length === 0) {
    const none = indicators.some(({ compared }) => compared) ? 'none of need' : 'none';
    return `${plain}; ${none} can be compared with ${country}`;
  }
  const most = Math.max(...wards.map(({ more }) => more));
  const than = (n: number): string => moreThan(used, country, n);
  if (most === 0) {
    const who = wards.length === 1 ? `${wards[0]?.name} ${than(1).replace(' ', ' not ')}` : `No ward ${than(1)}`;
    return `${who} on ${used.length === 1 ? theOne : `any of the ${count(used.length)} ${ofNeed}`}`;
  }
  const top = wards.filter(({ more }) => more === most);
  const whole = wards.filter(({ compared }) => compared === used.length);
  const fewest = Math.min(...whole.map(({ more }) => more));
  const bottom = named(
    whole.filter(({ more }) => more === fewest),
    top.length <= 2,
  );
  const tail = fewest < most ? `; ${bottom} on ${fewest === 0 ? 'none' : count(fewest)}` : '';
  return `${capital(subject(top, wards.length))} ${than(top.length)} on ${share(most, used.length)}${tail}`;
}

const theOne = 'the one indicator of need that can be compared';
const ofNeed = 'indicators of need that can be compared';

function share(n: number, all: number): string {
  if (all === 1) return theOne;
  if (n < all) return `${count(n)} of the ${count(all)} ${ofNeed}`;
  return `${all === 2 ? 'both' : `all ${count(all)}`} ${ofNeed}`;
}

/** "is higher than England", as long as a high value is more need on all of them. */
function moreThan(used: readonly Kind[], country: string, wards: number): string {
  const directions = new Set(used.map(({ listed }) => listed.direction));
  const [only] = directions;
  if (directions.size > 1) return `${wards === 1 ? 'has' : 'have'} more need than ${country}`;
  return `${wards === 1 ? 'is' : 'are'} ${only === 'lower' ? 'lower' : 'higher'} than ${country}`;
}

function subject(wards: readonly Standing[], all: number): string {
  if (wards.length <= 2) return wardsIn(wards.map(({ name }) => name));
  return wards.length === all ? `all ${count(all)} wards` : `${count(wards.length)} of ${count(all)} wards`;
}

/** After names a number needs its noun; after "four of 30 wards" it does not. */
const named = (wards: readonly Standing[], afterNames: boolean): string => {
  if (wards.length <= 2) return wardsIn(wards.map(({ name }) => name));
  return afterNames ? counted(wards.length, 'ward') : count(wards.length);
};

interface About {
  readonly assessment: MartRow<'mart_assessment'>;
  readonly country: string;
  readonly candidates: readonly Candidate[];
  readonly layout: Layout;
  /** The wards' figures, cell by cell. */
  readonly figures: readonly (Figure | undefined)[];
  readonly shown: number;
  readonly wards: number;
}

/** What the table is of, how to read it, and what had to be left out. */
export function rugSubtitle({ assessment, country, candidates, layout, figures, shown, wards }: About): string {
  const { area_name, index_title } = assessment;
  const drawn = candidates.filter(({ indicator }) => layout.columns.some((column) => column.indicator === indicator));
  const reversed = drawn.filter(({ listed }) => listed.direction === 'lower').map(({ listed }) => listed.title);
  const modelled = figures.filter((figure) => figure?.status === 'modelled').length;
  const parts = [
    `Wards of ${area_name} by rank on the ${indexName(index_title)}, compared with ${country} by 95% intervals`,
    unitWords(drawn),
    reversed.length > 0 ? `Low values are more need for ${namesIn(reversed)}` : '',
    modelled > 0
      ? `Hollow signs: ${modelled === 1 ? 'one figure is' : `${count(modelled)} figures are`} modelled, shared out by where people live`
      : '',
    leftOut(candidates, drawn),
    shown < wards ? wardsLeftOut(shown, wards - shown) : '',
  ];
  return `${parts.filter(Boolean).join('. ')}.`;
}

const wardsLeftOut = (shown: number, left: number): string =>
  `The first ${count(shown)} wards are shown, ${count(left)} ${left === 1 ? 'is' : 'are'} left out`;

/** Headings name any unit but per cent and scores, whose titles say what they are. */
const unitWords = (drawn: readonly Candidate[]): string => {
  const inPerCent = drawn.filter(({ listed }) => listed.unit === '%').length;
  if (inPerCent === 0) return '';
  return inPerCent === drawn.length ? 'Values are per cent' : 'Per cent unless the heading says otherwise';
};

function leftOut(candidates: readonly Candidate[], drawn: readonly Candidate[]): string {
  const missing = candidates.filter((one) => !drawn.includes(one));
  if (missing.length === 0) return '';
  const index = missing.filter(({ listed }) => listed.in_index).length;
  const context = missing.length - index;
  const parts = [
    index > 0 ? `${counted(index, 'indicator')} of the index` : '',
    context > 0 ? `${index > 0 ? count(context) : counted(context, 'indicator')} for context` : '',
  ];
  const are = missing.length === 1 ? 'is' : 'are';
  return `For want of room ${parts.filter(Boolean).join(' and ')} ${are} left out`;
}

const order: readonly Look[] = [
  'worse',
  'similar',
  'better',
  'higher',
  'lower',
  'not_compared',
  'withheld',
  'no_figure',
];

/**
 * The looks that occur, with how many of the wards' figures have them. What is not there among the references is
 * explained too; that the country is not compared with itself needs no words.
 */
export function rugKey(
  wards: readonly (Figure | undefined)[],
  references: readonly (Figure | undefined)[],
): KeyEntry[] {
  const reversed = wards.some((figure) => figure?.direction === 'lower');
  const text: Record<Look, string> = {
    worse: reversed ? 'More need' : 'Higher: more need',
    similar: 'Similar',
    better: reversed ? 'Less need' : 'Lower: less need',
    higher: 'Higher',
    lower: 'Lower',
    not_compared: 'Not compared',
    withheld: 'Withheld',
    no_figure: 'No figure',
  };
  const looks = wards.map(lookOf);
  const others = new Set(references.map(lookOf));
  return order.flatMap((look) => {
    const n = looks.filter((one) => one === look).length;
    if (n > 0) return [{ look, text: `${text[look]} (${n.toLocaleString('en-GB')})` }];
    return others.has(look) && look !== 'not_compared' ? [{ look, text: text[look] }] : [];
  });
}

/** How a figure compares, or why it is not there. */
export function saidOf(figure: Figure | undefined): string {
  if (!figure) return 'no figure';
  if (figure.value === null) return figure.status === 'withheld' ? 'withheld' : 'no figure';
  const compared = figure.comparison.replace('_', ' ');
  const why = [
    ...(figure.status === 'measured' ? [] : [figure.status.replace('_', ' ')]),
    ...(isOfFew(figure) ? ['small numbers'] : []),
  ];
  return why.length === 0 ? compared : `${compared} (${why.join(', ')})`;
}
