/**
 * The same work in bare loops over typed arrays on two threads, with nothing named, checked or explained:
 * `node methods-floor.mjs '{…}'`, see methods.ts. A thread has one stream of random numbers of its own.
 */
import { Worker, workerData } from 'node:worker_threads';
import { map, wards } from './methods-data.mjs';

if (workerData === null) await measure(JSON.parse(process.argv[2]));
else if (workerData.task === 'ranks') ranks(workerData);
else clusters(workerData);

async function measure({ task, count: n, indicators, draws, permutations }) {
  const floats = (length) => new Float64Array(new SharedArrayBuffer(8 * length));
  const shared = (values) => {
    const copy = floats(values.length);
    copy.set(values);
    return copy;
  };
  const barrier = new Int32Array(new SharedArrayBuffer(4));
  const answer = [floats(n), floats(n), floats(n)];
  const given = task === 'ranks' ? wards(n, indicators) : map(n);
  const [start, before] = [performance.now(), process.cpuUsage()];
  let input = { task, n, indicators, draws, permutations, answer, barrier };
  if (task === 'ranks') {
    const ranks = new Uint16Array(new SharedArrayBuffer(2 * n * draws));
    const columns = given.domains.map(({ score, variance }) => [shared(score), shared(variance)]);
    input = { ...input, ranks, score: columns.map(([s]) => s), variance: columns.map(([, v]) => v) };
  } else {
    const first = new Int32Array(n + 1);
    given.lists.forEach((list, i) => {
      first[i + 1] = first[i] + list.length;
    });
    input = { ...input, values: shared(given.values), first, neighbour: Int32Array.from(given.lists.flat()) };
  }
  const threads = [0, 1].map((thread) => new Worker(new URL(import.meta.url), { workerData: { ...input, thread } }));
  await Promise.all(threads.map((worker) => new Promise((done) => worker.on('exit', done))));
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const rss = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, rss, answer: answer.map((column) => [...column]) }));
}

function ranks({ thread, n, indicators, draws, score, variance, ranks: kept, answer, barrier }) {
  let [a, b, c, d] = [thread * 7919 + 1, 362_436_069, 521_288_629, 88_675_123];
  function bits() {
    const r = Math.imul(b, 5);
    const result = Math.imul((r << 7) | (r >>> 25), 9);
    c ^= a;
    d ^= b;
    const t = b << 9;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }
  const uniform = () => ((bits() >>> 0) + 0.5) / 4_294_967_296;
  const [inside, width, height] = ziggurat();
  function normal() {
    for (;;) {
      const h = bits();
      const layer = h & 127;
      const x = h * width[layer];
      if (Math.abs(h) < inside[layer]) return x;
      if (layer === 0) {
        let [far, level] = [0, 0];
        do {
          far = -Math.log(uniform()) / 3.442619855899;
          level = -Math.log(uniform());
        } while (level + level < far * far);
        return h > 0 ? 3.442619855899 + far : -3.442619855899 - far;
      }
      if (height[layer] + uniform() * (height[layer - 1] - height[layer]) < Math.exp(-0.5 * x * x)) return x;
    }
  }
  for (let k = 0; k < 20; k++) bits();
  const [index, spread, w] = [new Float64Array(n), new Float64Array(n), new Float64Array(indicators)];
  const [k0, k1, p0, p1] = [new Uint32Array(n), new Uint32Array(n), new Uint16Array(n), new Uint16Array(n)];
  const counts = new Int32Array(3 * 2048);
  const half = draws / 2;
  for (let draw = 0; draw < half; draw++) {
    for (let k = 0; k < indicators; k++) w[k] = (0.75 + 0.5 * uniform()) / indicators;
    index.fill(0);
    spread.fill(0);
    for (let k = 0; k < indicators; k += 4) {
      const [s0, s1, s2, s3] = [score[k], score[k + 1], score[k + 2], score[k + 3]];
      const [v0, v1, v2, v3] = [variance[k], variance[k + 1], variance[k + 2], variance[k + 3]];
      const [w0, w1, w2, w3] = [w[k], w[k + 1], w[k + 2], w[k + 3]];
      const [q0, q1, q2, q3] = [w0 * w0, w1 * w1, w2 * w2, w3 * w3];
      for (let i = 0; i < n; i++) index[i] += w0 * s0[i] + w1 * s1[i] + w2 * s2[i] + w3 * s3[i];
      for (let i = 0; i < n; i++) spread[i] += q0 * v0[i] + q1 * v1[i] + q2 * v2[i] + q3 * v3[i];
    }
    let [low, high] = [Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      const x = index[i] + Math.sqrt(spread[i]) * normal();
      index[i] = x;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    const step = (2 ** 32 - 1) / (high - low);
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const key = ((high - index[i]) * step) >>> 0;
      k0[i] = key;
      counts[key & 2047]++;
      counts[2048 + ((key >>> 11) & 2047)]++;
      counts[4096 + (key >>> 22)]++;
    }
    let [x, y, z] = [0, 0, 0];
    for (let j = 0; j < 2048; j++) {
      let own = counts[j];
      counts[j] = x;
      x += own;
      own = counts[2048 + j];
      counts[2048 + j] = y;
      y += own;
      own = counts[4096 + j];
      counts[4096 + j] = z;
      z += own;
    }
    for (let i = 0; i < n; i++) {
      const at = counts[k0[i] & 2047]++;
      k1[at] = k0[i];
      p1[at] = i;
    }
    for (let i = 0; i < n; i++) {
      const at = counts[2048 + ((k1[i] >>> 11) & 2047)]++;
      k0[at] = k1[i];
      p0[at] = p1[i];
    }
    for (let i = 0; i < n; i++) {
      const at = counts[4096 + (k0[i] >>> 22)]++;
      k1[at] = k0[i];
      p1[at] = p0[i];
    }
    const column = (thread * half + draw) * n;
    let [rank, before] = [0, -1];
    for (let i = 0; i < n; i++) {
      if (k1[i] !== before) rank = i + 1;
      before = k1[i];
      kept[column + p1[i]] = rank;
    }
  }
  if (Atomics.add(barrier, 0, 1) === 1) Atomics.notify(barrier, 0);
  else Atomics.wait(barrier, 0, 1);
  const places = new Int32Array(n + 1);
  const at = (h) => {
    let [rank, upTo] = [0, 0];
    while (upTo <= h) upTo += places[++rank];
    return rank;
  };
  const quantile = (p) => {
    const h = (draws - 1) * p;
    const [low, high] = [at(Math.floor(h)), at(Math.ceil(h))];
    return low + (h - Math.floor(h)) * (high - low);
  };
  const middle = n >> 1;
  // Sixteen wards at a time, so that a line of memory is read once.
  const tally = Array.from({ length: 16 }, () => new Int32Array(n + 1));
  for (let first = thread * middle; first < (thread === 0 ? middle : n); first += 16) {
    const last = Math.min(first + 16, thread === 0 ? middle : n);
    for (const each of tally) each.fill(0);
    for (let draw = 0; draw < draws; draw++) {
      for (let i = first; i < last; i++) tally[i - first][kept[draw * n + i]]++;
    }
    for (let i = first; i < last; i++) {
      places.set(tally[i - first]);
      [answer[0][i], answer[1][i], answer[2][i]] = [quantile(0.05), quantile(0.5), quantile(0.95)];
    }
  }
}

