/** SQL for one cell of a raw table: its cleaned value, its status, and whether it breaks the contract. */
import type { Column, Contract } from '../../sources/contract.js';
import { mends } from '../../sources/faults/mending.js';
import { postcodeShape } from '../../sources/geography.js';
import { identifier, literal } from '../engine/quote.js';

/** A code stands alone, or before the area's name as Nomis prints it: `E01010646 : Bradford 001A`. */
const codeShape = '^([A-Z][0-9]{8})(?: : .*)?$';

const trimmed = (name: string): string => `trim(${identifier(name)})`;

/** What stands in a column, or in those that stand for it where it is blank. */
const held = (name: string, { instead = [] }: Column): string =>
  instead.length === 0
    ? identifier(name)
    : `coalesce(${[name, ...instead].map((one) => `nullif(${trimmed(one)}, '')`).join(', ')})`;

/** The value of a cell as its type; NULL where there is none or it cannot be read. */
export function cleaned(name: string, column: Column): string {
  switch (column.type) {
    case 'code':
      return `case when length(${held(name, column)}) = 9 then upper(${held(name, column)}) else regexp_extract(upper(trim(${held(name, column)})), '${codeShape}', 1) end`;
    case 'number':
    case 'whole':
      return `try_cast(replace(${trimmed(name)}, ',', '') as decimal(18, 6))`;
    case 'area':
      return `coalesce(nullif(regexp_extract(${written(name)}, '^([A-Z][0-9]{8})([.]0+)?$', 1), ''), nullif(regexp_extract(${written(name)}, '^${postcodeShape}$'), ''))`;
    case 'date':
      return dateOf(trimmed(name));
    case 'yes_no':
      return `case when lower(${trimmed(name)}) in ('y', 'yes', 'true', '1') then 'Y' when lower(${trimmed(name)}) in ('n', 'no', 'false', '0') then 'N' end`;
    case 'month':
      return `try_cast(${trimmed(name)} || '-01' as date)`;
    case 'choice':
      return column.typed ? asTyped(trimmed(name), column) : trimmed(name);
    case 'list':
      return column.typed ? `array_to_string(${itemsOf(name, column)}, ';')` : `array_to_string(${splitAt(name)}, ';')`;
    default:
      return trimmed(name);
  }
}

/** What somebody typed for a code: spaces do not matter, nor capitals. */
const written = (name: string): string => `upper(regexp_replace(${identifier(name)}, '[\\s\u00a0]', '', 'g'))`;

/**
 * A day as people in Britain write it, as ISO 8601 does, either with a time of day, or as the days since 1899 that a spreadsheet
 * keeps. A year has four digits, or 31/03/25 would be a day of the first century.
 */
function dateOf(cell: string): string {
  const day = `regexp_extract(${cell}, '^(.*?)([ T][0-9]{1,2}:[0-9:.]+Z?)?$', 1)`;
  const read = `cast(try_strptime(${day}, ['%d/%m/%Y', '%Y-%m-%d', '%d-%m-%Y', '%d %B %Y', '%d %b %Y']) as date)`;
  return `case when regexp_full_match(${cell}, '[2-6][0-9]{4}([.][0-9]+)?') then date '1899-12-30' + cast(floor(cast(${cell} as double)) as integer)
    when regexp_full_match(${day}, '(.*[^0-9])?(19|20)[0-9]{2}(-[0-9]+-[0-9]+)?') then ${read} end`;
}

const splitAt = (name: string): string => `regexp_split_to_array(${trimmed(name)}, '\\s*[;,]\\s*')`;

/** The items of a list as the choices that were meant, NULL where one is none. */
const itemsOf = (name: string, column: Column): string =>
  `list_transform(${splitAt(name)}, one -> ${asTyped('one', column)})`;

/** A cell that must not be blank is not made of spaces either. */
const notEmpty = (name: string, { blanks }: Column): string => (blanks ? 'true' : `${trimmed(name)} <> ''`);

/** The choice that somebody meant: capitals do not matter, nor spaces for underscores. NULL where there is none. */
function asTyped(cell: string, { choices = [] }: Column): string {
  const folded = choices.map((choice) => literal(choice.toLowerCase()));
  return `list_extract([${choices.map(literal).join(', ')}], list_position([${folded.join(', ')}], replace(lower(trim(${cell})), ' ', '_')))`;
}

/** 0 a figure, 1 none, 2 withheld by the publisher. */
export function statusOf(name: string, column: Column, contract: Contract): string {
  const marked = (kind: 'withheld' | 'missing') => marksOf(contract, kind).map(literal).join(', ');
  const cases: string[] = [];
  if (column.blanks) cases.push(`when ${identifier(name)} is null then ${blankStatus(column)}`);
  if (marked('withheld')) cases.push(`when ${trimmed(name)} in (${marked('withheld')}) then 2`);
  if (marked('missing')) cases.push(`when ${trimmed(name)} in (${marked('missing')}) then 1`);
  return cases.length ? `case ${cases.join(' ')} else 0 end` : '0';
}

function blankStatus({ why }: Column): string {
  if (!why) return '1';
  const begins = why.withheld.map((words) => `starts_with(${trimmed(why.column)}, ${literal(words)})`).join(' or ');
  return `(case when ${begins} then 2 else 1 end)`;
}

const marksOf = (contract: Contract, kind: 'withheld' | 'missing'): string[] =>
  Object.entries(contract.marks ?? {}).flatMap(([mark, means]) => (means === kind ? [mark] : []));

/** True for a cell that breaks the contract. */
export const breaks = (name: string, column: Column, contract: Contract): string =>
  `(${faultsOf(name, column, contract)
    .map(({ when }) => when)
    .join(' or ')})`;

