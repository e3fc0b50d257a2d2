/** Step 7 for what is modelled: national rates applied to the families of each area. */
import type { Estimate } from '../define.js';
import type { Columns, Engine } from '../engine/engine.js';
import type { Gap } from '../plan-gaps.js';
import { modelledPrevalence } from '../statistics/rates/modelled-prevalence.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';

export const estimateTypes = {
  estimate: 'text',
  area_level: 'text',
  area: 'text',
  value: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  people: 'number',
  reason: 'text',
} as const;

/** The rows of `estimate_value`: each estimate for every assessed area. One that comes to nothing is a gap. */
export async function inferEstimates(
  engine: Engine,
  estimates: readonly Estimate[],
): Promise<{ values: Columns; gaps: readonly Gap[] }> {
  const each = await Promise.all(estimates.map((estimate) => infer(engine, estimate)));
  const gaps = estimates.flatMap(({ title, parts }, i): Gap[] =>
    each[i]?.value?.some((value) => value !== null)
      ? []
      : [
          {
            item: title,
            what: `The files at hand do not count ${parts.map((part) => part.title.toLowerCase()).join(' and ')} in every area.`,
            effect: 'Not estimated.',
            mend: `Get the whole of ${[...new Set(parts.map((part) => part.of.source.title))].join('; ')}.`,
          },
        ],
  );
  const column = (name: string) => each.flatMap((one) => one[name] ?? []);
  return { values: Object.fromEntries(Object.keys(estimateTypes).map((name) => [name, column(name)])), gaps };
}

async function infer(engine: Engine, { id, parts, among }: Estimate): Promise<Columns> {
  const counted = await engine.query(`
    select a.area_level, a.area, ${[...parts.map((part) => part.of), among].map((m, i) => `${totalOf(m.source.id, m.id)} as n${i}`).join(', ')}
    from assessed as a order by a.place, a.area`);
  const column = (i: number) => fromNullable((counted[`n${i}`] ?? []) as (number | null)[]);
  const modelled = modelledPrevalence(
    parts.map((_, i) => column(i)),
    parts.map((part) => part.rate),
  );
  const numbers = (values: Float64Array) => Array.from(values, toNullable);
  return {
    estimate: (counted.area ?? []).map(() => id),
    area_level: counted.area_level ?? [],
    area: counted.area ?? [],
    value: numbers(modelled.value),
    lower95_0cl: numbers(modelled.lower95_0cl),
    upper95_0cl: numbers(modelled.upper95_0cl),
    people: numbers(column(parts.length)),
    reason: modelled.reason.map((reason) => (reason ? reasons[reason] : null)),
  };
}

/** Ids are ours, never text from a file. */
const totalOf = (source: string, measure: string): string => `(
      select m.total from area_measure as m
      join latest_period as p on p.source = m.source and p.measure = m.measure and p.period = m.period
      where m.source = '${source}' and m.measure = '${measure}' and m.area_level = a.area_level and m.area = a.area)`;
