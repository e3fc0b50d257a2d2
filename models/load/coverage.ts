/**
 * Sources that come in pieces, by publisher and month. Which were published is a table of its own, and figures are made
 * of those alone: what was not published is never 0, and the people of areas without it are not counted either.
 */
import { areaTypesOf, type Coverage, type Measure, type ObservationSource } from '../../sources/define.js';
import { unknownAreas } from '../../sources/faults/files.js';
import { type AreaType, countries } from '../../sources/geography.js';
import { type Engine, toRows } from '../engine/engine.js';
import { identifier, literal } from '../engine/quote.js';
import { pieceTable, readArchive } from './archive.js';
import { lookupTable } from './geography.js';
import type { ObservationReading } from './kinds.js';
import { observationTable } from './observations.js';
import { cellTable } from './raw.js';

export type CoveredSource = ObservationSource & { readonly coverage: Coverage };
type CoveredReading = ObservationReading & { readonly source: CoveredSource };

export const isCovered = (source: ObservationSource): source is CoveredSource => source.coverage !== undefined;

/** Which publisher gave which month. */
export const coverageTable = ({ id }: ObservationSource): string => `coverage_${id}`;
/** How much of the time each authority's publisher covers, and what to say where it is not all of it. */
export const coveredTable = ({ id }: ObservationSource): string => `covered_${id}`;

/** In two parts, as `loadObservations`; `store` makes `coverage_<id>`, `covered_<id>` and `observation_<id>`. */
export function loadCovered(engine: Engine, reading: CoveredReading) {
  const { source } = reading;
  return {
    read: async (): Promise<void> => {
      await readArchive(engine, reading);
    },
    store: async (): Promise<void> => {
      await engine.create(coverageTable(source), selectCoverage(source, reading.release));
      await engine.create(coveredTable(source), selectCovered(source));
      await engine.create(homeTable(source), selectHomes(source));
      await checkPlaces(engine, reading);
      await engine.create(observationTable(source), await selectObservations(engine, reading));
      for (const table of [homeTable(source), pieceTable(source), cellTable(source)]) await engine.drop(table);
    },
  };
}

/** A month with fewer records than this share of its publisher's usual month is only partly there. */
const leastOfUsual = 0.5;

const publisherRows = ({ coverage }: CoveredSource): string =>
  Object.entries(coverage.publishers)
    .map(([id, { name, area }]) => `(${literal(id)}, ${literal(name)}, ${area ? literal(area) : 'null'})`)
    .join(', ');

/**
 * Every publisher and every month from the first of the archive to the one its release is named after, should nobody have
 * given that one; `counted`: figures are about that month.
 */
function selectCoverage(source: CoveredSource, release: string): string {
  const { months } = source.coverage;
  const named = /^\d{4}-\d{2}$/.test(release) ? `date '${release}-01'` : 'null';
  const newest = `max(case when ${named} > month then ${named} else month end)`;
  return `
    with publisher as (
      select publisher, name, area from (values ${publisherRows(source)}) as p (publisher, name, area)
    ), given as (
      select p.publisher, cast(p.month || '-01' as date) as month, sum(c.records) as records
      from ${cellTable(source)} as c join ${pieceTable(source)} as p using (file) group by p.publisher, p.month
    ), usual as (
      select publisher, median(records) as records from given group by publisher
    ), month as (
      select cast(unnest(generate_series(min(month), ${newest}, interval 1 month)) as date) as month, ${newest} as newest from given
    ), judged as (
      select p.publisher, p.name, p.area, m.month, coalesce(g.records, 0) as records,
        m.month > m.newest - interval ${months} month as counted,
        case when g.records is null then 'not_published'
          when g.records < u.records * ${leastOfUsual} then 'partly' else 'published' end as status
      from publisher as p cross join month as m
      left join given as g on g.publisher = p.publisher and g.month = m.month
      left join usual as u on u.publisher = p.publisher
    )
    select ${literal(source.id)} as source, publisher, name, area, strftime(month, '%Y-%m') as month, status,
      cast(records as bigint) as records, counted
    from judged`;
}

/** One row for each authority, and for each country: of how many of the months wanted its publisher gave, and a sentence. */
function selectCovered(source: CoveredSource): string {
  const { lookup, otherYears, called, months, atLeast } = source.coverage;
  const others = Object.entries(otherYears).map(([from, to]) => `(${literal(from)}, ${literal(to)})`);
  const [all, few] = [`of ${months} months`, `fewer than the ${atLeast} needed`];
  return `
    with place as (
      select distinct authority from area where authority is not null
    ), lies as (
      select distinct from_area as authority, to_area as area from ${lookupTable(lookup)}
      union
      select authority, area from (values ${others.join(', ')}) as o (authority, area)
    ), months as (
      select area, min(name) as name, count(*) filter (where counted and status = 'published') as months
      from ${coverageTable(source)} where area is not null group by area
    ), each as (
      select p.authority, l.area, m.name, coalesce(m.months, 0) as months
      from place as p left join lies as l using (authority) left join months as m on m.area = l.area
    ), country as (
      select substr(e.authority, 1, 1) as letter, string_agg(distinct e.name, ', ' order by e.name) as names
      from each as e where e.months < ${atLeast} group by 1
    )
    select ${literal(source.id)} as source, authority, area, name, months,
      case when area is null then 'it is not known in whose area it lies'
        when months = 0 then 'not published by ${called} (' || name || ')'
        when months < ${atLeast} then 'published by ${called} (' || name || ') for ' || months || ' ${all}, ${few}'
        when months < ${months} then 'for ' || months || ' ${all}: the others were not published by ${called} (' || name || ')'
        end as reason
    from each
    union all
    select ${literal(source.id)}, c.country, null, null, null, 'without ' || y.names || ': not published by ${called}'
    from country as y join (values ${countryRows}) as c (letter, country) on c.letter = y.letter`;
}

