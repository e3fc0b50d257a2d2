/** A public and a restricted edition of one report: nothing restricted in any byte of the one, and nothing told by both together. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { csvParse } from 'd3-dsv';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB } from '../models/engine/duckdb.js';
import { toRows } from '../models/engine/engine.js';
import { loadSolver } from '../models/statistics/disclosure/linear-programme.js';
import { demoAuthority } from '../sources/demo/files.js';
import { Published, type Truth } from './support/attacker.js';
import { describeInBrowser, openPage, violationsOf } from './support/browser.js';
import { wardwise } from './support/cli.js';
import {
  demoText,
  files,
  filesUnder,
  goodWorkspace,
  layDemo,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  write,
} from './support/workspace.js';

const solve = await loadSolver();
const wards = [...new Set(demoText(files.births).match(/X05\d{6}/g))];
const audience = 'the Partnership Board under agreement 7';
const text = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');

/** Everything a file says, packed or not. */
async function saysOf(file: string): Promise<string> {
  const bytes = new Uint8Array(readFileSync(file));
  if (/\.(docx|pptx|xlsx)$/.test(file))
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => name + strFromU8(part))
      .join('\n');
  if (!file.endsWith('.parquet')) return strFromU8(bytes);
  const engine = await openDuckDB();
  try {
    return JSON.stringify(toRows(await engine.query(`select * from read_parquet('${file}')`)));
  } finally {
    await engine.close();
  }
}

/** The demo with an indicator of its own, incidents and referrals for some only: each number of them is nowhere else. */
const numerators = wards.map((_, i) => 40_009 + 613 * i);
const restrictedDemo = {
  [files.assessment]: `${demoText(files.assessment)
    .replace('referrals: local/referrals.csv', 'referrals: { file: local/zz-referrals.csv, access: restricted }')
    .replace(/domestic_abuse_incidents: (\S+)/, 'domestic_abuse_incidents: { file: $1, access: restricted }')
    .replace(
      'own_indicators:\n  workless',
      'own_indicators:\n  zyx_secret:\n    title: Zyxian families\n    statistic: proportion\n    direction: higher\n    domain: family_economic\n    access: restricted\n  workless',
    )}restricted_to: ${audience}\nproducts: [needs-assessment, support-pathways]\n`,
  'local/theory-of-change.csv': `${demoText('local/theory-of-change.csv').trimEnd()}\nchange,Fewer of them,zyx_secret,,,\n`,
  'local/zz-referrals.csv': demoText('local/referrals.csv').replace(/(,inappropriate,)\d+/, '$157287'),
  [files.own]: `${demoText(files.own).trimEnd()}\n${wards.map((ward, i) => `zyx_secret,${ward},2024/25,${numerators[i]},97213`).join('\n')}\n`,
};

