/** Which kinds of area the rows of a source may name, and how a code is known to be of one. */
import { areaTypesOf, type Measure, type ObservationSource } from '../../sources/define.js';
import { type AreaType, codePattern, fineEnoughForWards, levelOf } from '../../sources/geography.js';
import { literal } from '../engine/quote.js';
import type { Reading } from './raw.js';

export interface ObservationReading extends Reading {
  readonly source: ObservationSource;
  readonly period: string;
  /** The measures wanted; the others stay in the file. */
  readonly measures: readonly Measure[];
  /** The ward vintage of the assessment, for files whose rows name areas of any kind. */
  readonly wardType: AreaType;
  /** The table of the postcode lookup, where one is at hand. */
  readonly postcodes?: string | undefined;
}

/**
 * The kinds of area that rows may name, the preferred first; none for a council's own file. A ward of another year whose
 * code is in use still is the same ward: a new outline gets a new code.
 */
export const kindsOf = (source: ObservationSource, wardType: AreaType): readonly AreaType[] =>
  areaTypesOf(source).flatMap((type) => (levelOf(type) === 'ward' && type !== wardType ? [wardType, type] : [type]));

/** The kind of every row, where there is but one; otherwise it is a column. */
export const onlyKind = (kinds: readonly AreaType[]): string | undefined =>
  kinds.length === 1 && kinds[0] ? literal(kinds[0]) : undefined;

/** Whether a code is one of a kind: small areas and wards by the register, larger ones by the look of the code. */
export const knows = (kind: AreaType, code: string): string =>
  fineEnoughForWards(kind)
    ? `exists (select 1 from area as known where known.area = ${code} and known.area_type = ${literal(kind)})`
    : `regexp_full_match(${code}, ${literal(codePattern(kind))})`;
