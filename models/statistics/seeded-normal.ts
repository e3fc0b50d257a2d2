/**
 * Standard normal numbers that repeat: two uniform numbers u, v of a seeded stream at a time made normal by Box and
 * Muller, √(−2·ln u)·cos 2πv and √(−2·ln u)·sin 2πv.
 */
import { Random } from './random.js';

export function seededNormal(seed: number, stream = ''): () => number {
  const random = new Random(seed, stream);
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
