/**
 * The one gate between counting and everything that is shown: which figures of the council's own counts are withheld.
 *
 * All of them are one set of linked tables: wards add up to their authority, authorities to the country; a part and the
 * rest make the whole; a running total and the next differ by a count; a number used by two indicators is the same
 * number. Small counts are withheld, and then the cheapest further figures, until somebody who knows every figure shown,
 * the rules, and which figures are small still cannot tell one small count from another: each must remain possible.
 * Totals are kept where that costs no more wards. Rounding hides more, and is not counted on. What an earlier edition
 * shows is known: it stays as it is unless it is small now, and nothing is hidden behind it.
 */
import { hashOf, type Step } from '../build.js';
import { codeHash } from '../code.js';
import { type Cell, type ColumnType, type Engine, type Row, toRows } from '../engine/engine.js';
import { loadSolver } from '../statistics/disclosure/linear-programme.js';
import type { Nested } from './cells.js';
import { indicatorCounts, isShown, type OwnCount } from './indicators.js';
import type { Counted } from './linked.js';
import { type Named, shownBefore } from './named.js';
import { itemOf, keyOf, type Placed, tableCounts } from './rows.js';
import { type Rule, rulesOf } from './rules.js';
import { shownCounts } from './shown.js';
import { countTable, type ProtectedTable, protectedTable, protectedTables } from './tables.js';
import { waysOf } from './ways.js';

const withheldTypes = {
  subject: 'text',
  title: 'text',
  item: 'text',
  period: 'text',
  area_level: 'text',
  area: 'text',
  number: 'text',
  number_words: 'text',
  rule: 'text',
} as const;

const judgedTypes = { figure: 'text', rule: 'text' } as const;

/**
 * Makes `withheld`, a row for each figure of the council's own that is not shown, with the rule; and of each declared
 * table what may be shown of it, also in one row a count (`shown_count`); and `judged`, what was chosen of every figure.
 * Where figures were `judged` already, among more than are here, that holds, so that the editions cannot be set against
 * each other: a figure that was not among them, or has another value, is withheld.
 */
export const disclosureStep = (
  engine: Engine,
  declared: Readonly<Record<string, ProtectedTable>> = protectedTables,
  judged?: readonly Row[],
): Step => {
  const tables = Object.entries(declared);
  return {
    makes: ['withheld', 'shown_count', 'judged', ...tables.map(([name]) => protectedTable(name))],
    reads: ['own_count', 'nesting', 'setting', 'shown_before', ...tables.map(([name]) => countTable(name))],
    content: `${codeHash('sources', 'models')} ${judged === undefined ? '' : hashOf(JSON.stringify(judged))}`,
    make: async () => {
      const rowsOf = async (sql: string) => toRows(await engine.query(sql));
      const [setting] = await rowsOf('select suppress_below, protect_zeros, round_to from setting');
      const small = { below: Number(setting?.suppress_below), zeros: setting?.protect_zeros === true };
      const own = (await rowsOf(
        'select * from own_count order by indicator, period, area_level, area',
      )) as unknown as OwnCount[];
      const nesting = (await rowsOf(
        'select * from nesting order by area_level, area, in_level, in_area',
      )) as unknown as Nested[];
      const before = shownBefore((await rowsOf('select * from shown_before')) as unknown as Named[]);
      const counted = await Promise.all(
        tables.map(async ([name, declared]) => {
          const rows = await rowsOf(`select * from ${countTable(name)} order by ${declared.key.join(', ')}`);
          const counts = tableCounts(name, declared, rows, small, before);
          const ways = counts.belonging.length > 0 ? waysOf(await loadSolver(), counts.belonging) : [];
          return { name, declared, rows, ...counts, ways };
        }),
      );
      const figures = [indicatorCounts(own, small, before), ...counted];
      const of = [own.filter(isShown).map(placeOf), ...counted.map(({ name, placed }) => placed.map(() => name))];
      const names = namesOf(figures, of);
      const rules =
        judged === undefined ? rulesOf(await loadSolver(), figures, nesting, small) : rulesAmong(judged, names);
      const roundTo = typeof setting?.round_to === 'number' ? setting.round_to : undefined;
      const log = own
        .filter(isShown)
        .map((row, i): Row => ({ ...emptied, ...keysOf(row), subject: row.indicator, rule: rules[0]?.[i] ?? null }));
      for (const [i, { name, declared, rows, placed }] of counted.entries()) {
        const ruled = placed.map((one, k) => ({ ...one, rule: rules[i + 1]?.[k] ?? null }));
        log.push(...ruled.map((one) => logged(name, declared, rows, one)));
        await engine.load(protectedTable(name), typesOf(declared), shownOf(declared, rows, ruled, roundTo));
      }
      await engine.load('judged', judgedTypes, { figure: names.flat(), rule: rules.flat() });
      await engine.create('shown_count', shownCounts(declared), 'view');
      await engine.load(
        'withheld',
        withheldTypes,
        columnsOf(
          withheldTypes,
          log.filter(({ rule }) => rule !== null),
        ),
      );
    },
  };
};

