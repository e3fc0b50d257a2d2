/** The statistics against reference vectors and the published tables of the English Indices of Deprivation. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composite } from '../models/statistics/composite/composite.js';
import { officialQuantile } from '../models/statistics/quantile.js';
import { ranksDescending } from '../models/statistics/ranks.js';
import { buildAsem, variantOf } from './support/asem.js';
import { describeShared } from './support/shared.js';
import { Table } from './support/tables.js';
import { methods, runVectors, summary } from './support/vectors.js';
import { districtSummaries, districts2025, lsoasOf, rebuildImd } from './support/vectors-statistics.js';

describeShared('reference vectors', 'vectors', (path) => {
  for (const name of Object.keys(methods)) {
    test(name, () => {
      const results = runVectors(path, [name]);
      const others = results.filter((each) => each.outcome !== 'match');
      expect(results.length, `no cases of ${name} found`).toBeGreaterThan(0);
      expect(others, summary(others)).toEqual([]);
    });
  }
});

describeShared('ASEM end to end from its CSVs (COINr’s example index)', 'vectors/coinr_asem/given', (path) => {
  const asem = () => buildAsem(join(path, '..', '..'));

  test('51 countries, 49 indicators, each stage to 1e-8, the index and its ranks', () => {
    const { units, plan, result } = asem();
    const published = new Table(join(path, 'aggregated_first3_units.csv'));
    const normalised = new Table(join(path, 'normalised_first3_units.csv'));
    const furthest = (table: Table, of: (id: string) => ArrayLike<number> | undefined) =>
      table.header.slice(1).flatMap((id) =>
        table.text('uCode').map((unit, row) => {
          const mine = of(id)?.[units.indexOf(unit)] ?? Number.NaN;
          return Math.abs(mine - (table.numbers(id)[row] ?? Number.NaN));
        }),
      );
    const differences = [
      ...furthest(published, (id) => result.scores.get(id)?.values),
      ...furthest(normalised, (id) => result.normalised.get(id)),
    ];
    expect([units.length, plan.indicators.length, result.screenedOut.length]).toEqual([51, 49, 0]);
    expect(differences).toHaveLength(3 * 60);
    expect(Math.max(...differences)).toBeLessThan(1e-8);
    expect([...ranksDescending(result.index)].sort((a, b) => a - b)).toEqual(units.map((_, i) => i + 1));
  });

  test('other settings by their names, and tables of any stage, are read', () => {
    const { units, result } = asem();
    const folder = mkdtempSync(join(tmpdir(), 'wardwise-asem-'));
    mkdirSync(join(folder, 'coinr_asem'));
    const rows = units.map((unit, i) => [unit, result.index[i], ranksDescending(result.index)[i]].join(','));
    writeFileSync(join(folder, 'coinr_asem', 'final_scores_ranks.csv'), ['uCode,Index,Rank', ...rows].join('\n'));
    const cells = result.imputed.map(({ indicator, row, value }) => [units[row], indicator, value].join(','));
    writeFileSync(join(folder, 'coinr_asem', 'imputed_cells.csv'), ['uCode,iCode,value', ...cells].join('\n'));
    const usual = Object.fromEntries(units.map((unit, i) => [unit, result.index[i]]));
    const input = { normalise: { f_n: 'n_minmax', f_n_para: { l_u: [0, 100] } }, aggregate: 'a_amean' };
    const cases = [{ id: 'usual', input, expected: { Index: usual, ranks: [...ranksDescending(result.index)] } }];
    writeFileSync(join(folder, 'coinr_asem', 'variants.json'), JSON.stringify({ cases }));
    const results = runVectors(folder, ['coinr_asem']);
    rmSync(folder, { recursive: true });
    expect(results.filter(({ outcome }) => outcome !== 'match')).toEqual([]);
    expect(results).toHaveLength(51 + result.imputed.length + 1);
    const ranksBy = (words: object) => [...ranksDescending(composite(variantOf(asem(), words)).index)];
    const other = {
      zscore: ranksBy({ f_n: 'n_zscore' }),
      gmean: ranksBy({ f_ag: 'a_gmean' }),
      plain: ranksBy({ treat: false }),
    };
    for (const ranks of Object.values(other)) {
      expect(ranks).not.toEqual(ranksBy({}));
      expect(ranks.every((rank) => rank >= 1 && rank <= 51)).toBe(true);
    }
  });
});

/** Equal to so many decimals, as a publisher rounds. */
const equalTo = (decimals: number, a: number, b: number) => Math.abs(Number(a.toFixed(decimals)) - b) < 1e-9;

