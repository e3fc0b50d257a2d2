/** How far a dataset may move from one snapshot to the next before somebody should look. */
import type { LockEntry } from './lock.js';

/** Half to double: years of births or another thousand areas stay within it, half a file does not. */
const factor = 2;

const beyond = (before: number, after: number): boolean => after > before * factor || after < before / factor;

/**
 * What moved too far: pairs of what it is, and from where to where. Lengths in bytes are held against each other only
 * when both snapshots came from the network, since a mirror may hold the same file packed.
 */
export function driftOf(before: LockEntry, after: LockEntry): (readonly [what: string, text: string])[] {
  const shown = (a: number, b: number) => `${a.toLocaleString('en-GB')} before, ${b.toLocaleString('en-GB')} now`;
  const found: (readonly [string, string])[] = [];
  if (before.rows !== undefined && after.rows !== undefined && beyond(before.rows, after.rows)) {
    found.push(['rows', shown(before.rows, after.rows)]);
  }
  if (before.url !== null && after.url !== null && beyond(before.bytes, after.bytes)) {
    found.push(['bytes', shown(before.bytes, after.bytes)]);
  }
  return found;
}
