/** Made-up wards for `methods.ts`: twelve indicators with their errors, and a honeycomb of neighbours. Always the same. */

export function wards(count, indicators) {
  const random = seeded(20_260_101);
  const codes = Array.from({ length: count }, (_, i) => `E05${String(i).padStart(6, '0')}`);
  const need = codes.map(() => normal(random));
  const domains = Array.from({ length: indicators }, (_, d) => ({
    id: `indicator ${d}`,
    weight: 1 / indicators,
    score: Float64Array.from(need, (own) => 0.6 * own + 0.8 * normal(random)),
    variance: Float64Array.from(need, () => 0.02 + 0.2 * random()),
  }));
  return { codes, domains };
}

/** Values that are alike among neighbours, and the six neighbours of each ward (fewer at the edge). */
export function map(count) {
  const { codes } = wards(count, 0);
  const random = seeded(7);
  const width = Math.round(Math.sqrt(count));
  const values = Float64Array.from(
    codes,
    (_, i) => Math.sin((i % width) / 6) * Math.cos(i / width / 6) + normal(random),
  );
  const lists = codes.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const lean = y % 2 === 0 ? -1 : 1;
    const near = [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x + lean, y - 1],
      [x, y + 1],
      [x + lean, y + 1],
    ];
    const inside = near.filter(([a, b]) => a >= 0 && a < width && b >= 0 && b * width + a < count);
    return inside.map(([a, b]) => b * width + a);
  });
  return { codes, values, lists };
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
