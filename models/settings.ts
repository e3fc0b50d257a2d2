/** What a council has settled for its assessment, as the models take it. */
import type { Access } from '../sources/define.js';
import type { AreaType } from '../sources/geography.js';
import type { LevelId } from './pathways/levels.js';

export interface Settings {
  /** Codes of authorities, or of a country. */
  readonly areas: readonly string[];
  readonly wardType: AreaType;
  readonly rebase: 'best_fit' | 'population_weighted';
  readonly suppressBelow: number;
  /** Noughts count as small too. */
  readonly protectZeros: boolean;
  readonly roundTo: number | null;
  /** Fewer residents than this do not make a high-need cluster. */
  readonly clusterLeastPopulation: number;
  /** What the council has written for its board paper, in order. */
  readonly paper: readonly { readonly part: 'purpose' | 'decision' | 'next_step'; readonly text: string }[];
  readonly country: { readonly code: string; readonly name: string };
  /** With whom figures are compared, besides the country and the ward's own authority. */
  readonly compare: {
    readonly region: boolean;
    /** Codes of authorities. */
    readonly neighbours: readonly string[];
    /** Values to be reached, by indicator. */
    readonly target: Readonly<Record<string, number>>;
    /** Also how far a ward of its size may lie from the average of the wards by chance. */
    readonly funnel: boolean;
  };
  /** Per cent of families expected to need a place of each level of help in a year: a judgement. */
  readonly pathways: Readonly<Record<LevelId, number>>;
  /** The fewest families that make a group. */
  readonly leastGroup: number;
  /** Which edition this is, where there are several; of the restricted one whom it is for. */
  readonly edition?: { readonly access: Access; readonly audience: string } | undefined;
  readonly brand: { readonly name?: string | undefined; readonly colour?: string | undefined };
}
