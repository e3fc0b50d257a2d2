/**
 * Street-level crimes inside an outline, from police.uk's API: one month at a time. It gives at most 10,000 for an
 * outline and answers 503 for more, and 400 to an address of more than 4,094 characters (data.police.uk/docs/api-call-limits).
 */
import { z } from 'zod';
import { unreachable } from '../faults/network.js';
import { type ByPages, type Http, TooMuch } from './connector.js';
import { monthsOffered, police } from './police.js';
import { csvLine, readExactly } from './rows.js';

/** Longitude and latitude. */
export type Point = readonly [longitude: number, latitude: number];

const crime = z.object({
  id: z.string(),
  category: z.string(),
  month: z.string(),
  persistent_id: z.string().nullish(),
  // Crimes without a place are not offered by outline, but a place may be blank.
  location: z.object({ latitude: z.string(), longitude: z.string() }).nullish(),
});
export type Crime = z.infer<typeof crime>;

const longestAddress = 4094;
/** An outline is cut in four this often at most: by then a part is a few streets, and the 503 means something else. */
const mostCuts = 4;

/** Every crime of a month inside an outline, each once, by id. Throws a Fault when the service cannot be had. */
export async function crimesInside(http: Http, outline: readonly Point[], month: string): Promise<Crime[]> {
  const found = new Map<string, Crime>();
  const gather = async (ring: readonly Point[], cuts: number): Promise<void> => {
    const crimes = await ask(http, ring, month);
    for (const one of crimes ?? []) found.set(one.id, one);
    if (crimes) return;
    if (cuts === mostCuts) throw unreachable(http.asking, 'api/crimes-street', 'the server answered 503');
    for (const part of quarters(ring)) await gather(part, cuts + 1);
  };
  await gather(outline, 0);
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The crimes inside a ring, or undefined where they are more than the service gives at once. */
async function ask(http: Http, ring: readonly Point[], date: string): Promise<Crime[] | undefined> {
  const poly = ring.map(([longitude, latitude]) => `${latitude.toFixed(5)},${longitude.toFixed(5)}`).join(':');
  const question = { at: 'api/crimes-street/all-crime', expects: 'json', tooMuch: 503 } as const;
  const address = `${http.service.base}${question.at}?${new URLSearchParams({ poly, date })}`;
  const asked = address.length > longestAddress ? { form: { poly, date } } : { query: { poly, date } };
  try {
    return await readExactly(http, await http.ask({ ...question, ...asked }), z.array(crime));
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

/** A ring cut through the middle of its box, across and down; parts that are nothing but an edge are left out. */
export function quarters(ring: readonly Point[]): Point[][] {
  const middle = (axis: 0 | 1): number => {
    const values = ring.map((point) => point[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  const halves = (points: readonly Point[], axis: 0 | 1, at: number) =>
    [1, -1].map((side) => half(points, axis, at, side));
  const [x, y] = [middle(0), middle(1)];
  return halves(ring, 0, x)
    .flatMap((part) => halves(part, 1, y))
    .filter((part) => part.length > 2);
}

/** The part of a ring on one side of a line (Sutherland and Hodgman). */
function half(ring: readonly Point[], axis: 0 | 1, at: number, side: number): Point[] {
  return ring.flatMap((point, i): Point[] => {
    const next = ring[(i + 1) % ring.length] as Point;
    const [here, there] = [(point[axis] - at) * side, (next[axis] - at) * side];
    const share = here / (here - there);
    const crossing: Point = [point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])];
    return [...(here >= 0 ? [point] : []), ...(here * there < 0 ? [crossing] : [])];
  });
}

/**
 * The latest month inside an outline, as a table of crimes; where each lies, `areaOf` says. The API does not say which forces
 * gave nothing: for figures that are compared, use the archive.
 */
export function policeStreet(outline: readonly Point[], areaOf: (point: Point) => string | undefined): ByPages {
  return {
    service: police,
    keeps: 'csv',
    newest: async (http) => {
      const [month = ''] = await monthsOffered(http);
      return { id: month, period: month, published: '' };
    },
    async *pages({ http, release }) {
      yield csvLine(['id', 'month', 'category', 'longitude', 'latitude', 'area']);
      for (const { id, month, category, location } of await crimesInside(http, outline, release.id)) {
        const { longitude = '', latitude = '' } = location ?? {};
        const area = location ? areaOf([Number(longitude), Number(latitude)]) : undefined;
        yield csvLine([id, month, category, longitude, latitude, area]);
      }
    },
  };
}
