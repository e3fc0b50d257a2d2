/** The report: one file that asks nothing of anywhere, with or without a screen, a mouse or a script. */

import { editionShort } from '../telling/edition.js';
import { capital, day, years } from '../telling/words.js';
import { lightEnough } from './charts.js';
import type { Block, ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html, idOf } from './html.js';
import { dataBlock, pageData } from './interactive.js';
import { councilOf, marks, pageFoot, tags, wholePage } from './shell.js';

export type { ReportChart, ReportData } from './data.js';

interface Printed {
  readonly title: string;
  readonly headings: readonly NonNullable<Block['heading']>[];
  readonly body: Html;
}

/** The whole page as text, with its script where one is given. Everything from data is escaped; drawings over the page's limit become pictures. */
export function reportPage(given: ReportData, script = ''): string {
  const data = script ? { ...given, page: pageData(given) } : given;
  const { assessment, page: pageRows } = data;
  const council = councilOf(assessment);
  const said = body(data, council);
  // A report without a panel for it needs no script.
  const runs = pageRows !== undefined && said.toString().includes('class="needs-script"');
  return wholePage(assessment, {
    title: assessment.title.includes(council) ? assessment.title : `${council}: ${assessment.title}`,
    body: said,
    ...(runs && { script: { text: script, data: dataBlock(pageRows) } }),
  });
}

function body(data: ReportData, council: string): Html {
  const sections = sectionsOf({ ...data, charts: lightEnough(data.charts) });
  const contents = sections.map(
    ({ title, headings }, i) =>
      html`<li><a href="#${sectionId(title)}">${i + 1}. ${title}</a>${
        headings.length > 0 &&
        html`<ul>${headings.map(({ id, words }) => html`<li><a href="#${id}">${words}</a></li>\n`)}</ul>`
      }</li>\n`,
  );
  const { assessment } = data;
  return html`<a class="skip" href="#main">Skip to main content</a>
${marks(assessment)}
<header><div class="frame">${heading(data, council)}</div></header>
<div class="frame columns">
<nav aria-label="Contents"><p>Contents</p><ol>${contents}</ol></nav>
<main id="main" tabindex="-1">
${sections.map(
  ({ title, body }, i) => html`<section aria-labelledby="${sectionId(title)}">
<h2 id="${sectionId(title)}">${i + 1}. ${title}</h2>
${body}
</section>
`,
)}</main>
</div>
${pageFoot(assessment, data.version)}`;
}

/** The sections that have something to say. A picture that was not drawn leaves its place empty. */
function sectionsOf(data: ReportData): Printed[] {
  const drawn = new Map(data.charts.map((chart) => [chart.name, chart]));
  return data.report.flatMap(({ title, blocks }) => {
    const said = blocks.flatMap(({ charts, body, heading }) => {
      const mine = charts.flatMap(({ name }) => drawn.get(name) ?? []);
      const part = body(data, mine);
      return part ? [{ part, heading }] : [];
    });
    const headings = said.flatMap(({ heading }) => heading ?? []);
    return said.length > 0 ? [{ title, headings, body: html`${said.map(({ part }) => part)}` }] : [];
  });
}

const sectionId = (title: string): string => idOf('section', title.toLowerCase());

function heading({ assessment, list }: ReportData, council: string): Html {
  const { wards, wards_ranked, area_name, benchmark_name } = assessment;
  const facts: [string, string][] = [
    ['Area', area_name],
    [
      'Wards',
      wards === wards_ranked ? `${whole(wards)}, all ranked` : `${whole(wards)}, ${whole(wards_ranked)} ranked`,
    ],
    ...(area_name === benchmark_name ? [] : [['Compared with', benchmark_name] satisfies [string, string]]),
    ['Period of the data', years(list.map((row) => row.period)) || 'not stated'],
    ['Edition', `${editionShort(assessment, ', ')}${day(assessment.data_date)}, data ${assessment.data_hash}`],
  ];
  return html`<p class="council">${council}${tags(assessment)}</p>
<h1>${capital(assessment.title)}</h1>
<dl class="facts">${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>\n`)}</dl>`;
}
