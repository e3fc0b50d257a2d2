/** Authorities and wards, grown from seeds over the land until they meet. */
import { type Cell, distance, island, key, neighbours, type Place } from './land.js';
import { shuffled, stream } from './random.js';

export interface Ward {
  /** Which authority, from 0; the demo borough is 0. */
  readonly authority: number;
  readonly middle: Place;
  readonly cells: readonly Cell[];
}

export interface Territory {
  readonly cells: ReadonlyMap<number, Cell>;
  readonly wards: readonly Ward[];
  /** The ward a cell of land lies in, by the cell's key; sea is absent. */
  readonly wardAt: ReadonlyMap<number, number>;
}

/** Town centres: wards are small about them. The first of each authority is where it grows from. */
export const towns: readonly (readonly Place[])[] = [
  [
    { x: 14600, y: -2200 },
    { x: 9600, y: -5600 },
  ],
  [{ x: -2200, y: -1800 }],
  [
    { x: 9200, y: 11800 },
    { x: 14800, y: 9600 },
  ],
  [
    { x: -15500, y: 3800 },
    { x: -18500, y: 500 },
  ],
  [{ x: -12500, y: -11800 }],
  [{ x: 4200, y: -16500 }],
  [
    { x: -5200, y: 14500 },
    { x: -10200, y: 13000 },
  ],
];
const wardsEach = 30;

/** The borough's old harbour: a ward of a few streets, too small for any LSOA to fit it best. */
const harbour: Place = { x: 16500, y: -1900 };
const harbourCells = 5;

/** A queue that gives the least first. */
function heap() {
  const items: { readonly cost: number; readonly at: number; readonly owner: number }[] = [];
  const less = (i: number, j: number) => (items[i]?.cost ?? 0) < (items[j]?.cost ?? 0);
  const swap = (i: number, j: number) => {
    const [a, b] = [items[i], items[j]];
    if (a && b) [items[i], items[j]] = [b, a];
  };
  return {
    push(item: { cost: number; at: number; owner: number }) {
      let i = items.push(item) - 1;
      for (let up = (i - 1) >> 1; i > 0 && less(i, up); i = up, up = (i - 1) >> 1) swap(i, up);
    },
    pop() {
      swap(0, items.length - 1);
      const least = items.pop();
      for (let i = 0, down = 1; down < items.length; i = down, down = 2 * i + 1) {
        if (down + 1 < items.length && less(down + 1, down)) down++;
        if (!less(down, i)) break;
        swap(i, down);
      }
      return least;
    },
  };
}

/** Shares cells out among seeds by the least effort to reach them, so that each share hangs together. */
function grow(cells: ReadonlyMap<number, Cell>, seeds: readonly Cell[]): Map<number, number> {
  const owners = new Map<number, number>();
  const reached = new Map<number, number>();
  const queue = heap();
  seeds.forEach((seed, owner) => {
    queue.push({ cost: 0, at: key(seed.u, seed.v), owner });
  });
  for (let next = queue.pop(); next; next = queue.pop()) {
    const cell = cells.get(next.at);
    if (!cell || owners.has(next.at)) continue;
    owners.set(next.at, next.owner);
    for (const [du, dv] of neighbours) {
      const at = key(cell.u + du, cell.v + dv);
      const cost = next.cost + (cells.get(at)?.effort ?? Number.POSITIVE_INFINITY);
      if (cost >= (reached.get(at) ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(at, cost);
      queue.push({ cost, at, owner: next.owner });
    }
  }
  return owners;
}

function nearest(cells: Iterable<Cell>, to: Place): Cell {
  let best: Cell | undefined;
  for (const cell of cells) if (cell.land && (!best || distance(cell, to) < distance(best, to))) best = cell;
  if (!best) throw new Error('the made-up island has no land');
  return best;
}

/** Ward seeds, close together near the towns and far apart in the country. */
function settle(land: readonly Cell[], centres: readonly Place[], name: string, wanted: number): Cell[] {
  const order = shuffled(land, stream(`wards of ${name}`));
  const elbowRoom = new Map(
    order.map((cell) => [cell, 650 + 0.32 * Math.min(12000, ...centres.map((town) => distance(cell, town)))]),
  );
  for (let scale = 2; ; scale *= 0.97) {
    const chosen: Cell[] = [];
    for (const cell of order) {
      const room = scale * (elbowRoom.get(cell) ?? 0);
      if (chosen.every((other) => distance(cell, other) > room)) chosen.push(cell);
      if (chosen.length === wanted) return chosen;
    }
  }
}

/** The land of the island, shared out into authorities and wards. */
export function territory(): Territory {
  const cells = island();
  const all = [...cells.values()];
  const seats = towns.map(([seat = { x: 0, y: 0 }]) => nearest(all, seat));
  const authorities = grow(cells, seats);
  const wardAt = new Map<number, number>();
  const homes: { authority: number; middle: Place }[] = [];
  towns.forEach((centres, authority) => {
    const within = new Map([...cells].filter(([at]) => authorities.get(at) === authority));
    const land = [...within.values()].filter((cell) => cell.land);
    const seeds = settle(land, centres, String(authority), authority === 0 ? wardsEach - 1 : wardsEach);
    for (const [at, owner] of grow(within, seeds)) if (cells.get(at)?.land) wardAt.set(at, homes.length + owner);
    homes.push(...seeds.map((seed) => ({ authority, middle: seed })));
  });
  for (const cell of all
    .filter((one) => one.land)
    .sort((a, b) => distance(a, harbour) - distance(b, harbour) || a.v - b.v || a.u - b.u)
    .slice(0, harbourCells)) {
    wardAt.set(key(cell.u, cell.v), homes.length);
  }
  homes.push({ authority: 0, middle: harbour });
  const members: Cell[][] = homes.map(() => []);
  for (const [at, ward] of wardAt) {
    const cell = cells.get(at);
    if (cell) members[ward]?.push(cell);
  }
  return { cells, wardAt, wards: homes.map((home, i) => ({ ...home, cells: members[i] ?? [] })) };
}
