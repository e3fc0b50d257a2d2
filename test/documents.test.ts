/** The board paper and the slides: what stands in their XML, and that the same figures give the same bytes. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { domainHeat } from '../outputs/charts/domain-heat.js';
import { boardPaper } from '../outputs/documents/board-paper.js';
import { documentContent, type Picture } from '../outputs/documents/content.js';
import { needPaper } from '../outputs/documents/need-paper.js';
import { slides } from '../outputs/documents/slides.js';
import { drawPlot } from '../outputs/drawing/draw.js';
import { pngSize } from '../outputs/drawing/png.js';
import { madeUpRows, type Rows } from './support/marts.js';
import { reportData, reportRows } from './support/report.js';

const planted = 'Ask <b>"who"</b> & why';

function contentOf(rows: Rows = reportRows()) {
  const { findings } = reportData(rows);
  return documentContent(
    {
      assessment: rows.mart_assessment[0]!,
      paper: rows.mart_paper,
      index: rows.mart_index,
      domains: rows.mart_domain,
      list: rows.mart_indicator_list,
      sources: rows.mart_source,
      gaps: rows.mart_gap,
      disclosure: rows.mart_disclosure,
      pathway: rows.mart_pathway,
      services: rows.mart_service,
      shortfall: rows.mart_shortfall,
      earlier: rows.mart_earlier,
      changes: rows.mart_change,
      rankChanges: rows.mart_rank_change,
      findings,
    },
    needPaper,
  );
}

async function picture(): Promise<Picture> {
  const drawing = domainHeat.draw(madeUpRows(), 'slide')!;
  const png = await drawPlot(drawing);
  const { title, subtitle, alt, foot } = drawing;
  return { name: 'domain-heat', title, subtitle, alt, foot, png, ...pngSize(png) };
}

const parts = (file: Uint8Array) => {
  const files = unzipSync(file);
  return { names: Object.keys(files), text: (name: string) => strFromU8(files[name] ?? new Uint8Array()) };
};
const wordsOf = (xml: string): string[] =>
  [...xml.matchAll(/<(?:w|a):t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text ?? '');

describe('the board paper', () => {
  const rows = reportRows();
  rows.mart_paper = [
    { part: 'decision', position: 1, text: planted },
    { part: 'next_step', position: 2, text: 'Meet again in May' },
  ];
  const made = (async () => {
    const shown = await picture();
    const bytes = await boardPaper(contentOf(rows), [shown, undefined, shown]);
    return { shown, bytes, document: parts(bytes).text('word/document.xml') };
  })();

  it('has its sections as headings, in the order a board reads them', async () => {
    const { document } = await made;
    const headings = [...document.matchAll(/<w:pStyle w:val="Heading1"\/>.*?<w:t[^>]*>([^<]+)</gs)].map(
      ([, text]) => text,
    );
    expect(headings).toEqual([
      'Purpose',
      'Decision asked',
      'What we found',
      'Where need is highest',
      'Why',
      'How far the ranks could move',
      'How sure this is',
      'Next steps',
      'Sources',
    ]);
    expect(document).toContain('<w:pStyle w:val="Title"/>');
  });

  it('says what the council has written, and nothing of ours in its place', async () => {
    const { document } = await made;
    expect(document).toContain('Ask &lt;b&gt;&quot;who&quot;&lt;/b&gt; &amp; why');
    expect(document).toContain('Meet again in May');
    expect(document).not.toContain('agree which wards to look at first');
    expect(document).not.toContain('Test these findings');
  });

  it('repeats every finding of the report, word for word', async () => {
    const { document } = await made;
    const words = wordsOf(document).map((text) => text.replaceAll('&amp;', '&'));
    for (const { text } of reportData(rows).findings) expect(words).toContain(text);
  });

  it('says what changed since the edition before, and nothing where there is none', async () => {
    expect(contentOf().changed).toEqual([]);
    const later = reportRows();
    later.mart_earlier = [
      { data_date: '2026-01-05', data_hash: 'abc1234', figures_reason: null, ranks_reason: 'the weights are others' },
    ] as Rows['mart_earlier'];
    const bytes = await boardPaper(contentOf(later), []);
    const said = wordsOf(parts(bytes).text('word/document.xml'));
    const at = said.indexOf('What changed');
    expect(said.slice(at + 1, at + 3)).toEqual([
      'Compared with the edition before, of 5 January 2026 (data abc1234), no source, figure or rank has changed.',
      'Ranks are not compared with those of that edition: the weights are others.',
    ]);
  });

  it('gives every picture its alternative text, a caption and a source, and the table a heading row', async () => {
    const { document, shown } = await made;
    const drawn = [...document.matchAll(/<wp:docPr [^>]*>/g)].map(([tag]) => tag);
    expect(drawn).toHaveLength(2);
    for (const tag of drawn) expect(/descr="([^"]+)"/.exec(tag)?.[1]?.length).toBeGreaterThan(30);
    expect(document.match(/<w:t[^>]*>Figure \d\. /g)).toHaveLength(2);
    expect(wordsOf(document)).toContain(shown.foot.replaceAll('&', '&amp;'));
    expect(document.match(/<w:tblHeader/g)).toHaveLength(1);
    expect(document.match(/<w:pStyle w:val="Caption"\/>/g)?.length).toBe(3);
  });

  it('carries the council’s name and colour, and says made-up on every page', async () => {
    const { bytes } = await made;
    const file = parts(bytes);
    const content = contentOf(rows);
    expect(file.text('word/styles.xml')).toContain(content.colour.slice(1));
    const footer = file.names.find((name) => /footer\d*\.xml$/.test(name)) ?? '';
    expect(wordsOf(file.text(footer)).join('')).toContain(`Made-up data. ${content.council}`);
  });

  it('is the same bytes twice', async () => {
    const { bytes, shown } = await made;
    const again = await boardPaper(contentOf(rows), [shown, undefined, shown]);
    expect(Buffer.compare(bytes, again)).toBe(0);
  });
});

describe('the slides', () => {
  const made = (async () => {
    const shown = await picture();
    return { shown, bytes: await slides(contentOf(), [shown, shown, shown]) };
  })();
  const slidesOf = (bytes: Uint8Array) => {
    const file = parts(bytes);
    return [1, 2, 3, 4, 5, 6, 7].map((n) => file.text(`ppt/slides/slide${n}.xml`)).filter(Boolean);
  };

  it('are six, each with a title of its own', async () => {
    const all = slidesOf((await made).bytes);
    expect(all).toHaveLength(6);
    for (const slide of all) expect(slide).toMatch(/<p:ph\s[^>]*type="title"/);
  });

  it('every picture has its alternative text, and every slide notes with sources', async () => {
    const { bytes, shown } = await made;
    const pictures = slidesOf(bytes).flatMap((slide) =>
      [...slide.matchAll(/<p:pic>.*?<\/p:pic>/gs)].map(([tag]) => tag),
    );
    expect(pictures).toHaveLength(3);
    for (const tag of pictures) expect(/descr="([^"]+)"/.exec(tag)?.[1]?.slice(0, 20)).toBe(shown.alt.slice(0, 20));
    const file = parts(bytes);
    for (let n = 1; n <= 6; n++) {
      const notes = wordsOf(file.text(`ppt/notesSlides/notesSlide${n}.xml`)).join(' ');
      expect(notes, `slide ${n}`).toMatch(/Sources:|Source:|Made-up data, in the form published by/);
    }
  });

  it('a picture that could not be drawn leaves its slide to words', async () => {
    const all = slidesOf(await slides(contentOf(), [undefined, undefined, undefined]));
    expect(all).toHaveLength(6);
    for (const slide of all) expect(wordsOf(slide).join(' ').length).toBeGreaterThan(40);
  });

  it('are the same bytes twice', async () => {
    const { bytes, shown } = await made;
    expect(Buffer.compare(bytes, await slides(contentOf(), [shown, shown, shown]))).toBe(0);
  });
});

describe('what both say', () => {
  it('lists the wards of the highest fifth with their ranges, ten at most', () => {
    const rows = reportRows();
    const wards = contentOf(rows).parts[0]!.table!;
    expect(wards.rows.length).toBeGreaterThan(0);
    expect(wards.rows.length).toBeLessThanOrEqual(10);
    for (const row of wards.rows) expect(row[1]).toMatch(/^\d+=? \(\d+ to \d+\)$/);
  });

  it('asks for what would mend the gaps, where the council has said nothing', () => {
    const rows = reportRows();
    const [gap] = rows.mart_gap;
    rows.mart_gap = [
      { ...gap!, item: 'Births', what: 'No file.', effect: 'Not in the index.', mend: 'Name the file.' },
    ];
    expect(contentOf(rows).nextSteps.join(' ')).toContain('Fill these gaps: Births.');
  });
});
