/** The form's style sheet: one column, large targets, fields that say what is wrong with them; on paper without its buttons. */
import { fontFaces } from '../drawing/font.js';
import { colours, family } from '../drawing/style.js';

export interface SheetChoices {
  readonly colour: string | null;
  /** Everything the form says, so that the font has its letters. */
  readonly text: string;
  /** At the foot of every printed page, as a CSS string. */
  readonly foot: string;
}

const alarm = '#B3261E';

export const surveySheet = ({ colour, text, foot }: SheetChoices): string =>
  [
    fontFaces(text),
    `:root{--brand:${/^#[0-9a-f]{6}$/i.test(colour ?? '') ? colour : colours.blue}}`,
    page,
    fields,
    print,
    `@page{size:A4;margin:18mm;@bottom-left{content:${foot};font:400 9pt "${family}",Arial,sans-serif}@bottom-right{content:counter(page) " of " counter(pages);font:400 9pt "${family}",Arial,sans-serif}}`,
  ].join('\n');

const page = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;color:#262626;background:#fff;font:400 1.125rem/1.5 "${family}",Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:2.25rem;line-height:1.15;margin:.25rem 0 1rem;font-weight:600}
h2{font-size:1.625rem;line-height:1.2;margin:0 0 1rem;font-weight:600}
h3{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 1rem;padding-top:1rem;border-top:1px solid ${colours.pale};font-weight:600}
p{margin:0 0 1rem}
a{color:${colours.blue};text-underline-offset:.15em}
.frame{max-width:46rem;margin:0 auto;padding:0 1rem}
header{border-top:.5rem solid var(--brand);padding-top:1.25rem}
.council{margin:0;font-weight:600;color:#5a6168}
.made-up{padding:.35rem 1rem;background:${colours.pink};color:#fff;font-size:1rem;text-align:center}
.quiet,.hint{color:#505a5f}
.hint{margin:0 0 .4rem;font-size:1.0625rem}
.steps{margin:0 0 1rem;padding-left:1.5rem}.steps li{margin-bottom:.35rem}
.skip{position:absolute;left:-999rem;top:0;padding:.5rem 1rem;background:#fff;z-index:3}
.skip:focus{left:0}
.inset{padding:.5rem 0 .5rem 1rem;border-left:.5rem solid ${colours.pale}}
.warning{padding:1rem;border:3px solid ${alarm};font-weight:600}
section{padding:2rem 0 0}
.service{margin-top:2rem;padding:1.5rem 0 0;border-top:4px solid var(--brand)}
footer{border-top:1px solid ${colours.pale};margin-top:3rem;padding:1rem 0 2rem;font-size:1rem;color:#505a5f}
:focus-visible{outline:3px solid ${colours.black};outline-offset:2px;box-shadow:0 0 0 6px #FFDD00}
[tabindex="-1"]:focus{outline:none}
.problems{padding:1rem 1.25rem;margin:1.5rem 0;border:4px solid ${alarm}}
.problems:focus{outline:3px solid ${colours.black};outline-offset:2px}
.problems h2{font-size:1.375rem}.problems ul{margin:0;padding:0;list-style:none}.problems li{margin-bottom:.35rem}
.problems a{color:${alarm};font-weight:600}
.panel{margin:2rem 0;padding:1.5rem;border:4px solid var(--brand)}
.panel h2{margin-bottom:.5rem}
`;

const fields = `
.question{margin:0 0 2rem}
.question.bad{padding-left:1rem;border-left:5px solid ${alarm}}
fieldset{min-width:0;margin:0;padding:0;border:0}
legend,.question>label,.open label{display:block;padding:0;margin:0 0 .35rem;font-weight:600}
.must{font-weight:400;color:#505a5f;white-space:nowrap}
.must::before{content:"("}.must::after{content:")"}
.wrong{margin:0 0 .4rem;color:${alarm};font-weight:600}
input,select,textarea,button{font:inherit;color:inherit}
input[type=text],select,textarea{width:100%;min-height:2.75rem;padding:.35rem .5rem;border:2px solid ${colours.black};border-radius:0;background:#fff}
.bad input[type=text],.bad select,.bad textarea{border-color:${alarm}}
input.short{width:10rem;max-width:100%}
input[type=file]{max-width:100%;padding:.25rem 0}
.date{display:flex;gap:1rem}.date label{display:block}.date .day,.date .month{width:4rem}.date .year{width:6rem}
.choice{display:grid;grid-template-columns:2.75rem 1fr;align-items:center;column-gap:.5rem;margin:0 0 .5rem}
.choice input{width:2.25rem;height:2.25rem;margin:0;accent-color:${colours.blue}}
.choice .hint{grid-column:2;margin:0 0 .25rem}
.choice label{cursor:pointer;padding:.3rem 0}
.some{margin:.25rem 0 0 1.05rem;padding:.25rem 0 .25rem 1.6rem;border-left:4px solid ${colours.pale}}
.columns{columns:14rem 2;column-gap:1rem}.columns .choice{break-inside:avoid}
button{min-height:2.75rem;padding:.4rem 1rem;border:2px solid ${colours.black};background:#fff;cursor:pointer;font-weight:600}
button.main{background:${colours.blue};border-color:${colours.blue};color:#fff}
button:hover{text-decoration:underline}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem}
.open{margin:1rem 0 0;padding:1rem 1.25rem;background:${colours.faint}}
.open p{margin:0}
@media(max-width:40rem){body{font-size:1.0625rem}h1{font-size:1.875rem}.some{margin-left:.25rem;padding-left:.75rem}}
`;

const print = `
@media print{
body{font-size:10.5pt;line-height:1.35}
h1{font-size:20pt}h2{font-size:15pt}h3{font-size:12pt;margin:1rem 0 .5rem;padding-top:.5rem}
.open,.buttons,button,footer,.skip,.problems,#done,#done~p,#kept,.panel{display:none}
.frame{max-width:none;padding:0 2px 0 0}
.inset{break-inside:avoid}
.made-up{color:inherit;border:2px solid}
.question{margin-bottom:.9rem;break-inside:avoid}
.question:has(.places){break-inside:auto}
h2,h3{break-after:avoid}
.service{break-before:page;border-top:0;margin:0;padding:0}
.some{display:block!important}
.hint,.inset{font-size:9.5pt}
.choice{margin:0}.choice input{width:1rem;height:1rem}.choice{grid-template-columns:1.4rem 1fr}
.choice label{padding:0}
.columns{columns:3}
input[type=text],select{min-height:1.7rem;border-width:1px}textarea{border-width:1px}
}
`;
