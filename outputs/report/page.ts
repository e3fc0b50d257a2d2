/** The report: one file that asks nothing of anywhere, with or without a screen, a mouse or a script. */

import { capital, day, years } from '../words.js';
import { lightEnough } from './charts.js';
import type { ReportData } from './data.js';
import { whole } from './figures.js';
import { type Html, html, idOf, trusted } from './html.js';
import { dataBlock, pageData } from './interactive.js';
import { scriptHash } from './script.js';
import { madeUpLabel, styleSheet } from './style.css.js';

export type { ReportChart, ReportData } from './data.js';

interface Printed {
  readonly title: string;
  readonly body: Html;
}

/** The whole page as text, with its script where one is given. Everything from data is escaped; drawings over the page's limit become pictures. */
export function reportPage(given: ReportData, script = ''): string {
  const data = script ? { ...given, page: pageData(given) } : given;
  const { assessment, page: pageRows } = data;
  const runs = script !== '' && pageRows !== undefined;
  const council = assessment.brand_name ?? assessment.area_name;
  const title = assessment.title.includes(council) ? assessment.title : `${council}: ${assessment.title}`;
  const edition = `Data ${assessment.data_hash}, ${day(assessment.data_date)}`;
  const foot = [assessment.title, 'Draft', edition, assessment.made_up ? madeUpLabel : ''].filter(Boolean).join(' · ');
  const said = body(data, council).toString();
  const { brand_colour: brandColour, made_up: madeUp } = assessment;
  const style = styleSheet({ brandColour, madeUp, foot, text: said });
  const page = html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policyOf(runs ? script : undefined))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}${assessment.made_up ? ` (${madeUpLabel.toLowerCase()})` : ''}</title>
<style>${trusted(style)}</style>
</head>
<body>
${trusted(said)}
${runs && html`${dataBlock(pageRows)}<script>${trusted(script)}</script>`}
</body>
</html>
`;
  return page.toString();
}

/** Nothing is fetched, and nothing runs but the page's own script, known by its hash. */
const policyOf = (script: string | undefined): string =>
  [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${scriptHash(script)}`]),
    "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
  ].join('; ');

function body(data: ReportData, council: string): Html {
  const sections = sectionsOf({ ...data, charts: lightEnough(data.charts) });
  const contents = sections.map(
    ({ title }, i) => html`<li><a href="#${sectionId(title)}">${i + 1}. ${title}</a></li>\n`,
  );
  const { assessment } = data;
  return html`<a class="skip" href="#main">Skip to main content</a>
${assessment.made_up && madeUpNote()}
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
<footer><div class="frame"><p>Made with Wardwise${data.version !== undefined && ` ${data.version}`} from data ${
    assessment.data_hash
  }. ${assessment.made_up && `${madeUpLabel}. `}The text is set in Source Sans 3, under the SIL Open Font License.</p></div></footer>`;
}

/** The sections that have something to say. A picture that was not drawn leaves its place empty. */
function sectionsOf(data: ReportData): Printed[] {
  const drawn = new Map(data.charts.map((chart) => [chart.name, chart]));
  return data.report.flatMap(({ title, blocks }) => {
    const said = blocks.flatMap(({ charts, body }) => {
      const mine = charts.flatMap(({ name }) => drawn.get(name) ?? []);
      return body(data, mine) || [];
    });
    return said.length > 0 ? [{ title, body: html`${said}` }] : [];
  });
}

const sectionId = (title: string): string => idOf('section', title.toLowerCase());

/** On screen it stays in sight while scrolling; in print it stands across and above every page. */
const madeUpNote =
  (): Html => html`<aside class="made-up" aria-label="${madeUpLabel}"><strong>${madeUpLabel}.</strong> The figures are invented and describe no real place.</aside>
<div class="every-page" aria-hidden="true"><span>${madeUpLabel}</span></div>`;

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
    ['Edition', `${day(assessment.data_date)}, data ${assessment.data_hash}`],
  ];
  return html`<p class="council">${council}<span class="tag">Draft</span></p>
<h1>${capital(assessment.title)}</h1>
<dl class="facts">${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>\n`)}</dl>`;
}
