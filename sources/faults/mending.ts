/** How to mend a council's own file, in words for whoever filled it in. */
import type { Column } from '../contract.js';
import { nearest } from '../formats/nearest.js';

type Told = readonly [when: RegExp, mend: string];

/** What stands where a number should, in one way or another, for “there is none”. */
const noFigure = /^(\*+|[-–—.:]+|\[?[cuxz]\]?|n\/?[ak]\.?|nil|null|none|not known|unknown|tbc|suppressed|\?+|#n\/a)$/i;

const numbers: readonly Told[] = [
  [
    /^[<>≤≥]|^(less|fewer|under|up to|1 ?[-–] ?[45]$)/i,
    'Give the true count: small counts are protected here and never shown. If you may not, leave the cell blank.',
  ],
  [noFigure, 'Leave the cell blank where there is no figure; write 0 only for none.'],
  [/%$/, 'Give how many, not per cent.'],
  [/[£$€]/, 'Give the number alone, without a sign of money.'],
  [/^#+$/, 'The column was too narrow for the spreadsheet to show its number: widen it and save again.'],
  [/^-\s*[0-9.]+$/, 'A count cannot be below 0.'],
  [/^[0-9]+[.][0-9]+$/, 'A count is whole: see whether a rate or a mean stands where the count should.'],
  [/^[0-9][0-9\s\u00a0]*[0-9]$/, 'Take out the space inside the number.'],
  [/[0-9]/, 'Give the number alone, in figures; words can go into a column of their own, which is not loaded.'],
  [/./, 'Write the number in figures, or leave the cell blank where there is none.'],
];

const areas: readonly Told[] = [
  [
    /^[0-9]{6,8}(\.0+)?$/,
    'The letter at the start is lost, as happens where a spreadsheet takes a code for a number. It cannot be got back from what is left: copy the codes again from where they came.',
  ],
  [
    /^[0-9.,]+E[+-]?[0-9]+$/i,
    'A spreadsheet has made a number of it: copy the codes again, into cells formatted as text.',
  ],
  [/[A-Z][0-9]{8}.+[A-Z][0-9]{8}/i, 'Give one code a row.'],
  [/^[A-Z]O[0-9O]+$/i, 'A letter O stands where a nought should.'],
  [/^[A-Z][0-9]+$/i, 'A code is one letter and eight digits: digits are missing or too many.'],
  [/^#/, 'A formula of the spreadsheet went wrong: put the code itself into the cell.'],
  [/^[A-Z]{1,2}[0-9]/i, 'Part of a postcode says too little: give the whole postcode, or the code of the ward.'],
  [/./, 'Give the code in place of the name: areas of one name are many.'],
];

const dates: readonly Told[] = [
  [/^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}$/, 'Write the year with four digits.'],
  [/^#+$/, 'The column was too narrow for the spreadsheet to show its dates: widen it and save again.'],
  [/^(0?[1-9]|1[0-2])\/(1[3-9]|2[0-9]|3[01])\/[0-9]{4}/, 'The month stands before the day: write the day first.'],
  [/^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}$/, 'Write strokes in place of the dots: 31/03/2025.'],
  [/^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'There is no such day.'],
  [noFigure, 'Give the date; leave out rows whose date nobody knows, and say so in the file of gaps.'],
  [/./, 'Write day, month and year: 31/03/2025.'],
];

const byType: Partial<Record<Column['type'], readonly Told[]>> = {
  number: numbers,
  whole: numbers,
  area: areas,
  code: areas,
  date: dates,
  yes_no: [[/./, 'Write Y or N; leave the cell blank where it is not known.']],
};

/** What to do about a cell that cannot be read. */
export function mendCell({ type, choices = [], blanks }: Column, found: string): string {
  const cell = found.trim();
  if (cell === '') return blanks ? 'Fill the cell in.' : 'Fill the cell in, or take the whole row out.';
  if (choices.length > 0) {
    const wrong = type === 'list' ? cell.split(/\s*[;,]\s*/).find((item) => !choices.includes(item)) : cell;
    const meant = nearest(wrong ?? cell, choices);
    return meant ? `Did you mean “${meant}”?` : 'Use the words that are expected, spelt as they are here.';
  }
  return byType[type]?.find(([when]) => when.test(cell))?.[1] ?? 'Fill the cell in.';
}

export const mends = {
  between: 'See whether two columns have changed places, or a digit is missing.',
  partOf: 'A part cannot be more than its whole: see which of the two numbers is wrong.',
  twice: 'Keep one of the rows, or add them up into one.',
  example: 'Take the example row of the template out.',
  longest: 'Say it in fewer words.',
  unseen: 'Characters that cannot be seen came in with something pasted: type the words again.',
  reached: 'Name the organisation or its team; how to reach one person is not for publishing.',
  few: 'Fill in a row for each, below the headings.',
  torn: 'A comma inside a cell makes two of it: put the cell between quotation marks, or save the file as XLSX.',
} as const;