describe('a public and a restricted edition', () => {
  let folder: string;
  const latest = (...parts: string[]) => path.join(folder, 'out/latest', ...parts);
  /** In the folder of the product, where there are several. */
  const at = (edition: string, ...parts: string[]) =>
    latest(edition, ...(existsSync(latest(edition, 'needs-assessment')) ? ['needs-assessment'] : []), ...parts);
  const isFirst = (edition: string) => text(at(edition, 'index.html')).includes('This is the first edition');
  const mirror = () => ['--workspace', folder, '--mirror', path.join(folder, 'mirror')];
  beforeAll(async () => {
    folder = temporaryFolder();
    layDemo(folder, restrictedDemo);
    const ended = await wardwise('run', ...mirror());
    expect(ended.err).toContain('public edition');
    expect(ended.code).toBe(0);
  }, 180_000);
  afterAll(() => remove(folder));

  it('has no restricted figure, name or id in any byte of the public one', async () => {
    const needles = [
      /zyxian|zyx_secret/i,
      /zz-referrals/,
      /57,?287/,
      /97,?213/,
      /incidents_per|abuse_incidents/,
      ...numerators.map((n) => new RegExp(`(?<![\\d.])(${n}|${n.toLocaleString('en-GB')})(?!\\d)`)),
      /Partnership Board/,
    ];
    const found: string[] = [];
    const missing = new Set(needles);
    for (const edition of ['public', 'restricted'])
      for (const file of filesUnder(latest(edition))) {
        const said = await saysOf(file);
        for (const needle of needles) {
          if (!needle.test(said)) continue;
          if (edition === 'public') found.push(`${needle} in ${path.relative(folder, file)}`);
          else missing.delete(needle);
        }
      }
    expect(found).toEqual([]);
    // A needle that the restricted edition does not hold either would prove nothing.
    expect([...missing].map(String).filter((needle) => !/zz-referrals|57,\?287|4\d{4}|5\d{4}/.test(needle))).toEqual(
      [],
    );
    expect(numerators.filter((n) => text(at('restricted', 'data/indicators.csv')).includes(`,${n},`))).toHaveLength(
      wards.length,
    );
  });

  it('is ranked anew without what is held, which the gaps say', () => {
    const score = (edition: string) => csvParse(text(at(edition, 'data/wards.csv'))).map(({ score }) => score);
    expect(score('public')).not.toEqual(score('restricted'));
    expect(text(at('restricted', 'data/index-indicators.csv'))).toContain('zyx_secret');
    const gaps = csvParse(text(at('public', 'gaps.csv'))).filter(({ what }) =>
      what?.includes('eld for the restricted edition'),
    );
    // Groups and outcomes of programmes are held unless the council says otherwise.
    expect(gaps.map(({ item }) => item)).toEqual(
      expect.arrayContaining([
        'Domestic-abuse incidents recorded by the police',
        'Indicators of the council’s own',
        'Referrals to support',
      ]),
    );
    expect(text(at('restricted', 'gaps.csv'))).not.toContain('restricted edition');
  });

  it('says on every page and file which it is, and names those of the restricted one apart', async () => {
    expect(text(at('public', 'index.html')).includes('<span class="tag">Public edition</span>')).toBe(true);
    const page = text(at('restricted', 'index.html'));
    for (const words of [
      `<strong>Restricted edition.</strong> Only for ${audience}. Not to be sent on.`,
      String.raw`@top-center{content:"Made\2d up data \b7  Restricted edition\2c  for the Partnership Board`,
    ])
      expect(page.includes(words), words).toBe(true);
    const names = ['board-paper', 'slides', 'tables'].map((name) =>
      filesUnder(at('restricted'))
        .map((file) => path.basename(file))
        .find((file) => file.startsWith(name)),
    );
    expect(names).toEqual(['board-paper-restricted.docx', 'slides-restricted.pptx', 'tables-restricted.xlsx']);
    for (const name of names)
      expect((await saysOf(at('restricted', name!))).includes(`Restricted edition, for ${audience}`), name).toBe(true);
    expect(existsSync(at('public', 'board-paper.docx'))).toBe(true);
    expect(text(at('restricted', 'charts/need-map.txt'))).toContain('Restricted edition.');
    expect(JSON.parse(text(at('restricted', 'datapackage.json'))).licenses).toEqual([
      { name: 'not-for-release', title: 'Not for release' },
    ]);
  });

  describeInBrowser('the page that leads to both', (open) => {
    it.each([1280, 360])(
      'is accessible, fits and asks for nothing at %i pixels, as the restricted report does',
      async (width) => {
        const browser = await open();
        try {
          for (const place of ['index.html', 'restricted/index.html', 'restricted/support-pathways/index.html']) {
            const { page, noise } = await openPage(browser, width, pathToFileURL(latest(place)).href);
            expect(await violationsOf(page)).toEqual([]);
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
            expect(noise).toEqual([]);
          }
        } finally {
          await browser.close();
        }
      },
      60_000,
    );
  });

  it('is up to date the second time; and then what changed is said of each by itself', async () => {
    expect((await wardwise('run', ...mirror())).out).toContain('Nothing to do');
    expect((await wardwise('check', '--workspace', folder, '--offline')).out).toContain('All is well');
    expect(isFirst('public')).toBe(true);
    write(
      folder,
      files.own,
      restrictedDemo[files.own]!.replace(/^(workless_households,X05000001,2024\/25),\d+/m, '$1,301').replace(
        /^(zyx_secret,X05000001,2024\/25),\d+/m,
        '$1,31337',
      ),
    );
    await runHere(folder, {}, tablesOnly);
    const moved = (edition: string) => [
      ...new Set(
        csvParse(text(at(edition, 'changes.csv')))
          .filter(({ kind }) => kind === 'figure_revised')
          .map(({ item }) => item),
      ),
    ];
    expect(moved('public')).toEqual(['workless_households']);
    expect(moved('restricted').sort()).toEqual(['workless_households', 'zyx_secret']);
    // What is held is another now: the public edition is compared with none, lest it name what it no longer may.
    write(
      folder,
      files.assessment,
      restrictedDemo[files.assessment]!.replace(
        'domain: family_economic\n    unit',
        'domain: family_economic\n    access: restricted\n    unit',
      ),
    );
    await runHere(folder, {}, tablesOnly);
    expect(isFirst('public')).toBe(true);
    expect(
      filesUnder(latest('public')).filter(
        (file) => /\.(csv|html|json)$/.test(file) && text(file).includes('workless_households'),
      ),
    ).toEqual([]);
    expect(isFirst('restricted')).toBe(false);
  }, 60_000);

  it('is flat where it is the only one, and still made without what is held', async () => {
    write(folder, files.assessment, `${restrictedDemo[files.assessment]}editions: [public]\n`);
    await runHere(folder, {}, tablesOnly);
    expect(existsSync(latest('data/wards.csv'))).toBe(true);
    expect(existsSync(latest('restricted'))).toBe(false);
    expect(text(latest('data/indicator-list.csv'))).not.toContain('zyx');
  }, 60_000);
});

