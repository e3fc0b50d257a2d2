/** The report's style sheet: one column of calm text, a contents list beside it where there is room, A4 when printed. */
import { fontFaces } from '../drawing/font.js';
import { colours, family } from '../drawing/style.js';
import { cssString } from './html.js';

/** What the sheet needs to know about this report. */
export interface StyleChoices {
  readonly brandColour: string | null;
  /** Over every printed page; empty for nothing. */
  readonly over: string;
  /** At the foot of every printed page. */
  readonly foot: string;
  /** Everything the page says, so that the font has its letters. */
  readonly text: string;
}

export const madeUpLabel = 'Made-up data';

/** The whole sheet, font included. */
export function styleSheet(choices: StyleChoices): string {
  const brand = /^#[0-9a-f]{6}$/i.test(choices.brandColour ?? '') ? choices.brandColour : colours.blue;
  return [
    fontFaces(choices.text),
    `:root{--brand:${brand}}`,
    base,
    layout,
    tables,
    extras,
    script,
    print,
    pageMargins(choices),
  ].join('\n');
}

const base = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;color:#262626;background:#fff;font:400 1.125rem/1.5 "${family}",Arial,sans-serif;overflow-wrap:break-word}
h1,h2,h3,caption,th,strong,summary{font-weight:600}
h1{font-size:2.5rem;line-height:1.1;margin:.25rem 0 1rem;letter-spacing:-.01em}
h2{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}
h3{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .5rem}
p,ol{margin:0 0 1rem}
p,li,dd{max-width:42rem}
a{color:${colours.blue};text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:3px}
:focus-visible{outline:3px solid ${colours.blue};outline-offset:3px}
code{font-family:ui-monospace,Consolas,"DejaVu Sans Mono",monospace;font-size:.85em}
pre{margin:0 0 1rem;padding:.75rem 1rem;background:${colours.faint};overflow-x:auto}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:#5a6168}
[id]{scroll-margin-top:3.5rem}
`;

const layout = `
.skip{position:absolute;left:-999rem;top:0;padding:.5rem 1rem;background:#fff;z-index:3}
.skip:focus{left:0}
.page-marks{position:sticky;top:0;z-index:2}
.page-marks aside{padding:.35rem 1rem;color:#fff;font-size:1rem;text-align:center}
.made-up{background:${colours.pink}}
.restricted{background:${colours.black}}
.frame{max-width:76rem;margin:0 auto;padding:0 1rem}
header{border-top:.5rem solid var(--brand)}
header .frame{padding-top:1.5rem}
.council{margin:0;font-weight:600;color:#5a6168}
.tag{display:inline-block;padding:.05rem .6rem;margin-left:.6rem;border:1px solid ${colours.ink};font-size:1rem;font-weight:600;color:${colours.ink}}
.facts{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:0;padding:1rem 0;border-top:1px solid ${colours.pale};border-bottom:1px solid ${colours.pale}}
.facts dt{font-size:.9375rem;color:#5a6168}
.facts dd{margin:0;font-weight:600;font-size:1.0625rem;line-height:1.3}
nav{padding:1.5rem 0 0}
nav p{margin:0 0 .25rem;font-weight:600;font-size:1rem}
nav ol{list-style:none;margin:0;padding:0;font-size:1rem}
nav li{padding:.2rem 0}
nav ul{list-style:none;margin:.1rem 0 0;padding:0 0 0 1.1rem;font-size:.875rem}nav ul li{padding:.1rem 0}
section{padding:2rem 0 1.5rem}
section+section{border-top:1px solid ${colours.pale}}
footer{border-top:1px solid ${colours.pale};margin-top:2rem;padding:1rem 0 3rem;font-size:1rem}
@media(min-width:64rem){
.frame.columns{display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:3rem;align-items:start}
nav{position:sticky;top:3rem;padding-top:2.25rem}
.frame{padding:0 2rem}
}
@media(min-width:112rem){.frame{max-width:106rem}.pair{display:grid;grid-template-columns:repeat(2,minmax(0,40rem));gap:2rem;align-items:start}}
@media(max-width:40rem){tbody th{min-width:9rem}body{font-size:1.0625rem}h1{font-size:2rem}h2{font-size:1.5rem}}
`;

const tables = `
.table{position:relative;margin:1.5rem 0 .75rem;overflow-x:auto}
table{border-collapse:collapse;font-size:1rem;line-height:1.35;font-variant-numeric:tabular-nums;min-width:100%}
caption{padding:0 0 .5rem;text-align:left;font-size:1.0625rem}
caption span{position:sticky;left:0;display:block;width:min(42rem,calc(100vw - 2rem))}
th,td{padding:.45rem .75rem .45rem 0;border-bottom:1px solid ${colours.pale};text-align:left;vertical-align:top;overflow-wrap:normal}
th:last-child,td:last-child{padding-right:0}
thead th{vertical-align:bottom;border-bottom:2px solid ${colours.ink};line-height:1.2;font-size:.9375rem}
tbody th{font-weight:400}
tr.group th{padding-top:1.1rem;font-weight:600}
.figure{text-align:right;white-space:nowrap}
thead .figure{white-space:normal;min-width:3.75rem}
.prose{min-width:12rem}
.below{display:block;color:#5a6168;font-size:.9375rem}
.rating{width:.8em;height:.8em;vertical-align:-.05em}
.rated{white-space:nowrap}
.note{font-size:1rem;color:${colours.ink}}
.compared{white-space:nowrap}
.mark{width:.7em;height:.7em;margin-right:.4em;fill:currentColor}
.worse .mark{color:#C74A0B}
.better .mark{color:${colours.blue}}
`;

const extras = `
.findings{padding:0;margin:0;counter-reset:finding;list-style:none}
.findings li{counter-increment:finding;position:relative;padding:.9rem 0 .6rem 2.5rem;border-top:1px solid ${colours.pale}}
.findings li:last-child{border-bottom:1px solid ${colours.pale}}
.findings li::before{content:counter(finding);position:absolute;left:0;font-size:1.375rem;line-height:1.35;font-weight:600;color:${colours.blue}}
.findings p{margin:0 0 .25rem;font-size:1.375rem;line-height:1.35}
.findings p.links{font-size:1rem}
.links a{margin-right:1rem}
.steps li{margin-bottom:.5rem}
figure{margin:2rem 0}
.picture svg,figure img{display:block;max-width:100%;height:auto}
figure img{width:39rem}
.narrow{display:none}
@media(max-width:40rem){.wide{display:none}.narrow{display:block}.findings p{font-size:1.1875rem}}

.reports{list-style:none;margin:1rem 0 0;padding:0}
.reports li{padding:1.75rem 0 1rem;border-top:1px solid ${colours.pale};max-width:none}
.reports li:first-child{border-top:0}
.reports h2{margin:0 0 .35rem}
.reports p{margin:0 0 .6rem}
.quote{padding-left:1rem;border-left:4px solid ${colours.pale};font-size:1.1875rem}
details{margin-top:.75rem;font-size:1rem}
summary{cursor:pointer;color:${colours.blue};font-weight:400;text-decoration:underline;text-underline-offset:.15em;width:fit-content}
details[open]{padding-left:1rem;border-left:4px solid ${colours.pale}}
`;

const script = `
.needs-script form{margin:0 0 1rem}
.find{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
input,button{font:inherit;font-size:1rem}
#ward-search{padding:.35rem .5rem;border:2px solid ${colours.ink};min-width:16rem;max-width:100%}
button{padding:.35rem .8rem;border:2px solid ${colours.ink};background:#fff;color:${colours.ink};cursor:pointer}
button:disabled{color:#5a6168;border-color:${colours.pale};cursor:default}
button.ward{padding:0;border:0;background:none;color:${colours.blue};text-align:left;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.15em}
.slider{display:grid;grid-template-columns:minmax(9rem,20rem) minmax(8rem,16rem) 3.5rem;gap:.75rem;align-items:center;margin:0 0 .75rem}
.slider input{accent-color:${colours.blue};width:100%}
.slider output{text-align:right;font-variant-numeric:tabular-nums}
#weights-list{max-height:30rem;overflow:auto}
.weighed-note{padding:.5rem .75rem;border-left:4px solid ${colours.orange}}
h4{font-size:1.125rem;margin:1.5rem 0 .25rem}
[tabindex="-1"]:focus-visible{outline:none}
path[data-ward]{cursor:pointer}
path[data-ward]:focus{outline:none}
path.marked{stroke:#FFDD00;stroke-width:3;filter:drop-shadow(0 0 1px ${colours.black})}
tr.marked>*{background:#FFF3C9}
.tip{position:absolute;z-index:3;margin:0;padding:.2rem .5rem;background:${colours.black};color:#fff;font-size:.9375rem;pointer-events:none}
.total>*{font-weight:600}
.strip{display:block}
.strip .axis{stroke:${colours.grey}}.strip .band{fill:${colours.pale}}.strip .country{stroke:${colours.black};stroke-width:2}
.strip .more,.strip .worse{fill:#C74A0B}.strip .less,.strip .better{fill:${colours.blue}}.strip .other{fill:${colours.ink}}
@media(max-width:40rem){.slider{grid-template-columns:1fr 3.5rem}.slider label{grid-column:1/-1}}
`;

const print = `
.every-page{display:none}
@media print{
body{font-size:10.5pt;line-height:1.4;color:#000}
h1{font-size:24pt}h2{font-size:16pt}h3{font-size:12.5pt}
nav,footer,.skip,.links,.page-marks,.needs-script form,.weighed-note button,.tip{display:none}
.needs-script:has(#profile:empty),body:has(.weighed-note[hidden]) #weights-list{display:none}
#weights-list{max-height:none}
button.ward{font-size:inherit;color:inherit;text-decoration:none}
.frame,.frame.columns{display:block;max-width:none;padding:0}
p,ol{margin-bottom:.4rem}h3{margin-top:.9rem}
section{break-before:page;padding:0}
section:first-of-type,section:not(:has(table,figure)){break-before:auto;padding-top:1rem}
section+section{border:0}
h2,h3,h3+p,caption,thead,tr.group{break-after:avoid}
tbody:first-of-type tr:nth-child(-n+3),tr.group+tr{break-before:avoid}
figure{margin:.3rem 0}h2{margin-bottom:.4rem}.note{margin-top:.2rem}
figure,tr,.table.short,.findings li,pre{break-inside:avoid}
.note{break-before:avoid}
thead{display:table-header-group}
.table{overflow:visible;margin:.75rem 0}
table{font-size:8.5pt;width:100%}
thead th{font-size:8.5pt}
thead .figure{min-width:0}.prose{min-width:8rem}
th,td{padding:.1rem .5rem .1rem 0}tr.group th{padding-top:.5rem}
caption span{position:static;width:auto}
#sources table{table-layout:fixed}#sources th:first-child{width:34%}#sources thead th:nth-child(4){width:20%}
.findings p{font-size:13pt}
.note,.below{font-size:9pt}
.picture svg,figure img{width:auto;max-width:100%;max-height:236mm}
.wide{display:block}.narrow{display:none}
details:not([open]){display:none}
a{color:inherit}
a[href^="http"]::after{content:" (" attr(href) ")";font-size:8pt;overflow-wrap:anywhere}
.every-page{display:block;position:fixed;inset:0;z-index:1}
.every-page span{position:absolute;top:50%;left:50%;transform:translate(-50%,-50%) rotate(-50deg);font-size:84pt;font-weight:600;white-space:nowrap;color:rgb(128 22 80/.07);-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;

const pageMargins = ({ over, foot }: StyleChoices): string => {
  const type = `font:400 9pt "${family}",Arial,sans-serif;color:#3D3D3D`;
  const label = over
    ? `@top-center{content:${cssString(over)};font:600 11pt "${family}",Arial,sans-serif;color:${colours.pink}}`
    : '';
  return `@page{size:A4;margin:14mm 18mm 15mm;${label}@bottom-left{content:${cssString(foot)};${type}}@bottom-right{content:"Page " counter(page) " of " counter(pages);${type}}}`;
};
