import { describe, expect, it } from 'vitest';
import { lightEnough } from '../outputs/report/charts.js';
import { tellingDecimals } from '../outputs/report/figures.js';
import { cssString, html } from '../outputs/report/html.js';
import { type ReportData, reportPage } from '../outputs/report/page.js';
import { findings } from '../outputs/telling/finding.js';
import { needFindings } from '../outputs/telling/findings.js';
import { contextRows } from './support/context.js';
import type { Rows } from './support/marts.js';
import { reportData, reportRows } from './support/report.js';

const found = (rows = reportRows()) => [...reportData(rows).findings];
const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Tags that are opened and never closed, or closed and never opened. */
function unbalanced(page: string): string[] {
  const body = page.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<!DOCTYPE html>/, '');
  const open: string[] = [];
  const faults: string[] = [];
  for (const [, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>/g)) {
    if (slash) {
      const last = open.pop();
      if (last !== name) faults.push(`${last} closed by ${name}`);
    } else if (!voids.has(name) && !rest.endsWith('/')) open.push(name);
  }
  return [...faults, ...open];
}

describe('findings', () => {
  it('are three to six plain sentences', () => {
    for (const rows of variants()) {
      const all = found(rows);
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(all.length).toBeLessThanOrEqual(6);
      for (const { text } of all) {
        expect(text).toMatch(/^[\p{Lu}\d].*[^.]\.$/u);
        expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(40);
        expect(text).not.toMatch(/significant|worst|\bbad\b|undefined|NaN|null|\s\s/i);
      }
    }
  });

  it('say higher or lower only where the mart does', () => {
    const rows = reportRows();
    const said = found(rows).filter(({ text }) => / (higher|lower) than Dogger’s /.test(text));
    expect(said.map(({ text }) => text)).toEqual([
      'Overcrowded households: 6.1% in Merrowshire (95% interval 5.9 to 6.3; 2024), higher than Dogger’s 4.4%.',
    ]);
    for (const row of rows.mart_indicator) if (row.area_level === 'authority') row.comparison = 'similar';
    const texts = found(rows).map(({ text }) => text);
    expect(texts.join(' ')).not.toMatch(/(higher|lower) than Dogger/);
    expect(texts).toContain(
      'Merrowshire is similar to Dogger on five of the five indicators compared, by their 95% intervals.',
    );
  });

  it('never round an interval onto the figure it is said to differ from', () => {
    expect(tellingDecimals({ value: 22.1, lower: 22.04, upper: 22.16, unit: '%' }, 22.0)).toBe(2);
    expect(tellingDecimals({ value: 22.1, lower: 21.9, upper: 22.3, unit: '%' }, 17.6)).toBe(1);
    expect(tellingDecimals({ value: 34.2, lower: 30.1, upper: 38.5, unit: '%' }, 20)).toBe(0);
  });

  it('name the wards of the top fifth, count those without an estimate and say what is missing', () => {
    const texts = found().map(({ text }) => text);
    expect(texts[0]).toBe(
      'Of the 28 wards ranked in Merrowshire, five are in the highest fifth for need; Eastfield, Wellfield, Hazelwood and Harbour stay there in at least 9 of 10 draws.',
    );
    expect(texts[1]).toMatch(
      /^What sets them apart most are ‘.+’ and ‘.+’: all five are also in the highest fifth for each, /,
    );
    expect(texts[2]).toMatch(
      /^One high-need cluster of three wards stands out, .* in 28 tests: .* and 1 more \(.* residents\)\.$/,
    );
    expect(texts).toContain('Two of 30 wards have no estimate and are not ranked; the reason is given for each.');
    expect(texts.at(-1)).toMatch(
      /^Two things that were asked for are missing .* and Births registered by one parent\.$/,
    );
  });
});