function ziggurat() {
  const [inside, width, height] = [new Float64Array(128), new Float64Array(128), new Float64Array(128)];
  let x = 3.442619855899;
  const base = 9.91256303526217e-3 / Math.exp(-0.5 * x * x);
  inside[0] = (x / base) * 2 ** 31;
  width[0] = base / 2 ** 31;
  height[0] = 1;
  for (let i = 127; i >= 1; i--) {
    width[i] = x / 2 ** 31;
    height[i] = Math.exp(-0.5 * x * x);
    const next = i === 1 ? 0 : Math.sqrt(-2 * Math.log(9.91256303526217e-3 / x + height[i]));
    inside[i] = (next / x) * 2 ** 31;
    x = next;
  }
  return [inside, width, height];
}

function clusters({ thread, n, permutations, values, first, neighbour, answer }) {
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  const z = values.map((x) => x - mean);
  let m2 = 0;
  for (let i = 0; i < n; i++) m2 += (z[i] * z[i]) / n;
  const others = new Float64Array(n - 1);
  let [a, b, c, d] = [thread * 7919 + 1, 362_436_069, 521_288_629, 88_675_123];
  const middle = n >> 1;
  for (let i = thread * middle; i < (thread === 0 ? middle : n); i++) {
    const k = first[i + 1] - first[i];
    const w = 1 / k;
    let lag = 0;
    for (let at = first[i]; at < first[i + 1]; at++) lag += w * z[neighbour[at]];
    const own = 1 / (k + 1);
    const s = Math.sqrt((m2 * (n * own - 1)) / (n - 1));
    answer[0][i] = (z[i] / m2) * lag;
    answer[1][i] = (own * (k * lag + z[i])) / s;
    others.set(z.subarray(0, i));
    others.set(z.subarray(i + 1), i);
    let [above, below] = [0, 0];
    for (let permutation = 0; permutation < permutations; permutation++) {
      let sum = 0;
      for (let j = 0; j < k; j++) {
        const r = Math.imul(b, 5);
        const bits = Math.imul((r << 7) | (r >>> 25), 9) >>> 0;
        c ^= a;
        d ^= b;
        const t = b << 9;
        b ^= c;
        a ^= d;
        c ^= t;
        d = (d << 11) | (d >>> 21);
        const at = j + Math.floor((bits / 4_294_967_296) * (n - 1 - j));
        const x = others[at];
        others[at] = others[j];
        others[j] = x;
        sum += w * x;
      }
      if (sum > lag) above++;
      else if (sum < lag) below++;
    }
    const rarer = 1 + permutations - Math.max(above, below);
    answer[2][i] = Math.min(1, (2 * rarer) / (permutations + 1));
  }
}
