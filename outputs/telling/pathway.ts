/** Levels of help as charts speak of them and draw them: a shape each, so that grey tells them apart. */
import type { MartRow } from '../../models/marts.js';
import { type LevelId, levelIds, levels } from '../../models/pathways/levels.js';
import { colours } from '../drawing/style.js';
import { footOf } from './foot.js';

export type Service = MartRow<'mart_service'>;
export type Shortfall = MartRow<'mart_shortfall'>;

/** Whether anything is known of what is short. */
export const isTold = ({ judgement }: Shortfall): boolean => judgement !== 'unknown';

export const levelLooks = {
  universal: { shape: 'circle', fill: colours.white },
  targeted_selective: { shape: 'square', fill: colours.turquoise },
  targeted_indicated: { shape: 'triangle-up', fill: colours.orange },
  specialist: { shape: 'diamond', fill: colours.pink },
} as const satisfies Record<LevelId, { shape: string; fill: string }>;

/** "Targeted selective", and what it is inside a sentence. */
export const levelTitle = (level: LevelId): string => levels[level].title;

export const levelsIn = (rows: readonly { readonly level: LevelId }[]): LevelId[] =>
  levelIds.filter((id) => rows.some(({ level }) => level === id));

/** The foot of a picture of the council’s own files and of what is set against them. */
export const ownFoot = (assessment: MartRow<'mart_assessment'>, source: string): string =>
  footOf(assessment, source, '', '', 'of');

/** "about 1,230": a model is not exact to one family. */
export const places = (n: number): string => Math.round(n).toLocaleString('en-GB');
