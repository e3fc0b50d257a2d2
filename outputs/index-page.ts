/** `index.html` where a run makes several reports: what there is, for whom, and the way to each. */
import type { MartRow } from '../models/marts.js';
import { html } from './report/html.js';
import { councilOf, marks, pageFoot, tags, wholePage } from './report/shell.js';
import { editionShort, named } from './telling/edition.js';
import { capital, day, needOf } from './telling/words.js';

export interface IndexEntry {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** Its folder, from the page. */
  readonly folder: string;
  /** What it found first. */
  readonly finding?: string | undefined;
  /** Further ways into it. */
  readonly links: readonly { readonly href: string; readonly words: string }[];
}

/** The forms a report comes in, besides the page itself. */
export const formsOf = ({ edition }: MartRow<'mart_assessment'>, folder: string): IndexEntry['links'] =>
  [
    ['board-paper.docx', 'Board paper (Word)'] as const,
    ['slides.pptx', 'Slides (PowerPoint)'] as const,
    ['tables.xlsx', 'Tables (Excel)'] as const,
    ['data/README.txt', 'Data'] as const,
  ].map(([file, words]) => ({
    href: `${folder}/${file.startsWith('data/') ? file : named(file, edition)}`,
    words,
  }));

/** The page. */
export function indexPage(
  assessment: MartRow<'mart_assessment'>,
  entries: readonly IndexEntry[],
  tool: { readonly version: string },
  note = 'Each of these is a folder that is whole by itself: send the folder, not the page alone.',
): string {
  const council = councilOf(assessment);
  const title = `${capital(needOf(assessment.index_title))} in ${assessment.area_name}`;
  const entry = ({ title: report, about, folder, finding, links }: IndexEntry) => html`<li>
<h2><a href="${folder}/index.html">${report}</a></h2>
<p>${about}</p>
${finding !== undefined && html`<p class="quote">${finding}</p>`}
<p class="links">${links.map(({ href, words }) => html`<a href="${href}">${words}<span class="hidden">: ${report}</span></a> `)}</p>
</li>
`;
  const { area_name, data_date, data_hash } = assessment;
  const facts = [
    ['Area', area_name],
    ['Edition', `${editionShort(assessment, ', ')}${day(data_date)}, data ${data_hash}`],
  ] as const;
  return wholePage(assessment, {
    title: `${council}: ${title}`,
    body: html`<a class="skip" href="#main">Skip to main content</a>
${marks(assessment)}
<header><div class="frame"><p class="council">${council}${tags(assessment)}</p>
<h1>${title}</h1>
<dl class="facts">${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>\n`)}</dl></div></header>
<div class="frame"><main id="main" tabindex="-1">
<ul class="reports">${entries.map(entry)}</ul>
<p class="note">${note}</p>
</main></div>
${pageFoot(assessment, tool.version)}`,
  });
}
