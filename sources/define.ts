/**
 * What a source is: one published or local dataset, declared in one file.
 *
 * A source says who publishes it, on which geography *with vintage*, in which releases, what its file must look
 * like (the contract), and which measures it gives. Everything else follows from that.
 */

import type { Via } from './connectors/connector.js';
import type { Contract } from './contract.js';
import type { Disclosure } from './disclosure.js';
import type { AreaType, Level } from './geography.js';

/** One edition of a dataset. `url` is absent where the publisher offers no single file to download. */
export interface Release {
  readonly id: string;
  /** What the figures are about, as printed on a chart: `2021`, `mid-2022`, `2024/25`. */
  readonly period: string;
  readonly published: string;
  readonly url?: string;
}

/**
 * count: may be added up and shared out. rate: a share of people, averaged by the count it is a share of, so that
 * a ward's numerator can be rebuilt. score: averaged by a population, never added up.
 */
export type MeasureKind = 'count' | 'rate' | 'score';

interface MeasureSpec<K extends string> {
  readonly title: string;
  readonly kind: MeasureKind;
  /** The column that holds the figure. */
  readonly of: string;
  /** Only rows whose column holds one of these values. */
  readonly where?: { readonly column: string; readonly in: readonly string[] };
  /** Rates and scores: the count that weighs areas when they are averaged, of this source or another. */
  readonly averagedBy?: NoInfer<K> | Measure;
  /** The measures of this source that hold its published 95 % limits, where they cannot be worked out from counts. */
  readonly limits?: { readonly lower: NoInfer<K>; readonly upper: NoInfer<K> };
  /** The publisher copied it from a coarser area to each area within: `pfa`, the whole police force's figure. */
  readonly inheritedFrom?: Level;
}

export interface Measure extends Omit<MeasureSpec<string>, 'averagedBy' | 'limits'> {
  readonly id: string;
  readonly source: ObservationSource;
  readonly averagedBy?: Measure;
  readonly limits?: { readonly lower: Measure; readonly upper: Measure };
}

/** Whom figures are for: anybody, or those the council has agreed to share them with. */
export type Access = 'public' | 'restricted';

interface About {
  /** Also the folder name in a mirror and the key in the lock. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  /** Where a person can read about it. */
  readonly page: string;
  readonly cadence: string;
  /** The countries or the area it covers. */
  readonly covers: string;
  /** Years in which its figures began to mean something else; trends do not reach across them. */
  readonly breaks?: readonly { readonly year: number; readonly why: string }[];
  /** Newest first; empty for a council's own file. */
  readonly releases: readonly Release[];
  readonly caveats?: readonly string[];
  /** Of a council's own file, where editions differ: whom its figures are for unless the council says; anybody if not said. */
  readonly access?: Access;
  /** How its bytes are had from the publisher; absent: from a mirror, or from the address of a release. */
  readonly via?: Via;
}

export interface ObservationSource<K extends string = string> extends About {
  readonly gives: 'observations';
  /**
   * `any`: each row names an area of any kind known to the assessment (a council's own file). A list: rows of several
   * kinds, the first that knows a row's code; further kinds are older codes of the first, or larger areas given beside it.
   */
  readonly areaType: AreaType | 'any' | readonly [AreaType, ...AreaType[]];
  /** `own`: exact counts that we must protect; otherwise what the publisher has already done. */
  readonly disclosure: Disclosure;
  /** Estimates from a sample: their limits cannot be worked out from the counts they are given as. */
  readonly sampled?: true;
  /** Not counted: modelled for each area from other figures, or a proxy, counted of something that stands in for what is meant. */
  readonly basis?: 'modelled' | 'proxy';
  readonly tables: readonly Contract[];
  readonly measures: Readonly<Record<K, Measure>>;
  readonly coverage?: Coverage;
}

/**
 * For a source that comes in pieces, each publisher giving each month apart, or not at all: which publishers there are, and
 * what becomes of areas whose publisher was silent. What was not published is never 0.
 */
export interface Coverage {
  /** Which authority lies in which publisher's area. */
  readonly lookup: LookupSource;
  /** The same for codes of authorities that the lookup's year does not have. */
  readonly otherYears: Readonly<Record<string, string>>;
  /** By the name each goes under in the source; one without an area publishes what happened in the areas of others. */
  readonly publishers: Readonly<Record<string, { readonly name: string; readonly area?: string }>>;
  /** What a sentence calls one of them: `the force`. */
  readonly called: string;
  /** Figures are about the newest so many months of the archive. */
  readonly months: number;
  /** Where fewer of them than this were published there is no figure. */
  readonly atLeast: number;
}

