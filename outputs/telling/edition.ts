/** What an edition is called, on its pages and in the names of its files. */
import type { MartRow } from '../../models/marts.js';

type Edition = Pick<MartRow<'mart_assessment'>, 'edition' | 'audience'>;

/** "Public edition", "Restricted edition, for …"; with what follows it, or nothing where one edition holds everything. */
export function editionName({ edition, audience }: Edition, then = ''): string {
  if (edition === null) return '';
  return `${edition === 'public' ? 'Public edition' : `Restricted edition, for ${audience}`}${then}`;
}

/** The same in two words, for where there is little room. */
export const editionShort = ({ edition }: Edition, then = ''): string =>
  edition === null ? '' : `${edition === 'public' ? 'Public edition' : 'Restricted edition'}${then}`;

/** The sentence that stands over every page of the restricted edition. */
export const restrictedNote = ({ edition, audience }: Edition): string | undefined =>
  edition === 'restricted' ? `Only for ${audience}. Not to be sent on.` : undefined;

/** "board-paper.docx", in the restricted edition "board-paper-restricted.docx": a file says what it is when it is alone. */
export const named = (file: string, edition: Edition['edition']): string =>
  edition === 'restricted' ? file.replace(/(?=\.\w+$)/, '-restricted') : file;