const countryRows = Object.entries(countries)
  .map(([letter, { code }]) => `(${literal(letter)}, ${literal(code)})`)
  .join(', ');

const homeTable = ({ id }: ObservationSource): string => `home_${id}`;

/** One row for each code a place may have, the kind of area preferred for it, and whose area it lies in. */
function selectHomes(source: CoveredSource): string {
  const kinds = areaTypesOf(source)
    .map((kind, i) => `(${i}, ${literal(kind)})`)
    .join(', ');
  return `
    select a.area, min(k.kind) as kind_place, arg_min(a.area_type, k.kind) as area_type, arg_min(c.area, k.kind) as publisher,
      coalesce(arg_min(c.months, k.kind), 0) as months
    from area as a
    join (values ${kinds}) as k (kind, area_type) on k.area_type = a.area_type
    left join ${coveredTable(source)} as c on c.authority = a.authority
    group by a.area`;
}

/** How much of the events may be at places that no lookup knows before the file is taken for another vintage. */
const strayShare = 0.01;

/** Codes of the wrong vintage would lose their events in silence. Places in countries that are not assessed are no fault. */
async function checkPlaces(engine: Engine, reading: CoveredReading): Promise<void> {
  const { source } = reading;
  const [held = {}] = toRows(
    await engine.query(`
    with place as (
      select area, sum(records) as records from ${cellTable(source)} where area is not null group by area
    ), held as (
      select p.area, p.records, h.area is null as stray
      from place as p left join ${homeTable(source)} as h on h.area = p.area
      where substr(p.area, 1, 1) in (select substr(area, 1, 1) from ${homeTable(source)})
    )
    select count(*) as areas, count(*) filter (where stray) as strays, min(area) filter (where stray) as example,
      sum(records) as records, coalesce(sum(records) filter (where stray), 0) as lost
    from held`),
  );
  if (Number(held.lost) <= Number(held.records) * strayShare) return;
  throw unknownAreas(reading, {
    areas: Number(held.areas),
    strays: Number(held.strays),
    example: String(held.example),
    areaType: areaTypesOf(source)[0] as AreaType,
    known: ' that the lookup to wards knows',
  });
}

/** The column of a measure that says how many years were published. */
const yearsPublished = 'years_published';

async function selectObservations(engine: Engine, { source, measures }: CoveredReading): Promise<string> {
  const { months, atLeast } = source.coverage;
  const counts = measures.filter(({ of }) => of !== yearsPublished);
  const period = await periodOf(engine, source);
  const sums = counts.map((measure, i) => `sum(records) filter (where ${condition(measure)}) as v${i}`);
  const home = `select area_type, area, kind_place, months, months >= ${atLeast} as enough from ${homeTable(source)}`;
  const figures = counts.map(
    (measure, i) => `
    select h.area_type, h.area, ${literal(measure.id)} as measure,
      cast(case when h.enough then coalesce(e.v${i}, 0) end as decimal(18, 6)) as value, h.enough
    from home as h left join event as e on e.area = h.area
    where h.kind_place = 0 or e.v${i} > 0`,
  );
  const years = measures
    .filter(({ of }) => of === yearsPublished)
    .map(
      ({ id }) => `
    select area_type, area, ${literal(id)}, cast(case when enough then months / ${months}.0 end as decimal(18, 6)), enough
    from home where kind_place = 0`,
    );
  // Events at no place that is known: they are in no ward, and reconciliation says how many they are.
  const nowhere = counts.map(
    (measure, i) => `
    select ${literal(String(areaTypesOf(source)[0]))}, 'nowhere', ${literal(measure.id)}, cast(sum(v${i}) as decimal(18, 6)), true
    from event where area is null having sum(v${i}) > 0`,
  );
  return `
    with published as (
      select area as publisher, cast(month || '-01' as date) as month from ${coverageTable(source)}
      where counted and status = 'published' and area is not null
    ), event as (
      select h.area, ${sums.join(', ')}
      from ${cellTable(source)} as c
      join ${pieceTable(source)} as p using (file)
      join (values ${publisherRows(source)}) as f (publisher, name, area) on f.publisher = p.publisher and f.area is not null
      left join ${homeTable(source)} as h on h.area = c.area
      join published as s on s.publisher = coalesce(h.publisher, f.area) and s.month = cast(p.month || '-01' as date)
      group by h.area
    ), home as (${home})
    select area_type, area, ${literal(period)} as period, measure, value,
      case when enough then 'measured' else 'unpublished' end as status
    from (${[...figures, ...years, ...nowhere].join(' union all ')}) as figure`;
}

async function periodOf(engine: Engine, source: CoveredSource): Promise<string> {
  const words = (which: string) => `strftime(${which}(cast(month || '-01' as date)), '%B %Y')`;
  const { period } = await engine.query(
    `select ${words('min')} || ' to ' || ${words('max')} as period from ${coverageTable(source)} where counted`,
  );
  return String(period?.[0]);
}

const condition = ({ where }: Measure): string =>
  where ? `c.${identifier(where.column)} in (${where.in.map(literal).join(', ')})` : 'true';