/**
 * A lookup's columns are named `from`, `to`, and optionally `to_name`, `authority`, `authority_name`, `share`, `change`, `lat` and `lon`.
 * best_fit: each area wholly to one. population_weighted: by the shares in the file. change: what became of an area,
 * shared out by the people counted in its parts; `change` is U unchanged, S split, M merged, X irregular. nested: wholly in one.
 */
export interface LookupSource extends About {
  readonly gives: 'lookup';
  readonly from: AreaType;
  readonly to: AreaType;
  readonly method: 'best_fit' | 'population_weighted' | 'change' | 'nested';
  /** For `change`: the count, by areas of the new kind, that an area is shared out by. */
  readonly weighedBy?: Measure;
  readonly tables: readonly Contract[];
}

export interface BoundarySource extends About {
  readonly gives: 'boundaries';
  readonly areaType: AreaType;
  /** The feature properties that hold code, name and the authority's code and name. */
  readonly properties: Readonly<Record<'code' | 'name' | 'authority' | 'authorityName', string>>;
}

/**
 * A council's own table that is not figures by area: services, referrals, a programme's outcomes. Its rows are checked and
 * become the table `local_<id>`, with the columns of its shapes without `keeps`; the table is empty where no file is given.
 */
export interface RowsSource extends About {
  readonly gives: 'rows';
  readonly areaType: 'any';
  readonly disclosure: 'own';
  readonly tables: readonly Contract[];
  /** It may also come as answers in JSON, or as a folder of them: the newest answer about each key is taken. */
  readonly answers?: true;
  /** It may also come as outlines in GeoJSON. */
  readonly outlines?: true;
}

export type Source = ObservationSource | LookupSource | BoundarySource | RowsSource;

type ObservationSpec<K extends string> = Omit<ObservationSource, 'measures'> & {
  readonly measures: Readonly<Record<K, MeasureSpec<K>>>;
};

/**
 * Declares one dataset. The measures come back with their source attached, so that an indicator names a measure by
 * importing it, and what must be fetched is found by walking back.
 */
export function defineSource<const K extends string>(spec: ObservationSpec<K>): ObservationSource<K>;
export function defineSource<const L extends LookupSource>(spec: L): L;
export function defineSource(spec: BoundarySource): BoundarySource;
export function defineSource(spec: RowsSource): RowsSource;
export function defineSource(spec: ObservationSpec<string> | LookupSource | BoundarySource | RowsSource): Source {
  if (spec.gives !== 'observations') return spec;
  const measures: Record<string, Measure> = {};
  const source: ObservationSource = { ...spec, measures };
  const named = (id: string): Measure => {
    const known = measures[id];
    if (known) return known;
    const { averagedBy, limits, ...rest } = spec.measures[id] as MeasureSpec<string>;
    const by = typeof averagedBy === 'string' ? named(averagedBy) : averagedBy;
    const between = limits && { lower: named(limits.lower), upper: named(limits.upper) };
    measures[id] = { ...rest, id, source, ...(by && { averagedBy: by }), ...(between && { limits: between }) };
    return measures[id];
  };
  for (const id of Object.keys(spec.measures)) named(id);
  return source;
}

/** A council's own file: read in place, never copied, its counts protected by us. What is fetched from a publisher is none. */
export const isOwn = (source: Source): source is ObservationSource | RowsSource =>
  (source.gives === 'observations' || source.gives === 'rows') && source.disclosure === 'own' && !source.via;

/** Whether a source may come as answers in JSON, or as a folder of them. */
export const takesAnswers = (source: Pick<Source, 'gives'>): boolean => 'answers' in source;

const notConfirmed = 'Not confirmed against the live service:';

/** The caveat of an address or id that no one has tried: said in one way wherever it must be said. */
export const unconfirmed = (what: string): string => `${notConfirmed} ${what}.`;

/** What a source says against its figures: its caveats, but for those of its address. */
export const cautionsOf = ({ caveats = [] }: Pick<Source, 'caveats'>): readonly string[] =>
  caveats.filter((caveat) => !caveat.startsWith(notConfirmed));

/** The kinds of area a source's rows may name, the preferred first; none for a council's own file, which may name any. */
export const areaTypesOf = ({ areaType }: Pick<ObservationSource, 'areaType'>): readonly AreaType[] =>
  areaType === 'any' ? [] : typeof areaType === 'string' ? [areaType] : areaType;

export const OGL = 'Open Government Licence v3.0';
