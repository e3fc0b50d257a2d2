/** How a number was made, back to the published bytes. Read from the same tables that made it. */

import { readModels, type SqlModel } from '../models/build.js';
import { type Engine, type Row, toRows } from '../models/engine/engine.js';
import { literal } from '../models/engine/quote.js';
import { unknownArea, unknownIndicator } from '../sources/faults/command.js';
import { nearest } from '../sources/formats/nearest.js';

/** A measure that a figure stands on, with the small areas it was added up from. */
export interface Ingredient {
  readonly role: 'numerator' | 'denominator' | 'weight';
  readonly source: Row;
  readonly measure: string;
  readonly title: string;
  readonly period: string;
  /** Area, figure, weight where it is averaged, share in this ward; empty where they may not be shown. */
  readonly parts: readonly Row[];
  readonly partsWithheld: boolean;
}

export interface Explanation {
  readonly area: Row;
  readonly figure: Row;
  readonly ingredients: readonly Ingredient[];
  /** How good the indicator’s figures are. */
  readonly quality: Row | undefined;
  /** The models the figure went through, last first. */
  readonly models: readonly SqlModel[];
}

/** The assessed area with this code or name. Throws a Fault with the nearest name when there is none. */
export async function findArea(engine: Engine, wanted: string): Promise<Row> {
  const areas = toRows(
    await engine.query('select area_level, area, name, has_parts from assessed order by place, name'),
  );
  const folded = wanted.trim().toLowerCase();
  const found =
    areas.find((a) => String(a.area).toLowerCase() === folded) ??
    areas.find((a) => String(a.name).toLowerCase() === folded);
  if (found) return found;
  throw unknownArea(
    wanted,
    nearest(
      wanted,
      areas.map((a) => String(a.name)),
    ),
  );
}

/** Where a place in the index stands, what it is made of, and which areas it was added up from, by kind of area. */
const placedIn: Readonly<Record<string, { index: string; domains: string; parts: string }>> = {
  ward: { index: 'mart_index', domains: 'mart_domain', parts: 'share' },
  zone: { index: 'mart_zone', domains: 'mart_zone_domain', parts: 'zone_share' },
};

/** Every indicator's figure for an area, its place in the index where it is a ward or a zone, and a zone's wards. */
export async function explainArea(engine: Engine, wanted: string) {
  const area = await findArea(engine, wanted);
  const at = `area_level = ${literal(String(area.area_level))} and area = ${literal(String(area.area))}`;
  const figures = toRows(await engine.query(`select * from mart_indicator where ${at} order by position`));
  const level = String(area.area_level);
  const marts = placedIn[level];
  const placed = async (mart: string, order: string) =>
    toRows(
      await engine.query(`select * from ${mart} where ${level} = ${literal(String(area.area))} order by ${order}`),
    );
  const [index] = marts ? await placed(marts.index, 'rank') : [];
  const domains = marts ? await placed(marts.domains, 'position') : [];
  const wards = level === 'zone' ? await placed('mart_zone_ward', 'ward_name') : [];
  return { area, figures, index, domains, wards };
}

/** One figure, taken apart. Throws a Fault for an area or indicator that is not there. */
export async function explainFigure(engine: Engine, wantedArea: string, wantedIndicator: string): Promise<Explanation> {
  const area = await findArea(engine, wantedArea);
  const indicators = toRows(await engine.query('select * from indicator order by position'));
  const indicator = indicators.find((i) => i.indicator === wantedIndicator);
  if (!indicator) {
    throw unknownIndicator(
      wantedIndicator,
      nearest(
        wantedIndicator,
        indicators.map((i) => String(i.indicator)),
      ),
    );
  }
  const [figure] = toRows(
    await engine.query(`select * from mart_indicator where indicator = ${literal(wantedIndicator)}
      and area_level = ${literal(String(area.area_level))} and area = ${literal(String(area.area))}`),
  );
  if (!figure) throw new Error(`mart_indicator has no row for ${wantedIndicator} in ${area.area}`);
  const ingredients = await ingredientsOf(engine, area, indicator);
  const [quality] = toRows(
    await engine.query(`select * from mart_quality where indicator = ${literal(wantedIndicator)}`),
  );
  return { area, figure, ingredients, quality, models: await lineage(engine, 'mart_indicator') };
}

async function ingredientsOf(engine: Engine, area: Row, indicator: Row): Promise<Ingredient[]> {
  const numerator = await ingredient(
    engine,
    area,
    'numerator',
    String(indicator.numerator_source),
    String(indicator.numerator_measure),
  );
  if (indicator.denominator_measure !== null) {
    const { denominator_source: source, denominator_measure: measure } = indicator;
    return [numerator, await ingredient(engine, area, 'denominator', String(source), String(measure))];
  }
  const [average] = toRows(
    await engine.query(`select averaged_by_source, averaged_by_measure from measure
      where source = ${literal(String(indicator.numerator_source))} and measure = ${literal(String(indicator.numerator_measure))}`),
  );
  const { averaged_by_source: source, averaged_by_measure: measure } = average ?? {};
  return source ? [numerator, await ingredient(engine, area, 'weight', String(source), String(measure))] : [numerator];
}

async function ingredient(
  engine: Engine,
  area: Row,
  role: Ingredient['role'],
  source: string,
  measure: string,
): Promise<Ingredient> {
  const of = `o.source = ${literal(source)} and o.measure = ${literal(measure)}`;
  const [about] = toRows(await engine.query(`select * from source_used where source = ${literal(source)}`));
  const [declared] = toRows(await engine.query(`select title, disclosure from measure as o where ${of}`));
  const [latest] = toRows(await engine.query(`select period from latest_period as o where ${of}`));
  const period = String(latest?.period ?? '');
  // A council's own counts by smaller area are smaller still: they are never shown.
  const partsWithheld = declared?.disclosure === 'own';
  const level = String(area.area_level);
  const shares = placedIn[level]?.parts;
  const parts =
    partsWithheld || shares === undefined
      ? []
      : toRows(
          await engine.query(`
            select o.area, o.value, o.status, s.share, s.method, ${level === 'ward' ? 's.via' : 'null as via'}
            from observation as o
            join ${shares} as s on s.from_type = o.area_type and s.area = o.area
            where ${of} and o.period = ${literal(period)} and s.${level} = ${literal(String(area.area))}
            order by o.area`),
        );
  return {
    role,
    source: about ?? {},
    measure,
    title: String(declared?.title ?? measure),
    period,
    parts,
    partsWithheld,
  };
}

/** The SQL models behind a table, itself first, as the parser finds them. */
export async function lineage(engine: Engine, table: string): Promise<SqlModel[]> {
  const models = new Map(
    [...readModels('tables'), ...readModels('marts'), ...readModels('editions')].map((m) => [m.name, m]),
  );
  const found: SqlModel[] = [];
  const visit = async (name: string): Promise<void> => {
    // What TypeScript infers is made from what disclosure control let through.
    const model = models.get(name === 'indicator_value' ? 'indicator_protected' : name);
    if (!model || found.includes(model)) return;
    found.push(model);
    for (const read of await engine.tablesIn(model.sql)) await visit(read);
  };
  await visit(table);
  return found;
}