/** Every way in which a cell can break the contract: when it does, and what was expected. */
export function faultsOf(
  name: string,
  column: Column,
  contract: Contract,
): readonly { readonly when: string; readonly expected: string; readonly mend?: string }[] {
  const blank = `${held(name, column)} is null`;
  const unreadable = `not (${readable(name, column, contract)})`;
  const value = cleaned(name, column);
  const { between, partOf = '', longest } = column;
  const whole = contract.columns[partOf];
  return [
    {
      when: column.blanks ? `(not ${blank} and ${unreadable})` : `(${blank} or ${unreadable})`,
      expected: expected(column, contract),
    },
    ...(between
      ? [
          {
            when: `coalesce(${value} not between ${between[0]} and ${between[1]}, false)`,
            expected: `a number from ${between.map((n) => n.toLocaleString('en-GB')).join(' to ')}`,
            mend: mends.between,
          },
        ]
      : []),
    ...(whole
      ? [
          {
            when: `coalesce(${value} > ${cleaned(partOf, whole)}, false)`,
            expected: `no more than in "${partOf}" of the same row`,
            mend: mends.partOf,
          },
        ]
      : []),
    ...(longest === undefined ? [] : faultsOfWords(name, longest)),
  ];
}

/** Control characters, line ends left out, and marks that make text read otherwise than it is written. */
const unseen = '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]';

/** An e-mail address, or the number of a mobile telephone. */
const reached =
  '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+[.][A-Za-z]|(^|[^0-9])([+]44[ ]?[(]?0?[)]?|0)7[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}([^0-9]|$)';

/** What may not stand in words from outside that are published. */
const faultsOfWords = (name: string, longest: number) => [
  {
    when: `coalesce(length(${trimmed(name)}) > ${longest}, false)`,
    expected: `at most ${longest.toLocaleString('en-GB')} characters`,
    mend: mends.longest,
  },
  {
    when: `coalesce(regexp_matches(${identifier(name)}, ${literal(unseen)}), false)`,
    expected: 'text in which every character can be seen',
    mend: mends.unseen,
  },
  {
    when: `coalesce(regexp_matches(${identifier(name)}, ${literal(reached)}), false)`,
    expected: 'words that may be published, without anybody’s e-mail address or mobile telephone',
    mend: mends.reached,
  },
];

function readable(name: string, column: Column, contract: Contract): string {
  const value = cleaned(name, column);
  const marks = Object.keys(contract.marks ?? {})
    .map(literal)
    .join(', ');
  const orMarked = marks ? ` or ${trimmed(name)} in (${marks})` : '';
  switch (column.type) {
    case 'code':
      return `regexp_full_match(${value}, '[A-Z][0-9]{8}')`;
    case 'area':
    case 'yes_no':
      return `${value} is not null`;
    case 'number':
      return `${value} is not null${orMarked}`;
    case 'whole':
      return `coalesce(${value} >= 0 and ${value} = floor(${value}), false)${orMarked}`;
    case 'date':
    case 'month':
      return `${value} is not null`;
    case 'choice':
      return `coalesce(${value} in (${(column.choices ?? []).map(literal).join(', ')}), false)`;
    case 'list':
      return column.typed
        ? `len(list_filter(${itemsOf(name, column)}, one -> one is null)) = 0`
        : notEmpty(name, column);
    default:
      return notEmpty(name, column);
  }
}

/** True for the rows of a file that its contract wants. */
export function wantedRows({ only = {}, columns }: Contract): string {
  const conditions = Object.entries(only).map(([name, wording]) => {
    const column = columns[name];
    if (!column) throw new Error(`rows are chosen by ${name}, which is no column of the contract`);
    const cell = `coalesce(trim(${held(name, column)}), '')`;
    return 'matches' in wording
      ? `regexp_full_match(${cell}, ${literal(wording.matches)})`
      : `${cell} in (${wording.map(literal).join(', ')})`;
  });
  return conditions.join(' and ') || 'true';
}

/**
 * A period as a reader knows it: `202425`, as the Department for Education writes school years, and the ISO intervals
 * of ONS (`2024-04-01/P1Y`) become `2024/25`, a whole calendar year `2024`. Any other stays as the file has it.
 */
export function writtenPeriod(cell: string): string {
  const year = `substr(${cell}, 1, 4)`;
  const next = `right(cast(cast(${year} as integer) + 1 as varchar), 2)`;
  return `case
    when regexp_full_match(${cell}, '[12][0-9]{5}') and substr(${cell}, 5) = ${next} then ${year} || '/' || ${next}
    when regexp_full_match(${cell}, '[12][0-9]{3}-01-01/P1Y') then ${year}
    when regexp_full_match(${cell}, '[12][0-9]{3}-[0-9]{2}-01/P1Y') then ${year} || '/' || ${next}
    else ${cell} end`;
}

/** What the contract expects of a column, in words. */
function expected(column: Column, contract: Contract): string {
  const marks = Object.keys(contract.marks ?? {});
  const orMark = marks.length ? ` or one of ${marks.join(' ')}` : '';
  switch (column.type) {
    case 'code':
    case 'area':
      return 'an area code such as E05001341';
    case 'yes_no':
      return 'Y or N';
    case 'number':
      return `a number${orMark}`;
    case 'whole':
      return `a whole number${orMark}`;
    case 'date':
      return 'a date such as 31/03/2025';
    case 'month':
      return 'a month such as 2025-09';
    case 'choice':
      return `one of: ${(column.choices ?? []).join('; ')}`;
    case 'list':
      return column.choices ? `one or more of: ${column.choices.join('; ')}` : 'some text, items between semicolons';
    default:
      return 'some text';
  }
}
