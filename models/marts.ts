/**
 * The marts: the only tables that outputs may read. A row's contract is written here once; types follow from it.
 * Everything in a mart has passed disclosure control.
 */
import { z } from 'zod';

const text = z.string();
const number = z.number();
const maybe = <T extends z.ZodType>(type: T) => type.nullable();

/** How a figure came about, or why there is none. They are drawn differently. */
export const figureStatus = z.enum(['measured', 'modelled', 'rounded', 'withheld', 'missing', 'no_estimate']);
export type FigureStatus = z.infer<typeof figureStatus>;

export const comparison = z.enum(['lower', 'similar', 'higher', 'not_compared']);
export const judgement = z.enum(['better', 'similar', 'worse', 'lower', 'higher', 'not_compared']);

export const marts = {
  /** One row: what this assessment is. */
  mart_assessment: z.object({
    title: text,
    index_id: text,
    index_title: text,
    /** The authority's name, or the country's, or "3 authorities". */
    area_name: text,
    ward_type: text,
    ward_type_title: text,
    wards: number,
    wards_ranked: number,
    benchmark_name: text,
    normalise: text,
    aggregate: text,
    suppress_below: number,
    round_to: maybe(number),
    made_up: z.boolean(),
    /** First seven characters of the hash of every byte used, and the day the newest of them was retrieved. */
    data_hash: text,
    data_date: text,
    brand_name: maybe(text),
    brand_colour: maybe(text),
  }),
  /** A ward and its place in the index; wards without an estimate are here too, unranked. */
  mart_index: z.object({
    ward: text,
    ward_name: text,
    authority: text,
    authority_name: text,
    /** Weighted mean of domain scores; 0 is the average ward of the assessment when normalise is z_score. */
    score: maybe(number),
    /** 1 is the highest need. */
    rank: maybe(number),
    of: number,
    /** 1 is the tenth with the highest need; null under ten ranked wards. */
    decile: maybe(number),
    status: z.enum(['ranked', 'no_estimate']),
    reason: maybe(text),
    residents: maybe(number),
  }),
  /** A ward and a domain of the index. */
  mart_domain: z.object({
    ward: text,
    domain: text,
    domain_title: text,
    position: number,
    weight: number,
    score: maybe(number),
    rank: maybe(number),
  }),
  /** A ward, an authority or the country, and an indicator. */
  mart_indicator: z.object({
    area_level: z.enum(['ward', 'authority', 'country']),
    area: text,
    area_name: text,
    indicator: text,
    title: text,
    domain: text,
    position: number,
    period: text,
    unit: text,
    direction: z.enum(['higher', 'lower', 'none']),
    statistic: z.enum(['proportion', 'rate', 'mean']),
    method: text,
    multiplier: number,
    numerator: maybe(number),
    denominator: maybe(number),
    value: maybe(number),
    lower95_0cl: maybe(number),
    upper95_0cl: maybe(number),
    lower99_8cl: maybe(number),
    upper99_8cl: maybe(number),
    /** Against the country, by the 95 % limits. */
    comparison,
    judgement,
    zscore: maybe(number),
    in_index: z.boolean(),
    status: figureStatus,
    reason: maybe(text),
  }),
  /** One row an indicator that was asked for: what it is and how far it reaches. */
  mart_indicator_list: z.object({
    indicator: text,
    title: text,
    domain: text,
    domain_title: text,
    position: number,
    in_index: z.boolean(),
    weight: maybe(number),
    statistic: text,
    unit: text,
    direction: text,
    sources: text,
    publisher: text,
    period: maybe(text),
    geography: text,
    wards_with_value: number,
    wards_in_area: number,
    caveats: text,
  }),
  /** One row a source whose bytes were used. */
  mart_source: z.object({
    source: text,
    title: text,
    publisher: text,
    licence: text,
    page: text,
    geography: text,
    release: text,
    period: text,
    published: text,
    url: maybe(text),
    sha256: text,
    bytes: number,
    retrieved: text,
    caveats: text,
  }),
  /** What was asked for and is not there, what that does to the result, and what would mend it. */
  mart_gap: z.object({
    item: text,
    what: text,
    effect: text,
    mend: text,
  }),
  /** Where every count of every source went: nothing is lost without a line. */
  mart_reconciliation: z.object({
    source: text,
    measure: text,
    period: text,
    total: maybe(number),
    wards_in_area: maybe(number),
    wards_elsewhere: maybe(number),
    unallocated: maybe(number),
    residual: maybe(number),
    areas: number,
    areas_unallocated: number,
  }),
  /** What was withheld and by which rule; never the number. */
  mart_disclosure: z.object({
    indicator: text,
    title: text,
    area_level: text,
    area: text,
    area_name: text,
    rule: text,
  }),
  /** Outlines on the British National Grid: wards assessed, and their neighbours for context. */
  mart_boundary: z.object({
    area: text,
    authority: text,
    in_area: z.boolean(),
    /** GeoJSON geometry (Polygon or MultiPolygon), metres east and north, whole numbers. */
    geometry: text,
  }),
} as const;

export type MartName = keyof typeof marts;
export type MartRow<N extends MartName> = z.infer<(typeof marts)[N]>;