describe('high-need clusters', () => {
  const without = () => {
    const rows = reportRows();
    rows.mart_cluster_list = [];
    rows.mart_cluster = rows.mart_cluster.map((row) => ({ ...row, cluster: null, class: 'not_significant' }));
    return rows;
  };
  const textOf = (rows: Rows): string => reportPage(reportData(rows)).replace(/<[^>]*>/g, '');

  it('are in a table with their wards, and the method says its settings', () => {
    const text = textOf(reportRows());
    expect(text).toContain('Cluster 1');
    expect(text).toMatch(/9,999 times \(random numbers from seed 20260101; .*two-sided\)/);
    expect(text).toContain('all 28 were counted together (Benjamini–Hochberg, 5%)');
    expect(text).toContain('at least 5,000 people');
    expect(text).toContain('Every ward with a score touches another.');
    expect(text).toMatch(/ is near the cut: other random numbers could move it across/);
  });

  it('that are not there are said not to be, and why that is not no need', () => {
    const rows = without();
    expect(textOf(rows)).toContain(
      'No high-need cluster stands out among the 28 wards tested: with so few wards only a very clear pattern could, so this does not mean that there is no need.',
    );
    expect(
      found(rows)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('cluster');
  });

  it('say which wards stand out but are too few people, and which touch no other', () => {
    const rows = without();
    rows.mart_cluster = rows.mart_cluster.map((row, i) =>
      i === 0 ? { ...row, class: 'High-High' } : i === 1 ? { ...row, class: 'no_neighbours', near_cut: false } : row,
    );
    const text = textOf(rows);
    expect(text).toContain('Eastfield stands out, but it makes no cluster, with fewer than 5,000 residents');
    expect(text).toContain('Northgate touches no other ward with a score and was not tested.');
  });

  it('are not spoken of where nobody knows which wards touch', () => {
    const rows = without();
    rows.mart_cluster = [];
    rows.mart_alike = [];
    expect(textOf(rows)).not.toMatch(/cluster/i);
  });
});

describe('wards that stay in the highest fifth', () => {
  const first = (p: (rank: number) => number | null) => {
    const rows = reportRows();
    for (const ward of rows.mart_index) ward.p_top_fifth = ward.rank === null ? null : p(ward.rank);
    return found(rows)[0]!;
  };

  it('are not told apart where all of them do, or where it is not known', () => {
    const plain = /, the fifth with the highest need are Eastfield, Wellfield, Hazelwood, Harbour and /;
    expect(first((rank) => (rank <= 5 ? 0.9 : 0.1)).text).toMatch(plain);
    expect(first(() => null).text).toMatch(plain);
    expect(first(() => null).speaksOfDraws).toBeUndefined();
  });

  it('are the only ones named where some do not', () => {
    const one = first((rank) => (rank === 1 ? 0.95 : 0.899));
    expect(one.text).toMatch(
      /five are in the highest fifth for need; Eastfield stays there in at least 9 of 10 draws\.$/,
    );
    expect(one.speaksOfDraws).toBe(true);
    expect(first(() => 0.5).text).toMatch(/for need, but none stays there in at least 9 of 10 draws\.$/);
  });
});

/** Assessments of several shapes. */
function variants() {
  const [plain, none, several, long, bare] = [reportRows(), reportRows(), reportRows(), reportRows(), reportRows()];
  for (const ward of none.mart_index)
    Object.assign(ward, { rank: null, decile: null, score: null, status: 'no_estimate' });
  several.mart_index.forEach((ward, i) => {
    if (i % 3 === 0) Object.assign(ward, { authority: 'X06000009', authority_name: 'Otherham' });
  });
  const doubled = several.mart_indicator.filter((row) => row.area_level === 'authority');
  several.mart_indicator.push(...doubled.map((row) => ({ ...row, area: 'X06000009', area_name: 'Otherham' })));
  for (const ward of long.mart_index) ward.ward_name = `${ward.ward_name} with Lower and Upper Somewhere on the Water`;
  Object.assign(bare, {
    mart_gap: [],
    mart_indicator: [],
    mart_indicator_list: [],
    mart_domain: [],
    mart_reconciliation: [],
  });
  Object.assign(bare, { mart_disclosure: [], mart_source: [] });
  return [plain, none, several, long, bare];
}

describe('html', () => {
  it('escapes what is not marked as HTML', () => {
    expect(html`<p title="${'"a" & <b>'}">${[html`<i>x</i>`, '<', null, false, 0]}</p>`.toString()).toBe(
      '<p title="&quot;a&quot; &amp; &lt;b&gt;"><i>x</i>&lt;0</p>',
    );
    expect(cssString('a"}</style>')).toBe('"a\\22 \\7d \\3c \\2f style\\3e "');
  });
});

describe('the report', () => {
  const page = reportPage(reportData());

  it('is well formed, whatever the shape of the assessment', () => {
    for (const rows of variants()) {
      const text = reportPage(reportData(rows));
      expect(unbalanced(text)).toEqual([]);
      expect(text).not.toMatch(/undefined|NaN|\[object|>null</);
    }
  });

  it('asks nothing of anywhere and runs nothing', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;`);
    expect(page).not.toMatch(/<script|<link|<iframe|<object|@import|\son\w+=/i);
    for (const [, address] of page.matchAll(/\b(?:src|srcset|poster|action|data)="([^"]*)"/g))
      expect(address).toMatch(/^data:/);
    for (const [, address] of page.matchAll(/url\(([^)]*)\)/g)) expect(address).toMatch(/^data:font|^#/);
    for (const [tag] of page.matchAll(/<(\w+)[^>]*\shref="http/g)) expect(tag).toMatch(/^<a /);
  });

  it('says of several authorities how much of each is in the highest fifth', () => {
    const [, , several] = variants();
    const text = reportPage(reportData(several));
    expect(text).toContain('by the share of their wards in the fifth with the highest need');
    expect(text).toMatch(
      /<th scope="row">Otherham<\/th><td class="figure">\d+<\/td><td class="figure">\d+<\/td><td class="figure">\d+%<\/td>/,
    );
    expect(page).not.toContain('by the share of their wards');
  });

  it('says what a picture shows once', () => {
    const [chart] = reportData().charts;
    const picture = {
      ...chart!,
      alt: 'A map. Need by ward.',
      svg: `<svg>${'<g/>'.repeat(400_000)}</svg>`,
      png: new Uint8Array(9),
    };
    expect(reportPage({ ...reportData(), charts: [picture] })).toContain('<img alt="A map. Need by ward."');
  });

  it('carries the letters of Welsh names only where there are any', () => {
    const faces = (text: string) => text.match(/@font-face/g)?.length;
    const rows = reportRows();
    expect(rows.mart_index.some(({ ward_name }) => ward_name === 'Ŵern')).toBe(true);
    expect(faces(page)).toBe(4);
    for (const ward of rows.mart_index) ward.ward_name = ward.ward_name.replace('Ŵ', 'W');
    for (const row of rows.mart_indicator) row.area_name = row.area_name.replace('Ŵ', 'W');
    expect(faces(reportPage(reportData(rows)))).toBe(2);
  });

  it('gives each rank with its range, and says how the ranges were made and what they leave out', () => {
    expect(page).toContain('<td class="figure">1 (1 to 4)</td>');
    const said = page.slice(page.indexOf('id="rank-ranges"')).replace(/<[^>]*>/g, '');
    expect(said).toContain('the index was made again 10,000 times');
    expect(said).toContain(
      'For half of the wards the two ends of the range are no more than five places apart, for any ward',
    );
    expect(said).toContain('Of the five wards in the fifth with the highest need, four stay there in at least 9 of 10');
    expect(said).toContain('The ranges do not cover mistakes in the sources');
    const rows = reportRows();
    for (const ward of rows.mart_index)
      Object.assign(ward, { rank_low: null, rank_high: null, p_top_fifth: null, draws: null });
    const without = reportPage(reportData(rows));
    expect(without).toContain('<td class="figure">1</td>');
    expect(without).not.toMatch(/rank-ranges|draws/);
  });

  it('tells of the authority as a whole only where something is known of it, and whose figure each is', () => {
    expect(reportPage(reportData())).not.toContain('The authority as a whole');
    const page = reportPage({ ...reportData(), context: contextRows });
    const section = page.slice(page.indexOf('id="as-a-whole"'), page.indexOf('id="section-how-sure'));
    expect(section).toContain(
      'The one figure (Children in need) known only for Merrowshire as a whole that can be compared with Dogger is higher.',
    );
    expect(section).toContain(
      'The whole police force’s figure (Shorewatch &lt;East&gt;), the same in every authority there.',
    );
    expect(section).toContain('not its own figure');
    expect(section).toContain('Withheld by the publisher.');
    const [, second] = contextRows;
    const similar = { ...contextRows[0]!, indicator: 'other', title: 'Another', comparison: 'similar' as const };
    expect(reportPage({ ...reportData(), context: [contextRows[0]!, similar] })).toContain(
      'Of the two figures known only for Merrowshire as a whole that can be compared with Dogger, one is higher and one is similar. Higher: Children in need.',
    );
    expect(reportPage({ ...reportData(), context: [second!] })).toContain(
      'Nothing known only for Merrowshire as a whole can be compared with Dogger.',
    );
  });

  it('escapes what data say', () => {
    const rows = reportRows();
    rows.mart_index[0]!.ward_name = '<script>alert(1)</script>';
    rows.mart_gap[0]!.mend = '<img src=x onerror=alert(2)>';
    rows.mart_assessment[0]!.title = '</title></style><script>alert(3)</script>';
    rows.mart_assessment[0]!.brand_colour = 'red}body{display:none';
    rows.mart_source[0]!.page = 'javascript:alert(4)';
    const text = reportPage(reportData(rows));
    expect(text).not.toMatch(/<script|<img src=x|href="javascript|display:none}body/i);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(unbalanced(text)).toEqual([]);
  });

  it('has one h1, headings in order, unique ids and no link to nowhere', () => {
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.reduce((before, level) => {
      expect(level - before).toBeLessThanOrEqual(1);
      return level;
    }, 0);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)) expect(ids).toContain(id);
    expect(page).toContain('<html lang="en-GB">');
  });

  it('gives every table a caption and every heading cell its scope', () => {
    expect(page.match(/<table>/g)?.length).toBeGreaterThan(8);
    expect(page.match(/<table><caption/g)).toHaveLength(page.match(/<table>/g)?.length ?? 0);
    for (const [cell] of page.matchAll(/<th[\s>][^>]*/g)) expect(cell).toMatch(/scope="(col|row|rowgroup)"/);
  });

  it('says made-up where it is, on screen and on paper, and nowhere else', () => {
    expect(page).toContain('class="made-up"');
    expect(page).toContain(String.raw`@top-center{content:"Made\2d up data"`);
    const rows = reportRows();
    rows.mart_assessment[0]!.made_up = false;
    expect(reportPage(reportData(rows))).not.toMatch(/class="made-up"|@top-center|Made-up data/);
  });

  it('shows the first hundred of many wards, says where the rest is, and stays light', () => {
    const rows = reportRows();
    const ward = rows.mart_index[0]!;
    rows.mart_index = Array.from({ length: 8000 }, (_, i) => ({
      ...ward,
      ward: `X${i}`,
      ward_name: `Ward ${i}`,
      rank: i + 1,
      of: 8000,
    }));
    const data: ReportData = reportData(rows);
    const heavy = {
      ...data.charts[0]!,
      svg: `<svg viewBox="0 0 1 1">${'<g/>'.repeat(500_000)}</svg>`,
      png: new Uint8Array(9000),
    };
    const text = reportPage({ ...data, charts: [heavy] });
    expect(text).toContain('The first 100 of 8,000 rows are shown.');
    expect(text).toContain('href="data/wards.csv"');
    expect(text).toContain('src="data:image/png;base64,');
    expect(text.length).toBeLessThan(3_000_000);
    expect(lightEnough([{ ...heavy, svg: heavy.svg.slice(0, 900_000), phone: '<svg/>' }])[0]?.phone).toBe('<svg/>');
  });

  it('keeps to the words of the house', () => {
    const words = page.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]*>/g, ' ');
    expect(words).not.toMatch(/worst|significantly|high-risk/i);
    expect(findings(reportData(), needFindings)).toEqual(reportData().findings);
  });
});
