/** The survey of partners: its settings, its questions, and the form as partners use it, from the keyboard to the marts. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sectors } from '../outputs/survey/options.js';
import { questions } from '../outputs/survey/questions.js';
import { freshSurvey, readSurvey } from '../pipelines/survey.js';
import { services } from '../sources/local/services.js';
import { describeInBrowser, openPage, violationsOf } from './support/browser.js';
import { wardwise } from './support/cli.js';
import {
  ask,
  buildHere,
  demoText,
  faultOf,
  files,
  layDemo,
  remove,
  temporaryFolder,
  withLocal,
  write,
} from './support/workspace.js';

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  layDemo(folder);
});
afterAll(() => remove(folder));

const { columns } = services.tables[0] ?? { columns: {} };

describe('the questions', () => {
  it('are columns of the contract, or stay in the response', () => {
    for (const { id, stays } of questions) expect(id in columns, id).toBe(stays !== true);
    const asked = questions.map(({ id }) => id);
    const own = ['service_id', 'organisation', 'sector', 'lat', 'lon', 'verified_on'];
    expect([...asked, ...own]).toEqual(expect.arrayContaining(Object.keys(columns)));
  });

  it('offer the answers that the contract takes, all of them', () => {
    const offered = [...questions, { id: 'sector', options: sectors }].filter(({ options }) => options !== undefined);
    for (const { id, options = [] } of offered) {
      expect([...options.map(({ value }) => value)].sort(), id).toEqual([...(columns[id]?.choices ?? [])].sort());
    }
  });

  it('must be answered where the contract has no blanks', () => {
    const needed = questions.flatMap(({ id, needed }) => (needed ? [id] : []));
    expect(needed.sort()).toEqual(['covers', 'level', 'name']);
  });
});

describe('survey.yaml', () => {
  const withText = async (text: string) => {
    write(folder, 'survey.yaml', text);
    return readSurvey(folder);
  };

  it('as it is written asks what is usual', async () => {
    const survey = await withText(freshSurvey());
    expect(survey.questions).toEqual(questions.filter(({ usual }) => usual));
    expect(survey).toMatchObject({ title: 'Support for families: your services', areas: {}, madeUp: true });
    expect(
      freshSurvey()
        .split('\n')
        .every((line) => line.length <= 120),
    ).toBe(true);
  });

  it('changes words, leaves questions out, and names places', async () => {
    const survey = await withText(
      'title: Help for parents\nintro: [One, Two]\nareas: { Z1: North hub }\nquestions:\n  mode: false\n  ages: true\n  name: { ask: "What is it, then?" }\n',
    );
    expect(survey).toMatchObject({ title: 'Help for parents', intro: ['One', 'Two'], areas: { Z1: 'North hub' } });
    const ids = survey.questions.map(({ id }) => id);
    expect([ids.includes('mode'), ids.includes('ages')]).toEqual([false, true]);
    expect(survey.questions[0]).toMatchObject({ ask: 'What is it, then?', hint: 'As families know it.' });
  });

  it.each([
    ['titel: x\n', /line 1, column 8 +“titel” is not understood here; did you mean “title”\?/],
    [
      'title: x\nquestions:\n  levle: true\n',
      /line 3, column 10 +“levle” is not understood here; did you mean “level”/,
    ],
    ['questions:\n  level: false\n', /line 2, column 10 +questions\.level: this must be asked/],
    ['questions:\n  mode: maybe\n', /line 2, column 9 +questions\.mode: expected true, false, or words/],
    ['return_to: nobody\n', /line 1, column 12 +return_to: expected an e-mail address/],
    ['title: [\n', /line \d, column \d/],
  ])('with a mistake says where: %s', async (text, says) => {
    const fault = await faultOf(() => withText(text));
    expect(fault.render()).toMatch(says);
    expect(fault.render()).toMatch(/No form was made/);
  });
});

describeInBrowser('the form in a browser', (launch) => {
  let browser: Browser;
  let url: string;
  const wards = [...new Set(demoWards())].slice(0, 3);
  const downloads = () => path.join(folder, 'local', 'responses');

  beforeAll(async () => {
    browser = await launch();
    write(
      folder,
      'survey.yaml',
      `return_to: families@brackmouth.example\nareas:\n${wards.map((code, i) => `  ${code}: Ward ${i + 1}\n`).join('')}`,
    );
    expect((await wardwise('template', 'survey', '--workspace', folder)).code).toBe(0);
    url = pathToFileURL(path.join(folder, 'survey.html')).href;
    mkdirSync(downloads());
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads() });
  });
  afterAll(() => browser?.close());

  /** A page of its own, as of another person. */
  const fresh = async (width = 1280) => {
    const context = await browser.createBrowserContext({
      downloadBehavior: { policy: 'allow', downloadPath: downloads() },
    });
    return openPage(context as unknown as Browser, width, url);
  };
  const focused = (page: Page) => page.evaluate('document.activeElement.id') as Promise<string>;
  const tabTo = async (page: Page, id: string) => {
    for (let n = 0; n < 80 && (await focused(page)) !== id; n++) await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(id);
  };
  const typeInto = async (page: Page, id: string, text: string) => {
    await tabTo(page, id);
    await page.keyboard.type(text);
  };
  const textOf = (page: Page, selector: string) =>
    page.evaluate(`document.querySelector('${selector}').textContent`) as Promise<string>;
  const savedFile = async (): Promise<string[]> => {
    for (let n = 0; n < 100; n++) {
      const found = readdirSync(downloads()).filter((name) => name.endsWith('.json'));
      if (found.length > 0) return found;
      await new Promise((later) => setTimeout(later, 50));
    }
    return [];
  };

  it.each([1280, 360])(
    '%i px: axe finds nothing, nothing is asked for, nothing is cut off, problems shown or not',
    async (width) => {
      const { page, noise } = await fresh(width);
      expect(await violationsOf(page)).toEqual([]);
      await page.click('#add');
      await page.click('button.main');
      expect(await violationsOf(page)).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBeLessThanOrEqual(0);
      expect(noise).toEqual([]);
      await page.close();
    },
  );

  it('by keyboard alone: problems said, answers saved, loaded by the command line, opened again', async () => {
    const { page, noise } = await fresh();
    await typeInto(page, 's1-capacity_per_year', 'lots');
    await tabTo(page, 's1-evidence');
    for (let n = 0; n < 80 && (await textOf(page, ':focus')) !== 'Save your answers'; n++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('problems');
    expect(await page.title()).toMatch(/^Error: /);
    const problems = await page.evaluate(`[...document.querySelectorAll('#problems a')].map((a) => a.textContent)`);
    expect(problems).toEqual([
      'Enter what your organisation is called',
      'Enter what the service is called',
      'Select which level of help the service is',
      'Select which places families can come from',
      'How many families can it take in a year: enter a whole number in figures, for example 120',
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('about-organisation');
    await page.keyboard.type('Harbour & Friends');
    await tabTo(page, 'about-sector');
    for (const key of ['ArrowDown', 'ArrowDown'] as const) await page.keyboard.press(key);
    await typeInto(page, 'about-contact_email', 'jane@example.org');
    await typeInto(page, 's1-name', '<b>Dads</b> together');
    await tabTo(page, 's1-level');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 's1-mode');
    await page.keyboard.press('Space');
    await typeInto(page, 's1-audience', 'dads, young parents');
    await tabTo(page, 's1-covers');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 's1-covers-place-0');
    await page.keyboard.press('Space');
    await tabTo(page, 's1-covers-place-2');
    await page.keyboard.press('Space');
    await tabTo(page, 's1-capacity_per_year');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type('90');
    await typeInto(page, 's1-funding_end-day', '31');
    await typeInto(page, 's1-funding_end-month', '3');
    await typeInto(page, 's1-funding_end-year', '2027');
    await tabTo(page, 's1-evidence');
    await page.keyboard.type('3*');
    await typeInto(page, 's1-barriers', 'Buses');
    await tabTo(page, 'add');
    await page.keyboard.press('Enter');
    await typeInto(page, 's2-name', 'Talking');
    await tabTo(page, 's2-level');
    await page.keyboard.press('Space');
    await tabTo(page, 's2-covers');
    await page.keyboard.press('Space');

    await page.reload();
    expect(await page.evaluate(`document.querySelector('#kept').hidden`)).toBe(false);
    expect(await page.evaluate(`document.querySelectorAll('.service').length`)).toBe(2);
    await page.click('button.main');
    expect(await textOf(page, '#saved')).toMatch(/harbour-friends-\d{4}-\d\d-\d\d\.json[\s\S]*not been sent yet/);
    expect(noise).toEqual([]);

    const [name = ''] = await savedFile();
    const saved = JSON.parse(readFileSync(path.join(downloads(), name), 'utf8'));
    expect(saved).toMatchObject({
      wardwise_survey: 1,
      contact: { email: 'jane@example.org' },
      services: [
        { service_id: 'harbour-friends--b-dads-b-together', more: { barriers: 'Buses' } },
        { name: 'Talking' },
      ],
    });
    const checked = await wardwise('check', '--file', downloads(), '--workspace', folder);
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('services (by its form), 2 rows')]);
    write(folder, files.assessment, withLocal({ services: 'local/responses' }));
    await buildHere(folder);
    const rows = await ask(
      folder,
      'select organisation, sector, name, level, mode, audience, covers, capacity_per_year, evidence, cast(funding_end as varchar) as funding_end from local_services order by name',
    );
    const blank = { mode: null, audience: null, capacity_per_year: null, evidence: null, funding_end: null };
    const own = { organisation: 'Harbour & Friends', sector: 'voluntary' };
    expect(rows).toEqual([
      {
        ...own,
        name: '<b>Dads</b> together',
        level: 'targeted_selective',
        mode: 'group',
        audience: 'dads;young parents',
        covers: `${wards[0]};${wards[2]}`,
        capacity_per_year: 90,
        evidence: '3*',
        funding_end: '2027-03-31',
      },
      { ...blank, ...own, name: 'Talking', level: 'universal', covers: 'all' },
    ]);
    expect(JSON.stringify(await ask(folder, 'select * from mart_service'))).not.toMatch(/jane|Buses/);

    const { page: later } = await fresh();
    const input = await later.$('#open');
    await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(path.join(downloads(), name));
    await later.waitForFunction(`document.querySelectorAll('.service').length === 2`);
    expect(await later.evaluate(`document.querySelector('[data-id=name] input').value`)).toBe('<b>Dads</b> together');
    await later.click('button.main');
    expect(await textOf(later, '#saved h2')).toBe('Your answers are saved');
    await Promise.all([page.close(), later.close()]);
  });

  it('says in the order of the page what is wrong in which service', async () => {
    const { page } = await fresh(360);
    await page.click('#add');
    for (const n of [1, 2]) {
      await page.type(`#s${n}-name`, 'Dads');
      await page.click(`#s${n}-level`);
      await page.click(`#s${n}-covers`);
    }
    await page.type('#about-organisation', 'Harbour');
    await page.type('#s2-referral_route', 'jane@example.org');
    await page.type('#s2-funding_end-day', '31');
    await page.click('button.main');
    const said = await page.evaluate(`[...document.querySelectorAll('#problems a')].map((a) => a.textContent)`);
    expect(said).toEqual([
      'Two services are called “Dads”: give each a name of its own',
      expect.stringMatching(/^Who can refer families to it: this is published.*\(service 2\)$/),
      expect.stringMatching(/^When does its funding end: enter a real day.*\(service 2\)$/),
    ]);
    expect(readdirSync(downloads()).filter((name) => name.startsWith('harbour-2'))).toEqual([]);
    await page.close();
  });

  it.each([
    ['no JSON', 'x'],
    ['another file', '{"services":[]}'],
    [
      'answers of the wrong kinds',
      '{"wardwise_survey":1,"organisation":{"a":1},"services":[{"name":["<img src=x onerror=alert(1)>"],"level":7,"covers":"E","more":[1]},3,null]}',
    ],
  ])('opens %s without harm', async (_, text) => {
    const file = path.join(folder, 'opened.json');
    writeFileSync(file, text);
    const { page, noise } = await fresh(360);
    const input = await page.$('#open');
    await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
    await page.waitForFunction(`document.querySelector('#open-said').textContent !== ''`);
    expect(await page.evaluate(`document.querySelectorAll('.service').length`)).toBe(1);
    expect(await page.evaluate(`document.querySelectorAll('img').length`)).toBe(0);
    expect(noise).toEqual([]);
    await page.close();
  });
});

/** Codes of the demo's wards. */
function demoWards(): string[] {
  return demoText(files.births).match(/X05\d{6}/g) ?? [];
}
