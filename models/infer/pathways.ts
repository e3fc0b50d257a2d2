/** Step 7 for help: what is short of what is expected to be needed, how far the nearest help is, and what became of referrals and courses. */
import { toGrid } from '../../sources/formats/geojson.js';
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import { type ColumnType, type Engine, type Row, toRows } from '../engine/engine.js';
import { middleOf, nearestOf, type Place } from '../pathways/distance.js';
import { type LevelId, levelIds, levels } from '../pathways/levels.js';
import { shortfalls } from '../pathways/shortfall.js';
import type { Settings } from '../settings.js';
import { pChart } from '../statistics/rates/control-chart.js';
import { proportion } from '../statistics/rates/proportion.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';
import { groupTravelRows, groupTravelTypes, type Middle } from './group-travel.js';
import { loadRowsAs } from './rows.js';

const shortfallColumns = {
  level: 'text',
  need: 'number',
  need_lower95_0cl: 'number',
  need_upper95_0cl: 'number',
  gap: 'number',
  gap_lower: 'number',
  gap_upper: 'number',
  rank_low: 'whole',
  rank_high: 'whole',
} as const;

const types = {
  shortfall: { ward: 'text', ...shortfallColumns },
  zone_shortfall: { zone: 'text', ...shortfallColumns },
  nearest_help: { ward: 'text', level: 'text', service_id: 'text', km: 'number', middle: 'text' },
  service_place: { service_id: 'text', east: 'number', north: 'number' },
  group_travel: groupTravelTypes,
  uptake_value: {
    programme: 'text',
    period: 'text',
    step: 'text',
    value: 'number',
    lower95_0cl: 'number',
    upper95_0cl: 'number',
  },
  referral_value: {
    period: 'text',
    value: 'number',
    centre: 'number',
    lower95_0cl: 'number',
    upper95_0cl: 'number',
    lower99_8cl: 'number',
    upper99_8cl: 'number',
    signal: 'text',
  },
} as const satisfies Record<string, Readonly<Record<string, ColumnType>>>;

/** Makes what is inferred about help; empty tables where no file is given. */
export const pathwayStep = (engine: Engine, { pathways }: Settings): Step => ({
  makes: Object.keys(types),
  reads: [
    'offer',
    'zone_offer',
    'family',
    'estimate_value',
    'local_services',
    'service_ward',
    'boundary',
    'ward_middle',
    'assessed',
    'uptake_protected',
    'referral_protected',
  ],
  content: JSON.stringify([codeHash('sources', 'models'), pathways]),
  make: async () => {
    const [places, middles] = [await servicePlaces(engine), await wardMiddles(engine)];
    const made: Record<keyof typeof types, readonly Row[]> = {
      shortfall: await shortfallRows(engine, pathways, 'ward'),
      zone_shortfall: await shortfallRows(engine, pathways, 'zone'),
      nearest_help: await nearestRows(engine, places, middles),
      group_travel: await groupTravelRows(engine, places, middles),
      service_place: places.map(({ service_id, place: [east, north] }) => ({ service_id, east, north })),
      uptake_value: uptakeRows(toRows(await engine.query('select * from uptake_protected order by programme, period'))),
      referral_value: referralRows(
        toRows(await engine.query('select * from referral_protected where of_period = 1 order by period')),
      ),
    };
    for (const [table, columns] of Object.entries(types)) {
      await loadRowsAs(engine, table, columns, made[table as keyof typeof types]);
    }
  },
});

const numberOf = (cell: Row[string] | undefined): number | null => (typeof cell === 'number' ? cell : null);

const offers = { ward: 'offer', zone: 'zone_offer' } as const;

async function shortfallRows(engine: Engine, shares: Settings['pathways'], area: keyof typeof offers): Promise<Row[]> {
  const rows = toRows(
    await engine.query(`
    select o.${area}, o.level, o.places, o.services_without_places > 0 as open, f.families, e.value, e.lower95_0cl as lower, e.upper95_0cl as upper
    from ${offers[area]} as o
    left join family as f on f.area_level = '${area}' and f.area = o.${area}
    left join estimate_value as e
      on e.estimate = 'children_in_conflict' and e.area_level = '${area}' and e.area = o.${area} and e.value is not null
    order by o.${area}`),
  );
  return levelIds.flatMap((level) => {
    const here = rows.filter((row) => row.level === level);
    const found = shortfalls(here.map(known), levels[level].base, shares[level]);
    return here.map((row, i) => ({ [area]: row[area] ?? null, level, ...shortfallRow(found[i] ?? null) }));
  });
}

