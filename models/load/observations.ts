/** From a raw table that keeps its contract to observations. */
import { areaTypesOf, type Contract, type Measure, type ObservationSource } from '../../sources/define.js';
import { partAreas, partAuthorities, unknownAreas } from '../../sources/faults/files.js';
import { type AreaType, codePattern, fineEnoughForWards, levelOf } from '../../sources/geography.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { writtenPeriod } from './cells.js';
import { cellTable, type Reading, readCells, statusColumn } from './raw.js';

/** The table that holds one source's observations, less what is the same in every row. */
export const observationTable = (source: ObservationSource): string => `observation_${source.id}`;

/** One source's observations, whole. What is the same in every row is said here: writing it out would double the time. */
export const observationsOf = (source: ObservationSource, snapshot: string, wardType: AreaType): string => `
  select ${literal(source.id)} as source, ${onlyKind(kindsOf(source, wardType)) ?? 'area_type'} as area_type,
    area, period, measure, value, status, ${literal(snapshot)} as snapshot
  from ${observationTable(source)}`;

/**
 * The kinds of area that rows may name, the preferred first; none for a council's own file. A ward of another year whose
 * code is in use still is the same ward: a new outline gets a new code.
 */
export const kindsOf = (source: ObservationSource, wardType: AreaType): readonly AreaType[] =>
  areaTypesOf(source).flatMap((type) => (levelOf(type) === 'ward' && type !== wardType ? [wardType, type] : [type]));

/** The kind of every row, where there is but one; otherwise it is a column. */
const onlyKind = (kinds: readonly AreaType[]): string | undefined =>
  kinds.length === 1 && kinds[0] ? literal(kinds[0]) : undefined;

export interface ObservationReading extends Reading {
  readonly source: ObservationSource;
  readonly period: string;
  /** The measures wanted; the others stay in the file. */
  readonly measures: readonly Measure[];
  /** The ward vintage of the assessment, for files whose rows name areas of any kind. */
  readonly wardType: AreaType;
}

/**
 * Loads one source in two parts. `read` reads and checks its cells; `store` holds its areas against the table `area` and
 * makes `observation_<id>`, with a row for each area, period and measure. Both throw a Fault, and leave the last good
 * table, when the file breaks its contract.
 */
export function loadObservations(engine: Engine, reading: ObservationReading) {
  let contract: Contract | undefined;
  return {
    read: async (): Promise<void> => {
      contract = await readCells(engine, reading);
    },
    store: async (): Promise<void> => {
      if (!contract) throw new Error(`${reading.source.id} is stored before it is read`);
      await checkAreas(engine, reading, contract);
      await engine.create(observationTable(reading.source), selectObservations(reading, contract));
      await engine.drop(cellTable(reading.source));
    },
  };
}

function selectObservations(reading: ObservationReading, contract: Contract): string {
  const { source, measures } = reading;
  const mixed = onlyKind(kindsOf(source, reading.wardType)) === undefined;
  const cells = measures.flatMap((measure, i) => {
    const when = condition(measure, contract);
    return [
      `case when ${when} then ${figureOf(measure.of, contract)} end as v${i}`,
      `case when ${when} then ${cellStatus(measure.of, contract)} end as s${i}`,
    ];
  });
  const sums = measures.flatMap((_, i) => [`sum(v${i}) as v${i}`, `max(s${i}) as s${i}`]);
  const parts = measures.map(
    (measure, i) => `
      select ${mixed ? 'area_type, ' : ''}area, period, ${literal(measure.id)} as measure,
        cast(case when s${i} = 0 then v${i} end as decimal(18, 6)) as value,
        case s${i} when 0 then 'measured' when 1 then 'missing' else 'withheld' end as status
      from grouped where s${i} is not null`,
  );
  return `
    with measured as (
      select area, ${periodOf(reading, contract)} as period, ${cells.join(', ')} from ${cellTable(reading.source)}
    ), grouped as (
      select ${mixed ? `${areaTypeOf(reading)} as area_type, ` : ''}area, period, ${sums.join(', ')} from measured group by area, period
    ) ${[...parts, ...absences(reading, contract)].join(' union all ')}`;
}

/** In a file of events an area without a row had none: areas of the kinds it names, in the authorities it names, get their zeros. */
function absences({ source, measures, wardType }: ObservationReading, contract: Contract): string[] {
  if (contract.absent !== 'zero') return [];
  const [kind, ...more] = kindsOf(source, wardType);
  return measures.map(
    (measure) => `
      select ${kind && more.length === 0 ? '' : 'other.area_type, '}other.area, (select min(period) from measured), ${literal(measure.id)},
        cast(0 as decimal(18, 6)), 'measured'
      from area as other
      where other.area_type ${kind ? `= ${literal(kind)}` : 'in (select area_type from grouped)'}
        and other.authority in (select known.authority from area as known join measured using (area))
        and other.area not in (select area from measured)`,
  );
}

/** The first kind of a list that knows the code. A row of a council's own file may name any area we know; the assessment's own wards come first. */
function areaTypeOf({ source, wardType }: ObservationReading): string {
  const kinds = kindsOf(source, wardType);
  if (kinds.length > 0) {
    const known = kinds.map((kind) => `when ${knows(kind, 'measured.area')} then ${literal(kind)}`);
    return `case ${known.join(' ')} else ${literal(kinds[0] ?? wardType)} end`;
  }
  return `(select case when bool_or(known.area_type = ${literal(wardType)}) then ${literal(wardType)} else max(known.area_type) end
    from area as known where known.area = measured.area)`;
}

/** Whether a code is one of a kind: small areas and wards by the register, larger ones by the look of the code. */
const knows = (kind: AreaType, code: string): string =>
  fineEnoughForWards(kind)
    ? `exists (select 1 from area as known where known.area = ${code} and known.area_type = ${literal(kind)})`
    : `regexp_full_match(${code}, ${literal(codePattern(kind))})`;

function periodOf(reading: ObservationReading, contract: Contract): string {
  if (contract.period === undefined) return literal(reading.period);
  if ('column' in contract.period) return writtenPeriod(identifier(contract.period.column));
  const date = identifier(contract.period.spanOf);
  const month = (which: string) => `(select strftime(${which}(${date}), '%B %Y') from ${cellTable(reading.source)})`;
  return `${month('min')} || ' to ' || ${month('max')}`;
}

function condition({ where }: Measure, contract: Contract): string {
  if (where === undefined) return 'true';
  const assumed = contract.assume?.[where.column];
  const cell = assumed === undefined ? identifier(where.column) : literal(assumed);
  return `${cell} in (${where.in.map(literal).join(', ')})`;
}

const figureOf = (name: string, contract: Contract): string =>
  contract.columns[name] ? identifier(name) : `cast(${literal(contract.assume?.[name] ?? '')} as decimal(18, 6))`;

const cellStatus = (name: string, contract: Contract): string => (contract.columns[name] ? statusColumn(name) : '0');

/** How much of a published file may name areas the lookups do not know before it is taken for another vintage. */
const strayShare = 0.01;

/** Codes of the wrong vintage and files that stop half way are found by holding the areas against the register. */
async function checkAreas(engine: Engine, reading: ObservationReading, contract: Contract): Promise<void> {
  const { source } = reading;
  const kinds = kindsOf(source, reading.wardType);
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
  if (!otherWards) await checkAuthorities(engine, reading, kinds);
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