const placeOf = ({ indicator, period, area_level, area }: OwnCount): string =>
  JSON.stringify([indicator, period, area_level, area]);

/** A name for each figure that no other has: what it is of, and its counts with their values. */
const namesOf = (counted: readonly Counted[], of: readonly (readonly string[])[]): string[][] =>
  counted.map(({ figures }, t) => figures.map(({ counts }, i) => JSON.stringify([of[t]?.[i], counts])));

function rulesAmong(judged: readonly Row[], names: readonly (readonly string[])[]): (Rule | null)[][] {
  const known = new Map(judged.map(({ figure, rule }) => [figure, rule as Rule | null]));
  return names.map((own) => own.map((name) => (known.has(name) ? (known.get(name) ?? null) : 'gives_one_away')));
}

const emptied = Object.fromEntries(Object.keys(withheldTypes).map((name) => [name, null]));

const keysOf = ({ period = null, area_level = null, area = null }: Partial<OwnCount> | Row): Row => ({
  period,
  area_level,
  area,
});

const columnsOf = (types: object, rows: readonly Row[]) =>
  Object.fromEntries(Object.keys(types).map((name) => [name, rows.map((row) => row[name] ?? null)]));

type Ruled = Placed & { readonly rule: Rule | null };

const logged = (name: string, declared: ProtectedTable, rows: readonly Row[], { row, number, rule }: Ruled): Row => {
  const key = keyOf(declared, rows[row] ?? {});
  const said = {
    subject: name,
    title: declared.title,
    item: itemOf(key),
    number,
    number_words: declared.counts[number] ?? number,
  };
  return { ...emptied, ...keysOf(key), ...said, rule };
};

const typesOf = ({ key, counts, follows = {}, also = [] }: ProtectedTable): Record<string, ColumnType> => ({
  ...Object.fromEntries(key.map((column) => [column, 'text'])),
  ...Object.fromEntries([...Object.keys(counts), ...Object.keys(follows), ...also].map((column) => [column, 'number'])),
  status: 'text',
});

/** The table as it may be shown: counts that are withheld gone, and what follows from them; the others rounded where asked. */
function shownOf(declared: ProtectedTable, rows: readonly Row[], ruled: readonly Ruled[], roundTo: number | undefined) {
  const gone = new Set(ruled.flatMap(({ row, number, rule }) => (rule ? [`${row} ${number}`] : [])));
  const counts = Object.keys(declared.counts);
  const shown = rows.map((row, i): Row => {
    const has = (number: string) => !gone.has(`${i} ${number}`);
    const rounded = (cell: Cell | undefined) =>
      typeof cell === 'number' && roundTo !== undefined ? Math.round(cell / roundTo) * roundTo : (cell ?? null);
    const follows = Object.entries(declared.follows ?? {});
    return {
      ...row,
      ...Object.fromEntries(counts.map((number) => [number, has(number) ? rounded(row[number]) : null])),
      ...Object.fromEntries(follows.map(([column, of]) => [column, of.every(has) ? (row[column] ?? null) : null])),
      status: !counts.every(has) ? 'withheld' : roundTo === undefined ? 'measured' : 'rounded',
    };
  });
  return columnsOf(typesOf(declared), shown);
}
