/** police.uk's API: at most 10,000 crimes for an outline and 4,094 characters in an address, and points that fall into wards. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { police } from '../sources/connectors/police.js';
import { crimesInside, type Point, policeStreet, quarters } from '../sources/connectors/police-street.js';
import { toGrid } from '../sources/formats/geojson.js';
import { placer } from '../sources/formats/places.js';
import { openNetwork } from '../sources/http/network.js';
import { openHttp } from '../sources/http/open.js';
import { fastClock } from './replica/server.js';
import { faultOf } from './support/workspace.js';

const square: Point[] = [
  [-1, 53],
  [0, 53],
  [0, 54],
  [-1, 54],
];

/** A hundred by a hundred crimes in the square, one in each of its cells. */
const crimes = Array.from({ length: 100 * 100 }, (_, i) => ({
  id: i,
  category: 'violent-crime',
  month: '2025-10',
  location: {
    longitude: (-1 + ((i % 100) + 0.5) / 100).toFixed(6),
    latitude: (53 + (Math.floor(i / 100) + 0.5) / 100).toFixed(6),
    street: { id: 1, name: 'On or near High Street' },
  },
}));

describe('the street API', () => {
  let server: Server;
  let most = 10_000;
  let asked: { line: string; body: string }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push({ line: `${request.method} ${request.url}`, body });
      const url = new URL(request.url ?? '', 'http://x');
      const answer = (status: number, said: unknown) =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
      if (url.pathname.endsWith('crimes-street-dates')) return answer(200, [{ date: '2025-09' }, { date: '2025-10' }]);
      if (`https://data.police.uk${request.url}`.length > 4094) return answer(400, {});
      const poly = (request.method === 'POST' ? new URLSearchParams(body) : url.searchParams).get('poly') ?? '';
      const points = poly.split(':').map((pair) => pair.split(',').map(Number));
      const [y, x] = [points.map(([lat = 0]) => lat), points.map(([, lng = 0]) => lng)];
      const inside = crimes.filter(({ location }) => {
        const [lng, lat] = [Number(location.longitude), Number(location.latitude)];
        return lng >= Math.min(...x) && lng <= Math.max(...x) && lat >= Math.min(...y) && lat <= Math.max(...y);
      });
      return inside.length > most ? answer(503, {}) : answer(200, inside);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    most = 10_000;
    asked = [];
  });

  const http = () => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return openHttp(police, openNetwork({ clock: fastClock, endpoints: { police: base } }), { id: 'here' });
  };

  it('is asked once where one answer holds them all', async () => {
    expect(await crimesInside(http(), square, '2025-10')).toHaveLength(10_000);
    expect(asked).toHaveLength(1);
  });

  it('is asked in quarters where it says 503, and each crime is there once', async () => {
    most = 2400;
    const found = await crimesInside(http(), square, '2025-10');
    expect(new Set(found.map(({ id }) => id)).size).toBe(10_000);
    expect(found).toHaveLength(10_000);
    expect(asked).toHaveLength(1 + 4 + 16);
  });

  it('is not cut up without end when it says 503 to everything', async () => {
    most = -1;
    const fault = await faultOf(() => crimesInside(http(), square, '2025-10'));
    expect(fault.exit).toBe(10);
    expect(asked.length).toBeLessThan(10);
  });

  it('is sent a form where the address would be longer than it takes', async () => {
    const round: Point[] = Array.from({ length: 400 }, (_, i) => [
      -0.5 + 0.7 * Math.sin((i * Math.PI) / 200),
      53.5 + 0.7 * Math.cos((i * Math.PI) / 200),
    ]);
    expect(await crimesInside(http(), round, '2025-10')).toHaveLength(10_000);
    expect(asked.map(({ line }) => line)).toEqual(['POST /api/crimes-street/all-crime']);
  });

  it('gives the newest month as a table, each crime in the ward it lies in', async () => {
    const via = policeStreet(square, ([longitude]) => (longitude < -0.5 ? 'E05000001' : undefined));
    const here = http();
    const release = await via.newest?.(here);
    if (!release) throw new Error('no release');
    let text = '';
    const wish = { http: here, release, areas: async () => new Map(), progress: () => {} };
    for await (const part of via.pages(wish)) text += part;
    const lines = text.trimEnd().split('\n');
    expect(lines[0]).toBe('id,month,category,longitude,latitude,area');
    expect(lines.filter((line) => line.endsWith(',E05000001'))).toHaveLength(5000);
    expect(lines.filter((line) => line.endsWith(','))).toHaveLength(5000);
  });
});

describe('quarters of an outline', () => {
  const area = (ring: readonly Point[]): number =>
    Math.abs(
      ring.reduce(
        (sum, [x, y], i) =>
          sum + x * (ring[(i + 1) % ring.length]?.[1] ?? 0) - (ring[(i + 1) % ring.length]?.[0] ?? 0) * y,
        0,
      ),
    ) / 2;

  it('make up the whole', () => {
    const star = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }).map((radii) =>
      radii.map((radius, i): Point => {
        const turn = (2 * Math.PI * i) / radii.length;
        return [radius * Math.cos(turn), 53 + radius * Math.sin(turn)];
      }),
    );
    fc.assert(
      fc.property(star, (ring) => {
        const parts = quarters(ring);
        expect(parts.length).toBeLessThanOrEqual(4);
        expect(parts.reduce((sum, part) => sum + area(part), 0)).toBeCloseTo(area(ring), 9);
      }),
    );
  });
});

describe('the ward of a point', () => {
  const ring = (west: number, south: number, size: number) =>
    [
      [west, south],
      [west, south + size],
      [west + size, south + size],
      [west + size, south],
    ].map((p) => toGrid(p as [number, number]));
  const outline = (code: string, ...polygons: ReturnType<typeof ring>[][]) => ({
    code,
    name: code,
    authority: 'E08000001',
    authorityName: 'Somewhere',
    polygons,
  });
  const wardOf = placer([
    outline('E05000001', [ring(-1, 53, 0.4), ring(-0.9, 53.1, 0.1)], [ring(-0.2, 53, 0.1)]),
    outline('E05000002', [ring(-0.9, 53.1, 0.1)]),
  ]);

  it.each<[string, Point, string | undefined]>([
    ['inside', [-0.7, 53.3], 'E05000001'],
    ['in its other part', [-0.15, 53.05], 'E05000001'],
    ['in its hole, which is another ward', [-0.85, 53.15], 'E05000002'],
    ['between the parts', [-0.4, 53.05], undefined],
    ['elsewhere', [1, 51], undefined],
  ])('%s', (_, point, code) => {
    expect(wardOf(toGrid([...point]))).toBe(code);
  });
});
