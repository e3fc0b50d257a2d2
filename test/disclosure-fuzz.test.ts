/** Tables of the shapes that SQL makes, drawn at random, through the gate; and an attacker who is no part of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Nested } from '../models/disclosure/cells.js';
import { tableCounts } from '../models/disclosure/rows.js';
import { type Rule, rulesOf } from '../models/disclosure/rules.js';
import type { ProtectedTable } from '../models/disclosure/tables.js';
import type { Row } from '../models/engine/engine.js';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import { countIn, intervalsOf, type Knowing, type Wanted } from './support/atom-attacker.js';

const solve = await loadSolver();
const below = 5;

/** People by ward, period and how far they came; everything else is a sum of them. */
interface Drawn {
  readonly wards: number;
  readonly quarters: number;
  readonly stages: number;
  readonly people: readonly number[];
  /** By zone as well as by authority: the wards of the second half are in another zone. */
  readonly zones: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    wards: fc.integer({ min: 1, max: 4 }),
    quarters: fc.integer({ min: 1, max: 2 }),
    stages: fc.integer({ min: 1, max: 3 }),
    zones: fc.boolean(),
  })
  .filter(({ wards, quarters, stages }) => wards * quarters * stages <= 8)
  .chain((shape) => {
    const length = shape.wards * shape.quarters * shape.stages;
    const count = fc.oneof({ weight: 2, arbitrary: fc.nat(9) }, { weight: 2, arbitrary: fc.nat(60) });
    return fc.array(count, { minLength: length, maxLength: length }).map((people) => ({ ...shape, people }));
  });

interface Place {
  readonly area_level: string;
  readonly area: string;
  readonly wards: readonly number[];
}

interface Time {
  readonly period: string;
  readonly quarters: readonly number[];
}

const placesOf = ({ wards, zones }: Drawn): Place[] => {
  const all = [...Array(wards).keys()];
  const half = Math.ceil(wards / 2);
  const zone = (area: string, of: readonly number[]) => ({ area_level: 'zone', area, wards: of });
  return [
    ...all.map((ward) => ({ area_level: 'ward', area: `W${ward}`, wards: [ward] })),
    { area_level: 'authority', area: 'A', wards: all },
    ...(zones && wards > 1 ? [zone('Z1', all.slice(0, half)), zone('Z2', all.slice(half))] : []),
  ];
};

const timesOf = ({ quarters }: Drawn): Time[] => {
  const all = [...Array(quarters).keys()];
  const each = all.map((quarter) => ({ period: `2024/25 Q${quarter + 1}`, quarters: [quarter] }));
  return quarters > 1 ? [...each, { period: 'April to September 2024', quarters: all }] : each;
};

const stageNames = ['enrolled', 'started', 'stayed'];

/** The atoms of those who came at least so far, and no further than another stage. */
function atomsOf(shape: Drawn, place: Place, time: Time, from: number, before = shape.stages): number[] {
  return place.wards.flatMap((ward) =>
    time.quarters.flatMap((quarter) =>
      Array.from({ length: before - from }, (_, k) => (ward * shape.quarters + quarter) * shape.stages + from + k),
    ),
  );
}

/** The rows that SQL would make, and what of each somebody could want to know. */
function tableOf(shape: Drawn) {
  const names = stageNames.slice(0, shape.stages);
  const declared: ProtectedTable = {
    title: 'Courses',
    key: ['period', 'area_level', 'area'],
    counts: Object.fromEntries(names.map((name) => [name, name])),
    within: Object.fromEntries(names.map((name, i) => [name, names.slice(0, i)])),
  };
  const spots = placesOf(shape).flatMap((place) => timesOf(shape).map((time) => ({ place, time })));
  const rows = spots.map(({ place, time }): Row => {
    const counts = names.map((name, i) => [
      name,
      countIn(shape.people, { name, atoms: atomsOf(shape, place, time, i) }),
    ]);
    return { period: time.period, area_level: place.area_level, area: place.area, ...Object.fromEntries(counts) };
  });
  const nesting = placesOf(shape).flatMap(({ area_level, area, wards }) =>
    area_level === 'ward'
      ? []
      : wards.map((ward): Nested => ({ area_level: 'ward', area: `W${ward}`, in_level: area_level, in_area: area })),
  );
  return { declared, rows, nesting, names, spots };
}

type Gate = (
  shape: Drawn,
  zeros: boolean,
) => { rules: readonly (Rule | null)[]; shown: (row: number, number: string) => boolean };

