/**
 * What became of the codes of English authorities since 2009: merged, given a new code for new borders, or divided. A code
 * given up is never used again, so it means the same in every file. From the Code History Database of the Office for
 * National Statistics; counties stand on lines of their own, since a file gives either districts or counties.
 */

/** The year, the codes that ended, and the codes that took their place. */
type Change = readonly [year: number, ended: string, became: string];

const changes: readonly Change[] = [
  [2012, 'E07000100', 'E07000240'],
  [2012, 'E07000104', 'E07000241'],
  [2013, 'E06000048', 'E06000057'],
  [2013, 'E07000097', 'E07000242'],
  [2013, 'E07000101', 'E07000243'],
  [2013, 'E08000020', 'E08000037'],
  [2019, 'E06000028 E06000029 E07000048', 'E06000058'],
  [2019, 'E07000049 E07000050 E07000051 E07000052 E07000053', 'E06000059'],
  [2019, 'E10000009', 'E06000058 E06000059'],
  [2019, 'E07000190 E07000191', 'E07000246'],
  [2019, 'E07000201 E07000204', 'E07000245'],
  [2019, 'E07000205 E07000206', 'E07000244'],
  [2020, 'E07000004 E07000005 E07000006 E07000007', 'E06000060'],
  [2020, 'E10000002', 'E06000060'],
  [2021, 'E07000150 E07000152 E07000153 E07000156', 'E06000061'],
  [2021, 'E07000151 E07000154 E07000155', 'E06000062'],
  [2021, 'E10000021', 'E06000061 E06000062'],
  [2023, 'E07000026 E07000028 E07000029', 'E06000063'],
  [2023, 'E07000027 E07000030 E07000031', 'E06000064'],
  [2023, 'E10000006', 'E06000063 E06000064'],
  [2023, 'E07000163 E07000164 E07000165 E07000166 E07000167 E07000168 E07000169', 'E06000065'],
  [2023, 'E10000023', 'E06000065'],
  [2023, 'E07000187 E07000188 E07000189 E07000246', 'E06000066'],
  [2023, 'E10000027', 'E06000066'],
  [2025, 'E08000016', 'E08000038'],
  [2025, 'E08000019', 'E08000039'],
];

/** A code whose whole went into a later one: `pieces` of the `whole` that this one is made of. */
export interface Succession {
  readonly code: string;
  readonly becomes: string;
  readonly pieces: number;
  readonly whole: number;
}

const merges = changes.filter(([, , became]) => codes(became).length === 1);

/** Codes that were divided among several: nothing can be derived from them, with the codes that took their place. */
export const divided: ReadonlyMap<string, readonly string[]> = new Map(
  changes
    .filter(([, , became]) => codes(became).length > 1)
    .flatMap(([, ended, became]) => codes(ended).map((code) => [code, codes(became)] as const)),
);

/**
 * Every code with each code its whole went into, over as many changes as it takes. Pieces are counted in the oldest codes
 * a code is made of: those present in a file are all of it when their pieces add up to the whole.
 */
export const successions: readonly Succession[] = merges.flatMap(([, , became], i) => {
  const first = merges.findIndex(([, , other]) => other === became) === i;
  return first ? leadingTo(became, madeOf(became)) : [];
});

/** How many of the oldest codes an authority is made of; a county counts as all its districts. */
function madeOf(code: string): number {
  const sums = merges.filter(([, , became]) => became === code).map(([, ended]) => sumOf(codes(ended)));
  return Math.max(1, ...sums);
}

function sumOf(ended: readonly string[]): number {
  return ended.reduce((sum, code) => sum + madeOf(code), 0);
}

function codes(list: string): readonly string[] {
  return list.split(' ');
}

function leadingTo(becomes: string, whole: number, via = becomes, pieces = whole): Succession[] {
  return merges
    .filter(([, , became]) => became === via)
    .flatMap(([, ended]) =>
      codes(ended).flatMap((code) => {
        const part = codes(ended).length === 1 ? pieces : madeOf(code);
        return [{ code, becomes, pieces: part, whole }, ...leadingTo(becomes, whole, code, part)];
      }),
    );
}
