/** An attacker has every edition that was published, and adds up across them. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import { demoAuthority } from '../sources/demo/files.js';
import { type Edition, Published, type Truth } from './support/attacker.js';
import {
  ask,
  demoText,
  files,
  goodWorkspace,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  write,
} from './support/workspace.js';

const solve = await loadSolver();
const wards = [...new Set(demoText(files.births).match(/X05\d{6}/g))];
const threshold = 5;

/** In the first edition the second ward has the least that could hide the first one's 3; in the next the third has. */
const first = wards.map((_, i): [number, number] => (i === 0 ? [3, 101] : [20 + 3 * i, 100 + i]));
const second = first.map((count, i): [number, number] => (i === 2 ? [7, 102] : count));
/** Above the threshold until it is raised. */
const third = second.map((count, i): [number, number] => (i === 5 ? [35, 141] : count));

const truthOf = (counts: readonly [number, number][]): Truth[] =>
  counts.map(([numerator, denominator], i) => ({
    indicator: 'helped',
    period: '2024',
    ward: wards[i]!,
    numerator,
    denominator,
    names: ['own_indicators.helped_numerator 2024', 'own_indicators.helped_denominator 2024'],
  }));
const csv = (counts: readonly [number, number][]) =>
  `indicator,area,period,numerator,denominator\n${counts.map((count, i) => `helped,${wards[i]},2024,${count.join(',')}`).join('\n')}\n`;
const yaml = (below: number) => `area: ${demoAuthority}
local: { own_indicators: local/own-indicators.csv }
own_indicators:
  helped: { title: Families helped, statistic: proportion, direction: higher, domain: context }
disclosure: { suppress_below: ${below} }
`;

let folder: string;
let forgetful: string;
const editions: Edition[] = [];
/** What `out/latest` holds after a run, kept apart. */
const keep = (truth: readonly [number, number][], from = folder): Edition => {
  const kept = temporaryFolder();
  cpSync(path.join(from, 'out/latest'), kept, { recursive: true });
  return { folder: kept, truth: truthOf(truth) };
};
beforeAll(async () => {
  folder = await goodWorkspace({ [files.assessment]: yaml(threshold), [files.own]: csv(first) }, tablesOnly);
  editions.push(keep(first));
  forgetful = temporaryFolder();
  cpSync(folder, forgetful, { recursive: true });
  rmSync(path.join(forgetful, 'out'), { recursive: true });
  for (const place of [folder, forgetful]) {
    write(place, files.own, csv(second));
    await runHere(place, {}, tablesOnly);
  }
  editions.push(keep(second));
}, 120_000);
afterAll(() => [folder, forgetful, ...editions.map((edition) => edition.folder)].forEach(remove));

const smallest = (of: readonly Edition[]) => {
  const published = new Published(of, demoAuthority);
  const found = published.attack(solve, { below: threshold });
  return [...published.hidden()]
    .filter(([name, n]) => n > 0 && n < threshold && !name.includes('rest'))
    .map(([name]) => found.get(name));
};

describe('two editions of one period', () => {
  const anything = [{ lower: 1, upper: threshold - 1 }];

  it('a small count is as uncertain to somebody who has both as to somebody who has one', () => {
    for (const of of [[editions[0]!], [editions[1]!], editions]) expect(smallest(of)).toEqual(anything);
  });

  it('what an edition has shown stays shown: another ward than before is not put in its place', async () => {
    const log = await ask(folder, 'select area, rule from mart_disclosure order by area');
    expect(log).toEqual([
      { area: wards[0], rule: 'small_count' },
      { area: wards[1], rule: 'gives_one_away' },
    ]);
  });

  it('the attacker finds what a run gives away that does not know of the edition before', () => {
    const other = keep(second, forgetful);
    expect(smallest([other])).toEqual(anything);
    expect(smallest([editions[0]!, other])).toEqual([{ lower: 3, upper: 3 }]);
    remove(other.folder);
  });

  it('says which counts an edition shows, for the next', () => {
    const shown = readFileSync(path.join(editions[0]!.folder, 'data/own-counts.csv'), 'utf8').trim().split('\n');
    expect(shown[0]).toBe('subject,item,period,area_level,area,number,value,status');
    // Two wards are withheld; the authority is shown.
    expect(shown.length - 1).toBe(2 * (wards.length - 2 + 1));
    expect(shown.filter((line) => line.includes(wards[0]!))).toEqual([]);
  });
});

describe('another rule than before', () => {
  it('what is withheld now and was shown is warned about; what was hidden stays hidden', async () => {
    write(folder, files.assessment, yaml(8));
    write(folder, files.own, csv(third));
    await runHere(folder, {}, tablesOnly);
    editions.push(keep(third));
    expect(readdirSync(path.join(folder, 'out/history'))).toHaveLength(2);
    const [gap] = await ask(folder, `select what, effect, mend from mart_gap where item like 'Counts withheld now%'`);
    // 7 was shown while the rule said 5.
    expect(gap).toEqual({
      what: 'Figures of Families helped: 1.',
      effect: expect.stringContaining('Whoever has that edition knows them'),
      mend: expect.stringContaining('Keep to one rule under disclosure'),
    });
    const log = await ask(folder, `select area from mart_disclosure order by area`);
    expect(log.map(({ area }) => area)).toEqual([wards[0], wards[1], wards[2]]);
    expect(smallest(editions)).toEqual([{ lower: 1, upper: threshold - 1 }]);
  });
});