describeShared('English Indices of Deprivation', 'vectors/imd_overall/given', (path) => {
  const published = [
    { file: 'imd2025_all_33755_lsoas.csv.gz', scores: 33_753, ranks: 33_753, furthest: 0.0007 },
    { file: 'imd2019_all_32844_lsoas.csv.gz', scores: 32_764, ranks: 32_736, furthest: 0.0014 },
  ];

  test.each(published)('$file: scores, ranks and deciles from domain ranks', ({ file, scores, ranks, furthest }) => {
    const table = new Table(join(path, file));
    const rebuilt = rebuildImd(table);
    const rank = table.numbers('IMD_rank');
    const decile = table.numbers('IMD_decile');
    const sameRank = ranksDescending(rebuilt.scores).filter((mine, i) => mine === rank[i]).length;
    const sameDecile = rank.filter((each, i) => officialQuantile(each, lsoasOf(file)) === decile[i]).length;
    console.log(
      `${file}: ${rebuilt.equal} of ${rebuilt.rows} scores equal to 3 decimals ` +
        `(largest difference ${rebuilt.largest.toFixed(4)}), ${sameRank} ranks, ${sameDecile} deciles`,
    );
    expect(rebuilt.equal).toBeGreaterThanOrEqual(scores);
    expect(rebuilt.largest).toBeLessThan(furthest + 0.00005);
    expect(sameRank).toBeGreaterThanOrEqual(ranks);
    expect(sameDecile).toBe(rebuilt.rows);
  });

  test('the 2019 summaries of 317 districts (File 10)', () => {
    const found = districtSummaries(new Table(join(path, 'imd2019_all_32844_lsoas.csv.gz')));
    const file10 = new Table(join(path, '../../imd_lad_summary/given/lad_summary_317.csv'));
    const row = new Map(found.area.map((area, i) => [area, i]));
    const agree = (key: 'average_score' | 'average_rank' | 'proportion' | 'extent', decimals: number) => {
      const theirs = file10.numbers(`published_${key}`);
      return file10
        .text('lad19_code')
        .filter((area, i) => equalTo(decimals, found[key][row.get(area) ?? -1] ?? Number.NaN, theirs[i]!)).length;
    };
    const score = agree('average_score', 3);
    const rank = agree('average_rank', 2);
    const proportion = agree('proportion', 4);
    const extent = agree('extent', 4);
    console.log(
      `File 10, 317 districts: score ${score}, rank ${rank}, proportion ${proportion}, extent ${extent} equal`,
    );
    expect(found.area).toHaveLength(317);
    expect(found.reason.every((reason) => reason === null)).toBe(true);
    expect([score >= 305, rank >= 257, proportion >= 315, extent >= 316]).toEqual([true, true, true, true]);
  });

  test('the 2025 share of LSOAs in the most deprived tenth, 296 districts', () => {
    const given = join(path, '../../imd_lad_summary/given');
    const found = districts2025();
    const published = new Table(join(given, 'lad_2025_published_imd_summary.csv'));
    const proportion = published.numbers('proportion');
    const same = published
      .text('ltla24_code')
      .filter((area, i) => equalTo(4, found.proportion[found.area.indexOf(area)] ?? Number.NaN, proportion[i]!));
    console.log(`2025, ${published.rows.length} districts: proportion ${same.length} equal`);
    expect(same.length).toBeGreaterThanOrEqual(295);
  });
});
