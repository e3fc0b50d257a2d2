/** A real Chromium, where the machine has one: the CI installs it, elsewhere the tests say that they are left out. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { describe } from 'vitest';

const places = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const executablePath = places.find((place) => place !== '' && existsSync(place));

/** A group of tests that gets a browser, left out where there is none. */
export function describeInBrowser(name: string, body: (open: () => Promise<Browser>) => void): void {
  if (executablePath === undefined) {
    console.log(`left out: ${name} (needs Chromium)`);
    describe.skip(name, () => body(() => Promise.reject(new Error('no Chromium'))));
    return;
  }
  // As root, which is how a container runs, Chromium needs its sandbox left out.
  describe(name, () => body(() => puppeteer.launch({ executablePath, args: ['--no-sandbox'] })));
}

/** A page that notes whatever it complains of and whatever it asks for. */
export async function openPage(browser: Browser, width: number, url: string): Promise<{ page: Page; noise: string[] }> {
  const page = await browser.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) noise.push(`asked for ${request.url()}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.goto(url);
  return { page, noise };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page as it is now: the name of each fault, in how many places, and the first of them. */
export async function violationsOf(page: Page): Promise<unknown> {
  await page.evaluate(axe);
  return page.evaluate(
    "axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.length + ' × ' + v.nodes[0].html.slice(0, 200)))",
  );
}
