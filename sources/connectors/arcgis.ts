/**
 * ArcGIS feature services, as the Open Geography Portal and many councils have them: attributes as a table, or outlines.
 * Shape: https://developers.arcgis.com/rest/services-reference/enterprise/query-feature-service-layer/
 */
import { z } from 'zod';
import { noSuchTable, notAllCame } from '../faults/answers.js';
import type { Answer, ByPages, Http, Question, Service, Wish } from './connector.js';
import { csvLine, readExactly } from './rows.js';

/** What an ArcGIS service is, wherever it stands: it answers 200 to everything, and says inside what is wrong. */
export const arcgisService = (about: Pick<Service, 'id' | 'title' | 'base'>): Service => ({
  ...about,
  pace: { perSecond: 4, burst: 8, atOnce: 2 },
  complaint(json) {
    const error = failed.safeParse(json).data?.error;
    if (!error || isGone(error)) return undefined;
    return {
      says: wordsOf(error),
      again: error.code >= 500 || /unable to perform|timed? ?out|busy/i.test(error.message),
    };
  },
});

export const openGeography = arcgisService({
  id: 'open_geography',
  title: 'ONS Open Geography',
  base: 'https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services',
});

/** One layer of a feature service. */
export interface ArcgisLayer {
  /** The service's name as it is pinned, vintage and suffix included: `LSOA21_WD25_LAD25_EW_LU_v2`. */
  readonly name: string;
  readonly layer?: number | undefined;
  /** Which rows, in SQL; absent: all. */
  readonly where?: string | undefined;
  /** The fields kept, in this order. */
  readonly fields: readonly string[];
  /** What puts rows into an order that holds from page to page. */
  readonly orderBy: string;
  /** Where a person finds the name of the next edition. */
  readonly look: string;
}

/** A layer's attributes as CSV, headed with the names of its fields. */
export const arcgisTable = (layer: ArcgisLayer, service: Service = openGeography): ByPages => ({
  service,
  keeps: 'csv',
  async *pages(wish) {
    yield csvLine(layer.fields);
    const asked = { returnGeometry: 'false', f: 'json', resultRecordCount: '2000' };
    const read = (answer: Answer) => readExactly(wish.http, answer, rows);
    for await (const { features } of pagesOf(wish, layer, asked, read))
      yield features.map((row) => csvLine(layer.fields.map((field) => row.attributes[field]))).join('');
  },
});

/**
 * A layer's outlines in longitude and latitude, one GeoJSON FeatureCollection. Points are asked for with six decimals, a
 * tenth of a metre, which a double holds as they are.
 */
export const arcgisOutlines = (layer: ArcgisLayer, service: Service = openGeography): ByPages => ({
  service,
  keeps: 'geojson',
  async *pages(wish) {
    const asked = { outSR: '4326', geometryPrecision: '6', f: 'geojson', resultRecordCount: '1000' };
    let before = '{"type":"FeatureCollection","features":[\n';
    for await (const { features } of pagesOf(wish, layer, asked, (answer) => answer.json(outlines))) {
      if (features.length === 0) continue;
      yield before + features.map((feature) => JSON.stringify(feature)).join(',\n');
      before = ',\n';
    }
    yield '\n]}\n';
  },
});

const error = z.object({ code: z.coerce.number(), message: z.string(), details: z.array(z.string()).nullish() });
const failed = z.object({ error: error.optional() });
const cut = z.boolean().optional();
const rows = failed.extend({
  exceededTransferLimit: cut,
  features: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) })).default([]),
});
const outline = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.unknown(),
});
/** The limit flag stands at the top of JSON, and under `properties` of GeoJSON. */
const outlines = failed.extend({
  exceededTransferLimit: cut,
  properties: z.object({ exceededTransferLimit: cut }).optional(),
  features: z.array(outline).default([]),
});
const counted = failed.extend({ count: z.coerce.number().default(0) });

type Page = z.infer<typeof rows> | z.infer<typeof outlines>;

const wasCut = (page: Page): boolean =>
  page.exceededTransferLimit === true || ('properties' in page && page.properties?.exceededTransferLimit === true);

/** Every page in turn, until there are as many rows as the layer says it has and none is said to be left. */
async function* pagesOf<P extends Page>(
  { http, progress }: Wish,
  layer: ArcgisLayer,
  asked: Readonly<Record<string, string>>,
  read: (answer: Answer) => Promise<P>,
): AsyncIterable<P> {
  const count = await http.ask(question(layer, { returnCountOnly: 'true', f: 'json' }));
  const total = (await found(http, layer, count, () => count.json(counted))).count;
  const page = { ...asked, outFields: layer.fields.join(','), orderByFields: layer.orderBy };
  for (let got = 0, more = total > 0; more; ) {
    const answer = await http.ask(question(layer, { ...page, resultOffset: `${got}` }));
    const given = await found(http, layer, answer, () => read(answer));
    got += given.features.length;
    const none = given.features.length === 0;
    more = got < total || (wasCut(given) && !none);
    if (got > total || (none && more)) throw notAllCame({ asking: http.asking, url: answer.url }, total, got);
    progress(got, total);
    yield given;
  }
}

/** A filter longer than this does not fit into every address: it is posted as a form. */
const longestFilter = 1000;

function question({ name, layer = 0, where = '1=1' }: ArcgisLayer, asked: Readonly<Record<string, string>>): Question {
  const at = `${name}/FeatureServer/${layer}/query`;
  const all = { where, ...asked };
  return where.length > longestFilter ? { at, form: all, expects: 'json' } : { at, query: all, expects: 'json' };
}

/** What was read of an answer; throws a Fault when it says that there is no such layer. */
async function found<T extends z.infer<typeof failed>>(
  { asking }: Http,
  { name, look }: ArcgisLayer,
  { url }: Answer,
  read: () => Promise<T>,
): Promise<T> {
  const given = await read();
  if (given.error) throw noSuchTable({ asking, url }, name, wordsOf(given.error), look);
  return given;
}

const isGone = (e: z.infer<typeof error>): boolean =>
  e.code === 404 || /invalid url|not found|does not exist/i.test(wordsOf(e));

const wordsOf = ({ code, message, details }: z.infer<typeof error>): string =>
  [`${code} ${message}`, ...(details ?? []).filter((detail) => detail && detail !== message)].join(', ');
