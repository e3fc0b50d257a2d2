/**
 * `npm run bench:methods`: the two long calculations of an all-England run beside a floor measured in turn with them:
 * bare loops over typed arrays on two threads, with the same arithmetic (methods-floor.mjs). Each measurement has a
 * process of its own. 6,900 wards: ranks of 12 indicators drawn 10,000 times, and local Moran with Gi* by 9,999
 * conditional permutations. How many rounds may follow: `-- 5`.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ENGLAND = 6900;
const size = { indicators: 12, draws: 10_000, permutations: 9999 };

interface Measured {
  /** Time on the clock, and that of both cores added up, which other programs disturb less. */
  readonly ms: number;
  readonly cpu: number;
  readonly rss: number;
  readonly answer: readonly (readonly number[])[];
}

const rounds = Number(process.argv[2] ?? 3);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function measure(what: 'product' | 'floor', task: string, count: number): Measured {
  const script = path.join(import.meta.dirname, `methods-${what}.mjs`);
  const out = execFileSync(process.execPath, [script, JSON.stringify({ task, count, ...size })], {
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  return JSON.parse(out) as Measured;
}

/** The largest difference of each column of the two answers. */
const differences = (a: Measured, b: Measured): number[] =>
  a.answer.map((column, c) => column.reduce((most, x, i) => Math.max(most, Math.abs(x - (b.answer[c]?.[i] ?? 0))), 0));

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`.padStart(8);

function compare(task: 'ranks' | 'clusters', columns: readonly string[]): void {
  const [floors, products]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    floors.push(measure('floor', task, ENGLAND));
    products.push(measure('product', task, ENGLAND));
  }
  const line = (name: string, all: readonly Measured[]) => {
    const of = (key: 'ms' | 'cpu' | 'rss') => median(all.map((each) => each[key]));
    console.log(
      `  ${name} ${seconds(of('ms'))}, of both cores ${seconds(of('cpu'))}, ${of('rss').toFixed(0)} MB at most`,
    );
  };
  line('floor  ', floors);
  line('product', products);
  const ratio = (key: 'ms' | 'cpu') =>
    median(products.map((each, i) => each[key] / (floors[i]?.[key] ?? 0))).toFixed(2);
  console.log(`  product/floor, round by round: ${ratio('ms')} by the clock, ${ratio('cpu')} of both cores`);
  const [floor, product] = [floors[0], products[0]];
  if (floor && product) {
    const apart = differences(floor, product).map((d, i) => `${columns[i]} ${d.toPrecision(2)}`);
    console.log(`  largest differences, seeds being others: ${apart.join(', ')}`);
  }
  const sizes = [0.5, 1, 2, 4].map((times) => [times, measure('product', task, ENGLAND * times)] as const);
  const grown = sizes.map(
    ([times, { ms, cpu, rss }]) => `${times}× ${seconds(ms)} (${seconds(cpu).trim()}, ${rss.toFixed(0)} MB)`,
  );
  console.log(`  growth, by the clock (both cores): ${grown.join('  ')}\n`);
}

console.log(`${rounds} rounds, medians; ${ENGLAND.toLocaleString('en-GB')} wards, two threads.\n`);
console.log(`Ranks: ${size.draws.toLocaleString('en-GB')} draws of ${size.indicators} indicators, weights ±25 %.`);
console.log('Normalisation is fixed and linear, so both draw one normal a ward of the variance Σw²·variance.');
compare('ranks', ['5 %', 'median', '95 %']);
console.log(
  `Clusters: local Moran and Gi*, ${size.permutations.toLocaleString('en-GB')} conditional permutations of each ward.`,
);
console.log('Given its own value both statistics are a line of Σwx, so in both one set of draws answers for the two.');
compare('clusters', ['Moran', 'Gi* z', 'p']);
