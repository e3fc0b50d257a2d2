/** The report in a real browser: what it says to assistive technology, what its script does, and that nothing else runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inferIndex } from '../models/infer/index.js';
import { inferIndicators } from '../models/infer/indicators.js';
import { fromNullable } from '../models/statistics/reasons.js';
import { reportPage } from '../outputs/report/page.js';
import { pageScript } from '../outputs/report/script.js';
import { readAssessment } from '../pipelines/assessment.js';
import { gather } from '../pipelines/gather.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { wantedOf } from '../pipelines/wanted.js';
import { openBuilt } from '../pipelines/warehouse.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { describeInBrowser, openPage, violationsOf } from './support/browser.js';
import { wardwise } from './support/cli.js';
import { reportData, reportRows } from './support/report.js';
import { goodWorkspace, remove } from './support/workspace.js';

describeInBrowser('the report in a browser', (launch) => {
  let browser: Browser;
  let workspace: string;
  let url: string;
  beforeAll(async () => {
    [browser, workspace] = await Promise.all([launch(), goodWorkspace()]);
    url = pathToFileURL(path.join(workspace, 'out', 'latest', 'index.html')).href;
  });
  afterAll(async () => {
    await browser?.close();
    remove(workspace);
  });

  const press = async (page: Page, ...keys: ('Tab' | 'Enter' | 'ArrowRight' | 'ArrowLeft' | 'End')[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.dataset.ward ?? document.activeElement.id') as Promise<string>;

  it.each([1280, 360])(
    '%i px: axe finds nothing, the console is silent, nothing is asked for, nothing is cut off',
    async (width) => {
      const { page, noise } = await openPage(browser, width, `${url}#ward=X05000004`);
      expect(await violationsOf(page)).toEqual([]);
      expect(noise).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wide).toBeLessThanOrEqual(0);
      await page.close();
    },
  );

  it('by keyboard alone: from ward to ward on the map, into a profile, along a slider and back', async () => {
    const { page, noise } = await openPage(browser, 1280, url);
    const stops = await page.evaluate(
      `['need-map', 'need-tiles'].map((name) =>
        [...document.querySelectorAll('#chart-' + name + ' .wide path[data-ward]')].filter((p) => p.tabIndex === 0).length)`,
    );
    expect(stops).toEqual([1, 1]);
    await page.evaluate(`document.querySelector('.wide path[data-ward][tabindex="0"]').focus()`);
    const first = await focused(page);
    await press(page, 'ArrowRight');
    const second = await focused(page);
    expect(second).toMatch(/^X05/);
    expect(second).not.toBe(first);
    expect(await page.evaluate(`document.querySelectorAll('#wards tr.marked').length`)).toBe(1);
    await press(page, 'Enter');
    expect(await focused(page)).toBe('profile-heading');
    expect(await page.evaluate('location.hash')).toBe(`#ward=${second}`);
    await page.focus('#weight-1');
    await press(page, 'End');
    expect(await page.evaluate('location.hash')).toContain('weights=25,100,25,25');
    expect(await page.evaluate(`document.querySelector('.weighed-note').hidden`)).toBe(false);
    await page.focus('#weights-reset');
    await press(page, 'Enter');
    expect(await page.evaluate('location.hash')).toBe(`#ward=${second}`);
    expect(await page.evaluate(`document.querySelector('.weighed-note').hidden`)).toBe(true);
    expect(noise).toEqual([]);
    await page.close();
  });

  it('finds a ward by a part of its name, and says when there is none', async () => {
    const { page } = await openPage(browser, 360, url);
    await page.type('#ward-search', 'tarvel');
    await press(page, 'Enter');
    expect(await page.evaluate(`document.querySelector('#profile-heading').textContent`)).toBe('Tarvelside');
    const sum = (await page.evaluate(`[...document.querySelectorAll('#profile .figure')].length`)) as number;
    expect(sum).toBeGreaterThan(10);
    await page.evaluate(`document.querySelector('#ward-search').value = ''`);
    await page.type('#ward-search', 'Atlantis');
    await press(page, 'Enter');
    expect(await page.evaluate(`document.querySelector('#ward-said').textContent`)).toContain('Atlantis');
    await page.close();
  });

  it('ranks as the engine does, for 200 random weightings', async () => {
    const place = openWorkspace(workspace);
    const assessment = readAssessment(workspace);
    const wanted = wantedOf(needsAssessment, assessment);
    const { plan } = await gather(place, assessment, wanted, { offline: true, today: '2026-01-01' });
    const engine = await openBuilt(place);
    const { assessed, indicators } = await inferIndicators(engine, plan.indicators).finally(() => engine.close());
    const { page } = await openPage(browser, 1280, url);
    let seed = 7;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed % 101;
    };
    const weightings = Array.from({ length: 200 }, (_, i) =>
      wanted.index.domains.map((_d, d) => (i < 4 ? Number(i === d) * 50 : random())),
    );
    const shown = (await page.evaluate(`(${JSON.stringify(weightings)}).map((weights) => {
      weights.forEach((weight, i) => {
        const slider = document.querySelector('#weight-' + i);
        slider.value = String(weight);
        slider.dispatchEvent(new Event('input'));
      });
      const rows = [...document.querySelectorAll('#weights-list tbody tr')];
      return Object.fromEntries(rows.map((row) => [row.dataset.ward, Number(row.dataset.rank)]));
    })`)) as Record<string, number>[];
    const mistakes = weightings.flatMap((weights, w) => {
      const domains = wanted.index.domains.map(({ domain }, i) => ({ domain, weight: weights[i] ?? 0 }));
      const { index } = inferIndex({ ...wanted.index, domains }, assessed, indicators);
      const ranks = fromNullable(index.rank as (number | null)[]);
      return (index.ward ?? []).flatMap((ward, i) => {
        const now = shown[w]?.[String(ward)];
        return Number.isNaN(ranks[i])
          ? now === undefined
            ? []
            : [ward]
          : now === ranks[i]
            ? []
            : [`${weights}: ${ward} ${now} for ${ranks[i]}`];
      });
    });
    expect(mistakes).toEqual([]);
    expect(new Set(shown.map((ranks) => JSON.stringify(ranks))).size).toBeGreaterThan(50);
    await page.close();
  });

  it('markup planted in names, notes and titles stays text, and no script but the page’s own runs', async () => {
    const rows = reportRows();
    const planted = '</script><img src=x onerror="document.title=1"><b>x';
    rows.mart_index[0]!.ward_name = planted;
    rows.mart_domain[0]!.domain_title = planted;
    rows.mart_indicator_list[0]!.title = planted;
    rows.mart_assessment[0]!.area_name = planted;
    const file = path.join(workspace, 'planted.html');
    const text = reportPage(reportData(rows), await pageScript());
    writeFileSync(file, text.replace('</body>', '<script>document.title = "run"</script></body>'));
    const { page, noise } = await openPage(
      browser,
      1280,
      `${pathToFileURL(file).href}#ward=${rows.mart_index[0]!.ward}`,
    );
    expect(await page.title()).not.toMatch(/^(run|1)$/);
    expect(await page.evaluate(`document.querySelectorAll('img[src="x"]').length`)).toBe(0);
    expect(await page.evaluate(`document.querySelector('#profile-heading').textContent`)).toBe(planted);
    expect(noise.filter((line) => !/Content Security Policy/.test(line))).toEqual([]);
    expect(noise.some((line) => /Content Security Policy/.test(line))).toBe(true);
    await page.close();
  });

  it('is printed to a PDF by the command', async () => {
    const file = path.join(workspace, 'out', 'printed.pdf');
    const { code, out } = await wardwise('draw', 'report', '--out', file, '--workspace', workspace);
    expect([code, out.trim()]).toEqual([0, file]);
    expect(readFileSync(file, 'latin1')).toMatch(/^%PDF-/);
  });

  it('prints without its controls, on A4, a section beginning on a page of its own', async () => {
    const { page } = await openPage(browser, 1280, url);
    await page.emulateMediaType('print');
    const seen = (await page.evaluate(
      `['nav', '#weights-form', '#ward-form'].map((s) => getComputedStyle(document.querySelector(s)).display)`,
    )) as string[];
    expect(seen).toEqual(['none', 'none', 'none']);
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect((pdf.match(/\/MediaBox ?\[0 0 594\.9\d* 841\.9\d*\]/g) ?? []).length).toBeGreaterThan(5);
    await page.close();
  });
});
