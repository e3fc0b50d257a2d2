/** Step 7 for whole authorities: values with their limits, compared with the country and with their region. */
import type { Columns, Engine, Row } from '../engine/engine.js';
import { toRows } from '../engine/engine.js';
import type { Gap } from '../plan-gaps.js';
import { type Figures, scores } from '../statistics/figures.js';
import { compare } from '../statistics/rates/compare.js';
import { proportions } from '../statistics/rates/proportion.js';
import { rates } from '../statistics/rates/rate.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';

export const contextTypes = {
  figure: 'whole',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  lower99_8cl: 'number',
  upper99_8cl: 'number',
  method: 'text',
  comparison: 'text',
  region_comparison: 'text',
  reason: 'text',
} as const;

/** Authority codes of a file that lead to no authority of the assessment's year, with the share of its total they hold. */
export async function unmatchedCodes(engine: Engine): Promise<Gap[]> {
  const rows = toRows(
    await engine.query(`
      with given as (
        select s.title, o.area, o.value, o.area in (select code from authority_code)
            or o.area in (select code from succession) or o.area in (select becomes from succession) as known
        from context_measure as c
        join measure as m on m.source = c.source and m.measure = c.measure and m.kind = 'count'
        join latest_period as p on p.source = m.source and p.measure = m.measure
        join observation as o on o.source = m.source and o.measure = m.measure and o.period = p.period and o.area_type = m.area_type
        join source_used as s on s.source = o.source
        cross join setting as t
        where substr(o.area, 1, 1) = substr(t.country, 1, 1) and regexp_replace(o.area_type, '[0-9]+$', '') = 'ltla'
      )
      select title, count(distinct case when not known then area end) as codes, min(case when not known then area end) as example,
        cast(sum(case when known then 0 else value end) as double) / nullif(cast(sum(value) as double), 0) as share
      from given group by title having count(case when not known then area end) > 0 order by title`),
  );
  return rows.map(({ title, codes, example, share }) => ({
    item: String(title),
    what: `It names ${codes} authorities that are not known here, such as ${example}, with ${(100 * Number(share)).toFixed(1)}% of its total.`,
    effect: 'They are in no authority, and regions and countries that hold them have no sum.',
    mend: 'Nothing to do, unless their codes are newer than this version knows.',
  }));
}

/** The columns of `context_value`, one row for each of `context_count`. */
export async function inferContext(engine: Engine): Promise<Columns> {
  const rows = toRows(
    await engine.query(`
      select c.figure, c.indicator, c.area_level, c.area, c.region, c.published, c.numerator, c.denominator, c.lower, c.upper,
        i.kind, i.statistic, i.multiplier, i.sampled, i.lower_measure
      from context_count as c join context_indicator as i on i.indicator = c.indicator order by c.figure`),
  );
  const indicators = [...new Set(rows.map((row) => row.indicator))];
  const all = indicators.map((id) => columnsOf(rows.filter((row) => row.indicator === id)));
  return Object.fromEntries(Object.keys(contextTypes).map((name) => [name, all.flatMap((one) => one[name] ?? [])]));
}

function columnsOf(rows: readonly Row[]): Columns {
  const figures = infer(rows);
  const valueIn = (level: string, area: unknown) =>
    figures.value[rows.findIndex((r) => r.area_level === level && (area === undefined || r.area === area))] ??
    Number.NaN;
  const against = (row: Row, i: number, benchmark: number) =>
    row.area_level === 'authority'
      ? compare(figures.lower95_0cl[i] ?? Number.NaN, figures.upper95_0cl[i] ?? Number.NaN, benchmark)
      : 'not_compared';
  const numbers = (values: Float64Array) => Array.from(values, toNullable);
  return {
    figure: rows.map((row) => row.figure ?? null),
    value: numbers(figures.value),
    lower95_0cl: numbers(figures.lower95_0cl),
    upper95_0cl: numbers(figures.upper95_0cl),
    lower99_8cl: numbers(figures.lower99_8cl),
    upper99_8cl: numbers(figures.upper99_8cl),
    method: figures.method.map((method) => method ?? (rows[0]?.lower_measure ? 'as published' : 'none')),
    comparison: rows.map((row, i) => against(row, i, valueIn('country', undefined))),
    region_comparison: rows.map((row, i) => against(row, i, valueIn('region', row.region))),
    reason: figures.reason.map((reason) => (reason ? reasons[reason] : null)),
  };
}

/** Published limits stay as they are. Counts of a sample say nothing of its error, so their figures have no limits without them. */
function infer(rows: readonly Row[]): Figures {
  const column = (name: string) => fromNullable(rows.map((row) => row[name] as number | null));
  const [first] = rows;
  const multiplier = Number(first?.multiplier);
  const [numerator, denominator, published] = [column('numerator'), column('denominator'), column('published')];
  const isCount = first?.kind === 'count' || !denominator.every(Number.isNaN);
  if (isCount && !first?.sampled && !first?.lower_measure && first?.statistic !== 'mean') {
    return first?.statistic === 'rate'
      ? rates(numerator, denominator, multiplier)
      : proportions(numerator, denominator, multiplier);
  }
  const ratio = numerator.map((n, i) => n / (denominator[i] ?? Number.NaN));
  const value = first?.kind === 'count' ? ratio : published.map((x, i) => (Number.isNaN(x) ? (ratio[i] ?? x) : x));
  const scale = (values: Float64Array) => values.map((x) => x * multiplier);
  const found = scores(scale(value));
  const [lower, upper] = [scale(column('lower')), scale(column('upper'))];
  const reason = found.reason.map((why, i) => (Number.isNaN(lower[i] ?? Number.NaN) ? why : null));
  return { ...found, lower95_0cl: lower, upper95_0cl: upper, reason };
}
