/** What is said of the council's own zones: which have most need, and whether that is sure. */
import type { MartRow } from '../../models/marts.js';
import { capital, count, counted, wardsIn } from './words.js';

export type Zone = MartRow<'mart_zone'>;

/** Zones with a rank, the highest need first. */
export const rankedZones = (zones: readonly Zone[]): Zone[] =>
  zones.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.zone < b.zone ? -1 : 1));

/** Which zone has the highest need, or which could have it; undefined where none is ranked. */
export function zoneFinding(zones: readonly Zone[], need: string): string | undefined {
  const ranked = rankedZones(zones);
  const [first] = ranked;
  if (!first || ranked.length < 2) return undefined;
  const of = `Of ${counted(ranked.length, 'zone')}, `;
  const could = ranked.filter(({ rank_low }) => rank_low === 1);
  const named = wardsIn(could.map(({ name }) => name));
  if (could.length < 2) return `${of}${need} is highest in ${first.name}, and stays so in 9 of 10 draws`;
  if (could.length === ranked.length) return `${capital(need)} is about the same in all ${count(ranked.length)} zones`;
  if (could.length > 4) return `${of}${count(could.length)} could have the highest ${need}, ${first.name} first`;
  return `${of}${need} is highest in ${named}; which of them is first is within what chance would do`;
}

/** Rank with the range it could take, where there is one: "1 (1 to 2)". */
export const zoneRank = ({ rank, rank_low, rank_high }: Zone): string =>
  rank === null ? 'not ranked' : rank_low === rank_high ? `${rank}` : `${rank} (${rank_low} to ${rank_high})`;