const gate =
  (
    weaken:
      | Partial<ReturnType<typeof tableOf>>
      | ((table: ReturnType<typeof tableOf>) => Partial<ReturnType<typeof tableOf>>) = {},
  ): Gate =>
  (shape, zeros) => {
    const table = tableOf(shape);
    const { declared, rows, nesting } = { ...table, ...(typeof weaken === 'function' ? weaken(table) : weaken) };
    const counted = tableCounts('courses', declared, rows, { below, zeros });
    const [rules = []] = rulesOf(solve, [counted], nesting, { below, zeros });
    const gone = new Set(counted.placed.flatMap(({ row, number }, i) => (rules[i] ? [`${row} ${number}`] : [])));
    return { rules, shown: (row, number) => !gone.has(`${row} ${number}`) };
  };

/** Every count, and everybody who is in one stage and not in a later one; shown as the gate lets it be. */
function wantedOf(shape: Drawn, isShown: (row: number, number: string) => boolean, roundTo?: number): Wanted[] {
  const { names, spots } = tableOf(shape);
  return spots.flatMap(({ place, time }, row) =>
    names.flatMap((number, i): Wanted[] => {
      const at = `${place.area} ${time.period}`;
      const atoms = atomsOf(shape, place, time, i);
      const value = countIn(shape.people, { name: number, atoms });
      const rounded = roundTo === undefined ? value : Math.round(value / roundTo) * roundTo;
      const count = { name: `${at} ${number}`, atoms, shown: isShown(row, number) ? rounded : undefined };
      const rests = names.slice(i + 1).map((later, k): Wanted => {
        const both = isShown(row, number) && isShown(row, later);
        const rest = atomsOf(shape, place, time, i, i + 1 + k);
        const name = `${at} ${number} less ${later}`;
        return {
          name,
          atoms: rest,
          shown: both && roundTo === undefined ? countIn(shape.people, { name, atoms: rest }) : undefined,
        };
      });
      return [roundTo === undefined ? count : { ...count, within: roundTo / 2 }, ...rests];
    }),
  );
}

/** The small numbers that somebody can tell more narrowly than if nothing were shown. */
function givenAway(shape: Drawn, through: Gate, zeros: boolean, roundTo?: number): string[] {
  const knowing: Knowing = { below, zeros };
  const isSmall = (value: number) => value < below && (value > 0 || zeros);
  const wanted = wantedOf(shape, through(shape, zeros).shown, roundTo);
  const small = wanted.filter((one) => isSmall(countIn(shape.people, one)));
  const told = small.filter(({ shown }) => shown !== undefined && roundTo === undefined).map(({ name }) => name);
  if (small.length === 0) return [];
  const found = intervalsOf(solve, shape.people, wanted, knowing, small);
  const nothing = intervalsOf(
    solve,
    shape.people,
    wantedOf(shape, () => false),
    knowing,
    small,
  );
  const narrow = small.flatMap(({ name }) => {
    const [now, best] = [found.get(name), nothing.get(name)];
    return now && best && now.upper - now.lower < best.upper - best.lower - 1e-6 ? [name] : [];
  });
  return [...told, ...narrow];
}

describe('tables of the shapes that SQL makes', () => {
  it.each([
    ['noughts shown', false, undefined, 250],
    ['noughts protected', true, undefined, 250],
    ['noughts shown, rounded to 5', false, 5, 40],
    ['noughts protected, rounded to 10', true, 10, 40],
  ] as const)(
    '%s: no small count, and nobody left out of one, is told more narrowly than by the rules',
    (_, zeros, roundTo, numRuns) => {
      fc.assert(
        fc.property(drawn, (shape) => {
          expect(givenAway(shape, gate(), zeros, roundTo)).toEqual([]);
        }),
        { numRuns, seed: 20261122 },
      );
    },
    300_000,
  );
});

describe('a gate that is weaker is caught', () => {
  const nameless = (period: unknown) => `no period: ${period}`;
  it.each<[string, Gate]>([
    [
      'that withholds what is small, and no more',
      (shape, zeros) => {
        const { rules } = gate()(shape, zeros);
        const placed = tableOf(shape).spots.flatMap((_, row) =>
          tableOf(shape).names.map((number) => `${row} ${number}`),
        );
        const gone = new Set(placed.filter((_, i) => rules[i] === 'small_count'));
        return { rules, shown: (row, number) => !gone.has(`${row} ${number}`) };
      },
    ],
    ['that does not look at who dropped out', gate(({ declared }) => ({ declared: { ...declared, within: {} } }))],
    ['that does not know what lies in what', gate({ nesting: [] })],
    ['that forgets zones', gate(({ nesting }) => ({ nesting: nesting.filter(({ in_level }) => in_level !== 'zone') }))],
    [
      'that reads no periods',
      gate(({ rows }) => ({ rows: rows.map((row) => ({ ...row, period: nameless(row.period) })) })),
    ],
  ])('%s', (_, weak) => {
    const shapes = fc.sample(drawn, { numRuns: 30, seed: 7 });
    expect(shapes.filter((shape) => givenAway(shape, weak, false).length > 0).length).toBeGreaterThan(0);
  });
});
