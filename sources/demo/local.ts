/** What the made-up council itself drops into its `local/` folder: counts of its own, some of them small. */
import type { Place } from './land.js';
import type { Community } from './people.js';
import { bell, stream, texture } from './random.js';
import { lift, shareOut } from './share.js';
import { type Cell, csv } from './table.js';

/** A ward with what its people have in common. */
export interface WardPeople {
  readonly code: string;
  readonly middle: Place;
  readonly residents: number;
  readonly households: number;
  /** Averages over the ward's residents. */
  readonly poverty: number;
  readonly strain: number;
  readonly diversity: number;
}

/** Wards that have LSOAs. */
export function byWard(communities: readonly Community[]): WardPeople[] {
  const groups = new Map<string, Community[]>();
  for (const community of communities) {
    const known = groups.get(community.ward.code);
    if (known) known.push(community);
    else groups.set(community.ward.code, [community]);
  }
  return [...groups].map(([code, members]) => {
    const total = (of: (one: Community) => number) => members.reduce((sum, one) => sum + of(one), 0);
    const residents = total((one) => one.residents);
    const average = (force: keyof Community['forces']) => total((one) => one.residents * one.forces[force]) / residents;
    return {
      code,
      middle: members[0]?.ward.middle ?? { x: 0, y: 0 },
      residents,
      households: total((one) => one.households),
      poverty: average('poverty'),
      strain: average('strain'),
      diversity: average('diversity'),
    };
  });
}

const monthDays = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31];

/** The nth day of 2024/25, as people in Britain write it: day 0 is 01/04/2024. */
function writtenDate(day: number): string {
  let [month, left] = [0, day];
  for (; left >= (monthDays[month] ?? 31); month++) left -= monthDays[month] ?? 31;
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(left + 1)}/${pad(((month + 3) % 12) + 1)}/${month < 9 ? 2024 : 2025}`;
}

const incidents = 3000;

/** One row an incident, in order of date; a few were recorded by ward only. */
export function domesticAbuseFile(communities: readonly Community[]): Uint8Array {
  const [random, own] = [stream('domestic abuse incidents'), texture('domestic abuse incidents')];
  const weights = communities.map(
    ({ residents, forces, middle }) =>
      residents * lift(0.36 * forces.strain + 0.1 * forces.poverty + 0.3 * own(middle)),
  );
  const places = shareOut(incidents, weights).flatMap((n, i) => Array<Community | undefined>(n).fill(communities[i]));
  const dated = places.map((place) => ({ place, day: Math.floor(365 * random()), turn: random() }));
  dated.sort((a, b) => a.day - b.day || a.turn - b.turn);
  const yes = (chance: number) => (random() < chance ? 'Y' : 'N');
  const rows = dated.map(({ place, day }, i): Cell[] => {
    const area = random() < 0.06 ? place?.ward.code : place?.code;
    const danger = random();
    const risk = danger < 0.1 ? 'high' : danger < 0.38 ? 'medium' : 'standard';
    const id = `BDA-${String(i + 1).padStart(5, '0')}`;
    return [id, writtenDate(day), area ?? '', yes(0.58), yes(0.37), yes(0.42), risk];
  });
  return csv([['incident_id', 'date', 'area', 'crime', 'child_present', 'repeat', 'risk'], ...rows]);
}

const leastSole = 5;

const birthYears = [2019, 2020, 2021, 2022, 2023, 2024];

/** Births of six years by how they were registered: fewer of them each year, and more by one parent alone. */
export function birthsFile(communities: readonly Community[]): Uint8Array {
  const random = stream('births');
  const wards = byWard(communities);
  const rows = birthYears.flatMap((year) => {
    const ago = 2024 - year;
    return wards.map(({ code, residents, poverty, strain, diversity }): Cell[] => {
      const often = lift(0.12 * poverty + 0.08 * diversity + 0.1 * bell(random)) * (1 + 0.015 * ago);
      const births = Math.round(residents * 0.0124 * often);
      const [sole = 0, same = 0, apart = 0, married = 0] = shareOut(births, [
        9.2 * lift(0.4 * strain + 0.15 * bell(random)) * (1 - 0.085 * ago),
        32 * lift(0.1 * strain - 0.12 * diversity),
        10 * lift(0.36 * strain + 0.12 * bell(random)),
        48 * lift(0.12 * diversity - 0.2 * strain),
      ]);
      const more = Math.max(0, leastSole - sole);
      return [code, String(year), births, sole + more, same, apart, married - more];
    });
  });
  return csv([
    ['area', 'period', 'births', 'sole', 'joint_same_address', 'joint_different_address', 'married'],
    ...rows,
  ]);
}

/** Two indicators of the council's own: one with many households, one with numbers small enough to be withheld. */
export function ownIndicatorsFile(communities: readonly Community[]): Uint8Array {
  const random = stream('own indicators');
  const wards = byWard(communities);
  const workless = wards.map(({ code, households, poverty }): Cell[] => {
    const ofWorkingAge = Math.round(households * (0.71 + 0.02 * bell(random)));
    const without = Math.round(ofWorkingAge * 0.125 * lift(0.42 * poverty + 0.22 * bell(random)));
    return ['workless_households', code, '2024/25', without, ofWorkingAge];
  });
  const missed = wards.map(({ code, strain }): Cell[] => {
    const due = 20 + Math.floor(61 * random());
    const without = Math.round(due * 0.13 * lift(0.45 * strain + 0.35 * bell(random)));
    return ['missed_health_checks', code, '2024/25', Math.max(1, without), due];
  });
  return csv([['indicator', 'area', 'period', 'numerator', 'denominator'], ...workless, ...missed]);
}
