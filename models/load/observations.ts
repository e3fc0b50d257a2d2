/** From a raw table that keeps its contract to observations. */

import type { Contract } from '../../sources/contract.js';
import { isOwn, type Measure, type ObservationSource } from '../../sources/define.js';
import type { AreaType } from '../../sources/geography.js';
import type { Engine } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { writtenPeriod } from './cells.js';
import { kindsOf, knows, type ObservationReading, onlyKind } from './kinds.js';
import { checkAreas } from './known-areas.js';
import { placeCells } from './places.js';
import { cellTable, readCells, statusColumn } from './raw.js';

/** The table that holds one source's observations, less what is the same in every row. */
export const observationTable = (source: ObservationSource): string => `observation_${source.id}`;

/** One source's observations, whole. What is the same in every row is said here: writing it out would double the time. */
export const observationsOf = (source: ObservationSource, snapshot: string, wardType: AreaType): string => `
  select ${literal(source.id)} as source, ${onlyKind(kindsOf(source, wardType)) ?? 'area_type'} as area_type,
    area, period, measure, value, status, ${literal(snapshot)} as snapshot
  from ${observationTable(source)}`;

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
      if (isOwn(reading.source)) await placeCells(engine, reading, contract);
      await checkAreas(engine, reading, contract, totalsOf(reading, contract));
      await engine.create(observationTable(reading.source), selectObservations(reading, contract));
      await engine.drop(cellTable(reading.source));
    },
  };
}

/** What each count adds up, by its title. */
const totalsOf = ({ measures }: ObservationReading, contract: Contract): ReadonlyMap<string, string> =>
  new Map(
    measures
      .filter((m) => m.kind === 'count')
      .map((m) => [m.title, `case when ${condition(m, contract)} then ${figureOf(m.of, contract)} end`]),
  );

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
