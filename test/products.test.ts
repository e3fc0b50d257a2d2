/** Several products: from one set of tables, in one run, a folder each and a page that leads to them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipelines } from '../pipelines/index.js';
import { together } from '../pipelines/products.js';
import { describeInBrowser, openPage, violationsOf } from './support/browser.js';
import { wardwise } from './support/cli.js';
import {
  demoText,
  filesUnder,
  layDemo,
  remove,
  runHere,
  tablesOnly,
  temporaryFolder,
  withoutPictures,
} from './support/workspace.js';

const text = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');
const settings = (more: string): string => `${demoText('assessment.yaml')}${more}`;
/** Without their pictures, which are drawn in the tests of editions. */
const plain = pipelines.map(withoutPictures);
const both = 'products: [needs-assessment, support-pathways]\n';

/** Addresses inside a page that lead nowhere. */
function astray(page: string, folder: string): string[] {
  const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  return [...page.matchAll(/\shref="(?!https?:)([^"]+)"/g)].flatMap(([, address = '']) =>
    address.startsWith('#')
      ? ids.has(address.slice(1))
        ? []
        : [address]
      : existsSync(path.join(folder, address))
        ? []
        : [address],
  );
}

describe('two products in one run', () => {
  let folder: string;
  let report: string;
  const latest = (...parts: string[]) => path.join(folder, 'out/latest', ...parts);
  beforeAll(async () => {
    folder = temporaryFolder();
    layDemo(folder, { 'assessment.yaml': settings(both) });
    report = (await runHere(folder, {}, plain)).report;
  }, 60_000);
  afterAll(() => remove(folder));

  it('are whole by themselves, and the page beside them leads to every file it names', () => {
    expect(report).toBe(latest('index.html'));
    expect(astray(text(latest('index.html')), latest())).toEqual([]);
    for (const { id } of pipelines) {
      expect(astray(text(latest(id, 'index.html')), latest(id)), id).toEqual([]);
      for (const file of [
        'board-paper.docx',
        'slides.pptx',
        'tables.xlsx',
        'data/wards.csv',
        'datapackage.json',
        'provenance.json',
      ])
        expect(existsSync(latest(id, file)), `${id}/${file}`).toBe(true);
      expect(JSON.parse(text(latest(id, 'datapackage.json'))).title).toContain(
        id === 'support-pathways' ? 'support pathways' : 'population needs',
      );
    }
    expect(text(latest('needs-assessment/data/shortfall.csv'))).toBe(
      text(latest('support-pathways/data/shortfall.csv')),
    );
  });

  it('has in the support pathways the directory, the gaps and enough of the map of need', () => {
    const page = text(latest('support-pathways/index.html'));
    const headings = [...page.matchAll(/<h2 [^>]*>\d+\. ([^<]*)/g)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining([
        'What we found',
        'Where help falls short',
        'What help there is',
        'Where need is highest',
      ]),
    );
    for (const words of ['Directory of services', 'Young parents’ evenings', 'Funding end', 'id="ward-gaps"'])
      expect(page, words).toContain(words);
    expect(page).not.toContain('<script');
  });

  it('is nothing to do the second time, and all is well', async () => {
    expect((await runHere(folder, {}, plain)).made).toBe(false);
    expect((await wardwise('check', '--workspace', folder, '--offline')).out).toContain('All is well');
  });

  describeInBrowser('the page that leads to them', (open) => {
    it.each([1280, 360])('is accessible, fits and asks for nothing at %i pixels', async (width) => {
      const browser = await open();
      try {
        const { page, noise } = await openPage(browser, width, pathToFileURL(latest('index.html')).href);
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        expect(noise).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  });

  it('leave the comparison with the edition before as it is when one goes', async () => {
    await runHere(folder, {}, tablesOnly);
    expect(text(latest('changes.csv')).trim().split('\n')).toHaveLength(1);
    expect(text(latest('index.html')).includes('This is the first edition')).toBe(false);
    const [before] = filesUnder(path.join(folder, 'out/history')).filter((file) => file.endsWith('run.json'));
    expect(JSON.parse(text(before ?? '')).products).toEqual(pipelines.map(({ id }) => id));
  });
});

describe('products', () => {
  it('are all made of the same tables', () => {
    expect(together(pipelines)).toBe(pipelines[0]);
  });

  it('that are not known are answered with those that are', async () => {
    const folder = temporaryFolder();
    try {
      layDemo(folder, { 'assessment.yaml': settings('products: [support]\n') });
      const { code, err } = await wardwise('run', '--workspace', folder, '--offline');
      expect(code).toBe(2);
      expect(err).toContain('support-pathways');
    } finally {
      remove(folder);
    }
  });
});
