/** The areas a file names, held against those that are known: wrong vintages and files that stop half way. */
import type { Contract } from '../../sources/contract.js';
import { partAreas, partAuthorities, unknownAreas, unmatchedAuthorities } from '../../sources/faults/files.js';
import { type AreaType, codePattern, fineEnoughForWards, levelOf } from '../../sources/geography.js';
import { divided } from '../../sources/ons/authority-changes.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { kindsOf, knows, type ObservationReading } from './kinds.js';
import { cellTable } from './raw.js';

/** How much of a published file may name areas the lookups do not know before it is taken for another vintage. */
const strayShare = 0.01;

/**
 * Codes of the wrong vintage and files that stop half way are found by holding the areas against the register. `totals` is
 * what each count adds up, in SQL, by its title.
 */
export async function checkAreas(
  engine: Engine,
  reading: ObservationReading,
  contract: Contract,
  totals: ReadonlyMap<string, string>,
): Promise<void> {
  const kinds = kindsOf(reading.source, reading.wardType);
  const [first] = kinds;
  if (first && ['ltla', 'utla'].includes(levelOf(first)))
    return checkAuthorityCodes(engine, reading, first, contract, totals);
  if (first && !fineEnoughForWards(first)) return;
  const own = kinds.length === 0;
  const found = own
    ? 'exists (select 1 from area as known where known.area = named.area)'
    : kinds.map((kind) => knows(kind, 'named.area')).join(' or ');
  const [held = {}] = toRows(
    await engine.query(`
    with named as (select area, min(row_number) as first_row from ${cellTable(reading.source)} group by area)
    select count(*) as areas,
      count(*) filter (where not found) as strays,
      arg_min(area, first_row) filter (where not found) as example,
      min(other_type) filter (where not found) as other_type
    from (select named.area, named.first_row,
            (${found}) as found,
            (select min(known.area_type) from area as known where known.area = named.area) as other_type
          from named) as held`),
  );
  const [areas, strays] = [Number(held.areas), Number(held.strays)];
  // Wards of another year are carried where their codes are still in use: the others are no mistake.
  const otherWards = kinds.some((kind) => levelOf(kind) === 'ward' && kind !== reading.wardType);
  if (!otherWards && strays > (own ? 0 : areas * strayShare)) {
    const otherType = held.other_type;
    throw unknownAreas(reading, {
      areas,
      strays,
      example: String(held.example),
      areaType: kinds[0] ?? reading.wardType,
      known: own ? ' or of the smaller areas in it' : ' that the lookup to wards knows',
      ...(otherType ? { otherType: String(otherType) as AreaType } : {}),
    });
  }
  if (own || contract.absent === 'zero') return;
  if (!otherWards && contract.absent === undefined) await checkAuthorities(engine, reading, kinds);
  if ((contract.key ?? []).length > 1) await checkRowsEach(engine, reading);
}

/** In a table of categories every area has a row for each; a row that lacks would make a sum too small. */
async function checkRowsEach(engine: Engine, reading: ObservationReading): Promise<void> {
  const [held = {}] = toRows(
    await engine.query(`
    select count(*) as areas, max(most) as expected, arg_min(area, first_row) as example, arg_min(rows, first_row) as found
    from (select area, min(row_number) as first_row, count(*) as rows, max(count(*)) over () as most
          from ${cellTable(reading.source)} group by area) as each
    where rows < most`),
  );
  if (Number(held.areas) === 0) return;
  throw partAreas(reading, {
    areas: Number(held.areas),
    example: String(held.example),
    expected: Number(held.expected),
    found: Number(held.found),
  });
}

/** A publisher gives an authority whole or not at all; one in part means that the file stops half way. */
async function checkAuthorities(
  engine: Engine,
  reading: ObservationReading,
  kinds: readonly AreaType[],
): Promise<void> {
  const [held = {}] = toRows(
    await engine.query(`
    with named as (select distinct area from ${cellTable(reading.source)}),
      held as (
        select known.authority, min(known.authority_name) as name, count(*) as expected, count(named.area) as found
        from area as known left join named using (area)
        where known.area_type = ${literal(kinds[0] ?? '')} and known.authority is not null
        group by known.authority)
    select count(*) as authorities, min(name) as example, arg_min(expected, name) as expected, arg_min(found, name) as found
    from held where found > 0 and found < expected * ${1 - strayShare}`),
  );
  if (Number(held.authorities) === 0) return;
  throw partAuthorities(reading, {
    authorities: Number(held.authorities),
    example: String(held.example),
    expected: Number(held.expected),
    found: Number(held.found),
  });
}

/**
 * Holds the codes of authorities against those of the assessment's year and those that went into them. What is not matched
 * may hold no more than a hundredth of the codes or of a count's total.
 */
async function checkAuthorityCodes(
  engine: Engine,
  { source, ...reading }: ObservationReading,
  kind: AreaType,
  contract: Contract,
  totals: ReadonlyMap<string, string>,
): Promise<void> {
  const amounts = [...totals.values()];
  const shares = amounts.map(
    (amount) =>
      `cast(sum(case when known then 0 else ${amount} end) as double) / nullif(cast(sum(${amount}) as double), 0)`,
  );
  const [held = {}] = toRows(
    await engine.query(`
    with register as (
      select authority as code from area where authority is not null
      union select code from succession
      union select becomes from succession
    ), read as (
      select cells.*, cells.area in (select code from register) ${levelOf(kind) === 'utla' ? `or substr(cells.area, 2, 2) = '10' and cells.area not in (${[...divided.keys()].map(literal).join(', ')})` : ''} as known
      from ${cellTable(source)} as cells cross join setting as s
      where regexp_full_match(cells.area, ${literal(codePattern(kind))}) and substr(cells.area, 1, 1) = substr(s.country, 1, 1)
        and ${ofNewestPeriod(source, contract)}
        and ${amounts.length > 0 ? `coalesce(${amounts.join(', ')}) is not null` : 'true'}
    )
    select count(distinct area) as areas, count(distinct case when not known then area end) as strays,
      min(case when not known then area end) as example${shares.map((share, i) => `, ${share} as share${i}`).join('')}
    from read`),
  );
  const [areas, strays, example] = [Number(held.areas), Number(held.strays), String(held.example)];
  if (strays === 0) return;
  const worst = [...totals.keys()]
    .map((title, i) => ({ title, share: Number(held[`share${i}`] ?? 0) }))
    .reduce<{ title?: string; share: number }>((a, b) => (b.share > a.share ? b : a), { share: 0 });
  if (strays <= areas * strayShare && worst.share <= strayShare) return;
  throw unmatchedAuthorities(
    { source, ...reading },
    { areas, strays, example, worst, became: divided.get(example) ?? [] },
  );
}

/** True for the rows of the newest period: a file that goes back for years names authorities that have long gone. */
function ofNewestPeriod(source: ObservationReading['source'], { period }: Contract): string {
  if (period === undefined || !('column' in period)) return 'true';
  const column = identifier(period.column);
  return `cells.${column} = (select max_by(${column}, regexp_extract(${column}, '.*([12][0-9][0-9][0-9])', 1) || ' ' || ${column}) from ${cellTable(source)})`;
}