/**
 * Ward 6 has two births by one parent alone. The restricted indicator sets the same births against another whole, of
 * which ward 12 lacks two only: so ward 12 is withheld for both, and keeps ward 6 company. The public edition alone
 * would withhold another ward in its place, and both editions together would tell.
 */
const [threshold, few, near] = [5, 6, 12];
const sole = (i: number) => (i === few ? 2 : 12 + i);
const joint = (i: number) => (i === near ? sole(i) + 2 : 60 + i);
const births = `area,period,births,sole,joint_same_address,joint_different_address,married\n${wards
  .map((ward, i) => [ward, '2024', 190 + i, sole(i), 9, joint(i), 10].join(','))
  .join('\n')}\n`;
const truth = wards.flatMap((ward, i): Truth[] => {
  const counts = { sole: sole(i), births: 190 + i, joint_different_address: joint(i) };
  const of = (indicator: string, part: keyof typeof counts, whole: keyof typeof counts): Truth => ({
    indicator,
    period: '2024',
    ward,
    numerator: counts[part],
    denominator: counts[whole],
    names: [`birth_registrations.${part} 2024`, `birth_registrations.${whole} 2024`],
  });
  return [
    of('sole_registrations', 'sole', 'births'),
    of('apart', 'joint_different_address', 'births'),
    of('beside_joint', 'sole', 'joint_different_address'),
  ];
});
const settings = (more: string) => `area: ${demoAuthority}
local: { birth_registrations: local/birth-registrations.csv }
disclosure: { suppress_below: ${threshold} }
${more}`;
const own = (id: string, part: string, whole: string, more = '') =>
  `  ${id}: { title: ${id}, statistic: proportion, direction: none, domain: context, numerator: birth_registrations.${part}, denominator: birth_registrations.${whole}${more} }\n`;
const apart = `own_indicators:\n${own('apart', 'joint_different_address', 'births')}`;
const beside = `${apart}${own('beside_joint', 'sole', 'joint_different_address', ', access: restricted')}`;

describe('somebody who has both editions', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await goodWorkspace({ [files.assessment]: settings(beside), [files.births]: births }, tablesOnly);
  }, 180_000);
  afterAll(() => remove(folder));

  const withheldIn = (place: string) =>
    csvParse(text(folder, place, 'data/indicators.csv'))
      .filter((row) => row.indicator === 'sole_registrations' && row.area_level === 'ward' && row.status === 'withheld')
      .map(({ area }) => wards.indexOf(area ?? ''))
      .sort((a, b) => a - b);

  it('is shown no figure by one that the other withholds', () => {
    expect(withheldIn('out/latest/public')).toEqual([few, near]);
    expect(withheldIn('out/latest/restricted')).toEqual([few, near]);
  });

  it('cannot tell one small count from another', () => {
    const both = ['out/latest/public', 'out/latest/restricted'];
    for (const places of [...both.map((place) => [place]), both]) {
      const published = new Published(
        places.map((place) => ({ folder: path.join(folder, place), truth })),
        demoAuthority,
      );
      const intervals = published.attack(solve);
      const small = [...published.hidden()].filter(([, n]) => n > 0 && n < threshold);
      expect(small.length).toBeGreaterThanOrEqual(2);
      for (const [name] of small) {
        const { lower, upper } = intervals.get(name)!;
        expect(upper - lower, `${name} in ${places}`).toBeGreaterThanOrEqual(threshold - 1e-6);
      }
    }
  });

  it('could, had each been chosen by itself', async () => {
    const alone = await goodWorkspace({ [files.assessment]: settings(apart), [files.births]: births }, tablesOnly);
    try {
      const shownThere = csvParse(text(alone, 'out/latest/data/indicators.csv')).find(
        (row) => row.indicator === 'sole_registrations' && row.area === wards[near],
      );
      expect(shownThere?.status).not.toBe('withheld');
    } finally {
      remove(alone);
    }
  }, 60_000);
});
