/** Words that people and publishers write in more than one way. */

/** Headings differ in case, inner and trailing spaces from one release to the next; their words must not. */
export const fold = (heading: string): string => heading.replace(/\s+/g, ' ').trim().toLowerCase();

/** The candidate most like a word, by shared pairs of letters, and in short words letters; undefined when none is much like it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const sizes = word.length <= 8 ? [1, 2] : [2];
  const pieces = (text: string) => {
    const folded = fold(text);
    const ofSize = (n: number) =>
      Array.from({ length: Math.max(0, folded.length + 1 - n) }, (_, i) => folded.slice(i, i + n));
    return new Set(sizes.flatMap(ofSize));
  };
  const wanted = pieces(word);
  const likeness = (candidate: string) => {
    const other = pieces(candidate);
    const shared = [...wanted].filter((piece) => other.has(piece)).length;
    return (2 * shared) / (wanted.size + other.size || 1);
  };
  const [best] = [...candidates].map((c) => [likeness(c), c] as const).sort((a, b) => b[0] - a[0]);
  return best && best[0] > 0.4 ? best[1] : undefined;
}
