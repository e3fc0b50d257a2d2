/**
 * The official summaries of the Index of Multiple Deprivation for each ward and authority assessed, from its LSOAs:
 * average score and rank, proportion, extent, local concentration (`larger-areas.ts` has the formulas). Each LSOA goes
 * to the ward that holds most of its people; ranks are those of the scores among all LSOAs of England; the people are the
 * residents of the Census, where the publisher takes its own denominators, so that last digits can differ.
 */
import type { Columns, Engine } from '../engine/engine.js';
import { type Summaries, summarise } from '../statistics/rates/larger-areas.js';
import { fromNullable, reasons, toNullable } from '../statistics/reasons.js';

export const deprivationTypes = {
  area_level: 'text',
  area: 'text',
  lsoas: 'number',
  population: 'number',
  average_score: 'number',
  average_rank: 'number',
  proportion: 'number',
  extent: 'number',
  local_concentration: 'number',
  reason: 'text',
} as const;

/** The columns of `deprivation`; none where the assessment does not use the Index. */
export async function deprivationRows(engine: Engine): Promise<Columns> {
  const lsoas = await engine.query(
    'select ward, authority, score, place, total, residents from lsoa_deprivation order by area',
  );
  const numbers = (name: string) => fromNullable((lsoas[name] ?? []) as (number | null)[]);
  const of = (name: 'ward' | 'authority') =>
    summarise({
      area: (lsoas[name] ?? []) as string[],
      population: numbers('residents'),
      score: numbers('score'),
      rank: numbers('place'),
      total: Number(lsoas.total?.[0] ?? 0),
    });
  const levels = [
    ['ward', of('ward')],
    ['authority', of('authority')],
  ] as const;
  const column = (name: Exclude<keyof Summaries, 'area' | 'reason'>) =>
    levels.flatMap(([, found]) => Array.from(found[name], toNullable));
  return {
    area_level: levels.flatMap(([level, { area }]) => area.map(() => level)),
    area: levels.flatMap(([, { area }]) => area),
    lsoas: column('lsoas'),
    population: column('population'),
    average_score: column('average_score'),
    average_rank: column('average_rank'),
    proportion: column('proportion'),
    extent: column('extent'),
    local_concentration: column('local_concentration'),
    reason: levels.flatMap(([, { reason }]) => reason.map((why) => (why ? reasons[why] : null))),
  };
}