function known({ families, places, open, value, lower, upper }: Row) {
  const modelled = value === null ? null : { value: Number(value), lower: Number(lower), upper: Number(upper) };
  return { families: numberOf(families), places: numberOf(places), open: open === true, modelled };
}

const shortfallRow = (found: ReturnType<typeof shortfalls>[number]): Row =>
  found === null
    ? {}
    : {
        need: found.need,
        need_lower95_0cl: found.needLower,
        need_upper95_0cl: found.needUpper,
        gap: found.gap,
        gap_lower: found.gapLower,
        gap_upper: found.gapUpper,
        rank_low: found.rankLow,
        rank_high: found.rankHigh,
      };

interface PlacedService {
  readonly service_id: string;
  readonly level: LevelId;
  readonly place: Place;
}

async function servicePlaces(engine: Engine): Promise<PlacedService[]> {
  const rows = toRows(
    await engine.query(
      'select service_id, level, lat, lon from local_services where lat is not null and lon is not null order by service_id',
    ),
  );
  return rows.map(({ service_id, level, lat, lon }) => {
    const [east, north] = toGrid([Number(lon), Number(lat)]);
    return { service_id: String(service_id), level: level as LevelId, place: [Math.round(east), Math.round(north)] };
  });
}

/** The middle of each ward that has an outline: of its people where it is known where they live, or else of the outline. */
async function wardMiddles(engine: Engine): Promise<Middle[]> {
  const wards = toRows(
    await engine.query(`
    select b.area as ward, b.geometry, m.east, m.north from boundary as b
    join assessed as a on a.area_level = 'ward' and a.area = b.area
    left join ward_middle as m on m.ward = b.area
    where b.geometry is not null order by b.area`),
  );
  return wards.map(({ ward, geometry, east, north }): Middle => {
    const of = { ward: String(ward) };
    return typeof east === 'number' && typeof north === 'number'
      ? { ...of, place: [east, north], middle: 'people' }
      : { ...of, place: middleOf(String(geometry)), middle: 'outline' };
  });
}

async function nearestRows(
  engine: Engine,
  places: readonly PlacedService[],
  middles: readonly Middle[],
): Promise<Row[]> {
  const covered = toRows(await engine.query('select service_id, ward from service_ward'));
  const covers = new Set(covered.map(({ service_id, ward }) => `${service_id} ${ward}`));
  return middles.flatMap(({ ward, place, middle }) => {
    return levelIds.flatMap((level): Row[] => {
      const open = places.filter((one) => one.level === level && covers.has(`${one.service_id} ${ward}`));
      const found = nearestOf(place, open);
      return found
        ? [{ ward: String(ward), level, service_id: found.nearest.service_id, km: found.metres / 1000, middle }]
        : [];
    });
  });
}

/** How far the steps of a course lead: each of those that came so far, out of those before. */
const steps = { starts: 'enrolled', retained: 'starts', milestones: 'starts' } as const;

function uptakeRows(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) =>
    Object.entries(steps).map(([step, of]): Row => {
      const share = proportion(numberOf(row[step]) ?? Number.NaN, numberOf(row[of]) ?? Number.NaN, 0.95, 100);
      return {
        programme: row.programme ?? null,
        period: row.period ?? null,
        step,
        value: toNullable(share.value),
        lower95_0cl: toNullable(share.lowercl),
        upper95_0cl: toNullable(share.uppercl),
      };
    }),
  );
}

function referralRows(rows: readonly Row[]): Row[] {
  const column = (name: string) => fromNullable(rows.map((row) => numberOf(row[name])));
  const chart = pChart(column('inappropriate'), column('referrals'), 100);
  return rows.map(({ period = null }, i) => ({
    period,
    value: toNullable(chart.value[i] ?? Number.NaN),
    centre: toNullable(chart.centre),
    lower95_0cl: toNullable(chart.lower95[i] ?? Number.NaN),
    upper95_0cl: toNullable(chart.upper95[i] ?? Number.NaN),
    lower99_8cl: toNullable(chart.lower998[i] ?? Number.NaN),
    upper99_8cl: toNullable(chart.upper998[i] ?? Number.NaN),
    signal: chart.signal[i] ?? null,
  }));
}
