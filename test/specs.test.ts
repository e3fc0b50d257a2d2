/** Every chart's spec opens anywhere Vega-Lite is read, and every SVG says what it is. */

import { compile } from 'vega-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MartName } from '../models/marts.js';
import type { Chart, Drawing, Reading, Size } from '../outputs/define.js';
import { drawSvg } from '../outputs/drawing/draw.js';
import { escapeXml } from '../outputs/files/xml.js';
import { martsOf } from '../outputs/read.js';
import { chartsOf } from '../outputs/report/section.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { goodWorkspace, remove, tablesOnly, withEngine } from './support/workspace.js';

/** What the demo, of one authority and no files that come in pieces, has no rows for. */
const notInDemo = ['authorities', 'coverage-calendar'];
const sizes: readonly Size[] = ['page', 'slide', 'phone'];

describe('the charts of the demo', () => {
  const drawn: { name: string; size: Size; drawing: Drawing }[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await goodWorkspace({}, tablesOnly);
    await withEngine(folder, async (engine) => {
      const read = martsOf(engine);
      const draw = async ({ name, reads, draw }: Chart, size: Size) => {
        const rows = await Promise.all(reads.map(async (mart) => [mart, await read.rows(mart)] as const));
        const drawing = draw(Object.fromEntries(rows) as Reading<MartName>, size);
        if (drawing) drawn.push({ name, size, drawing });
      };
      for (const chart of chartsOf(needsAssessment.report)) for (const size of sizes) await draw(chart, size);
    });
  });
  afterAll(() => remove(folder));

  it('are all there, in three sizes', () => {
    const wanted = chartsOf(needsAssessment.report)
      .map(({ name }) => name)
      .filter((name) => !notInDemo.includes(name));
    for (const size of sizes) expect(drawn.filter((d) => d.size === size).map(({ name }) => name)).toEqual(wanted);
  });

  it('are plain Vega-Lite 6 with their data inside, compiled without a warning, asking for nothing', () => {
    for (const { name, size, drawing } of drawn) {
      const text = JSON.stringify(drawing.spec);
      const said: string[] = [];
      const hear = (...words: readonly unknown[]) => {
        said.push(words.join(' '));
        return logger;
      };
      const logger = { level: () => logger, error: hear, warn: hear, info: () => logger, debug: () => logger };
      const plain = JSON.parse(text) as Drawing['spec'] & { $schema: string };
      expect(plain.$schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
      const { spec } = compile(plain, { logger: logger as never });
      expect(said, `${name}, ${size}`).toEqual([]);
      for (const source of spec.data ?? []) expect(source, `${name}, ${size}`).not.toHaveProperty('url');
      expect(text.replace(plain.$schema, '')).not.toMatch(/"(url|href)":|https?:\/\//);
      expect(text).toContain('"values":[');
    }
  });

  it('are pictures to assistive technology, with the finding and what they are', async () => {
    for (const { name, drawing } of drawn.filter(({ size }) => size === 'page')) {
      const svg = await drawSvg(drawing);
      const [, id] = /^<svg role="img" aria-labelledby="([^"]+)"/.exec(svg) ?? [];
      expect(svg, name).toContain(`<title>${escapeXml(drawing.title)}</title>`);
      expect(svg, name).toContain(`<desc id="${id}">${escapeXml(drawing.alt)}</desc>`);
      expect(svg).not.toContain('graphics-object');
    }
  });
});
