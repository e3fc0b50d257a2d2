/** The survey of partners: one file that works without a network, by keyboard, on a phone and on paper. */
import { cssString, type Html, html, htmlPage, trusted } from '../report/html.js';
import { scriptHash } from '../report/script.js';
import { type Option, sectors } from './options.js';
import { parts, type Question, ratingsCaveat } from './questions.js';
import { surveySheet } from './style.css.js';

/** What a council has settled for its survey. */
export interface Survey {
  readonly council: string;
  /** The name of the area. */
  readonly place: string;
  readonly colour: string | null;
  readonly title: string;
  /** Paragraphs. */
  readonly intro: readonly string[];
  readonly privacy: string;
  /** Where responses go, and by when. */
  readonly returnTo?: string | undefined;
  readonly deadline?: string | undefined;
  readonly madeUp: boolean;
  /** By code, in the order they are shown. Without any, people must give codes. */
  readonly areas: Readonly<Record<string, string>>;
  readonly questions: readonly Question[];
}

/** The whole form as text, with the script that makes it work. */
export function surveyForm(survey: Survey, script: string): string {
  const said = body(survey).toString();
  const style = surveySheet({ colour: survey.colour, text: said, foot: cssString(survey.title) });
  return htmlPage({
    title: survey.title,
    policy: policyOf(script),
    style,
    body: html`${trusted(said)}
<script>${trusted(script)}</script>`,
  });
}

/** Nothing is fetched and nothing sent; only this script runs. */
const policyOf = (script: string): string =>
  `default-src 'none'; script-src ${scriptHash(script)}; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'`;

function body(survey: Survey): Html {
  const { council, title, intro, privacy, returnTo, deadline, madeUp } = survey;
  return html`<a class="skip" href="#main">Skip to the questions</a>
${madeUp && html`<aside class="made-up" aria-label="Made-up data"><strong>Made-up data.</strong> This form is of no real council.</aside>`}
<header><div class="frame"><p class="council">${council}</p></div></header>
<main id="main" class="frame" tabindex="-1">
<div id="problems" class="problems" role="alert" tabindex="-1" hidden></div>
<h1>${title}</h1>
${intro.map((text) => html`<p>${text}</p>\n`)}
<ol class="steps">
<li>Answer for each service that you run. Questions without “must be answered” may be left blank.</li>
<li>Press “Save your answers”: a file is saved on your computer. Nothing is sent by itself.</li>
<li>E-mail that file to ${returnTo ? html`<a href="mailto:${returnTo}">${returnTo}</a>` : 'whoever sent you this form'}${deadline && html` by ${deadline}`}.</li>
</ol>
<p class="quiet">${privacy}</p>
<noscript><p class="warning">This form needs JavaScript, which is switched off here. Open it in another browser, or ask for a spreadsheet to fill in.</p></noscript>
<form id="survey" data-survey="${title}" data-council="${council}" data-return="${returnTo}" novalidate autocomplete="off" hidden>
<p id="kept" class="inset" hidden>What you typed before was kept on this computer and has been put back.</p>
<div class="open"><label for="open">To change answers you saved before, open the file</label>
<input type="file" id="open" accept=".json,application/json"><p id="open-said" role="status"></p></div>
<section aria-labelledby="you"><h2 id="you">Your organisation</h2>
${field(organisation, 'about', survey)}
${field(sector, 'about', survey)}
${contacts.map((question) => field(question, 'about', survey))}
</section>
<div id="services"></div>
<p><button type="button" id="add">Add another service</button></p>
<section aria-labelledby="done"><h2 id="done">Save your answers</h2>
<p>Your answers are checked first. Until you save them they are kept on this computer only, where your browser allows.</p>
<p class="buttons"><button type="submit" class="main">Save your answers</button> <button type="button" id="print">Print</button> <button type="button" id="clear">Clear all answers</button></p>
</section>
</form>
<div id="saved" class="panel" role="status" tabindex="-1" hidden></div>
</main>
<template id="service"><section class="service">
<h2></h2>
${Object.entries(parts).map(([part, heading]) => partOf(survey, part, heading))}
<p><button type="button" class="remove"></button></p>
</section></template>
<footer><div class="frame"><p>Made with Wardwise. The text is set in Source Sans 3, under the SIL Open Font License.</p></div></footer>`;
}

const organisation: Question = {
  id: 'organisation',
  part: 'what',
  ask: 'What is your organisation called?',
  kind: 'words',
  needed: 'Enter what your organisation is called',
  usual: true,
};
const sector: Question = {
  id: 'sector',
  part: 'what',
  ask: 'What kind of organisation is it?',
  kind: 'one',
  options: sectors,
  usual: true,
};
const contacts: readonly Question[] = [
  {
    id: 'contact_name',
    part: 'what',
    ask: 'Whom can we ask about these answers?',
    hint: 'For the team that sent you this form only. It is not published.',
    kind: 'words',
    stays: true,
    usual: true,
  },
  {
    id: 'contact_email',
    part: 'what',
    ask: 'Their e-mail address',
    hint: 'Not published either.',
    kind: 'words',
    stays: true,
    usual: true,
  },
];

function partOf(survey: Survey, part: string, heading: string): Html | undefined {
  const asked = survey.questions.filter((question) => question.part === part);
  if (asked.length === 0) return undefined;
  return html`<h3>${heading}</h3>
${part === 'ratings' && html`<p class="inset">${ratingsCaveat}</p>`}
${asked.map((question) => field(question, 'N', survey))}`;
}

/** One question with its hint, a place for what is wrong, and what can be answered. */
function field(question: Question, within: string, survey: Survey): Html {
  const { id, ask, hint, kind, needed, stays } = question;
  const name = `${within}-${id}`;
  const note = needed ? html` <span class="must">must be answered</span>` : '';
  const hinted = hint && html`<p class="hint" id="${name}-hint">${hint}</p>`;
  const wrong = html`<p class="wrong" id="${name}-wrong" hidden></p>`;
  const about = { name, described: hint ? `${name}-hint` : undefined };
  const grouped = kind === 'one' || kind === 'many' || kind === 'date' || kind === 'areas';
  const asked = grouped
    ? html`<fieldset${about.described && html` aria-describedby="${about.described}"`}><legend>${ask}${note}</legend>${hinted}${wrong}${inputs(question, about, survey)}</fieldset>`
    : html`<label for="${name}">${ask}${note}</label>${hinted}${wrong}${inputs(question, about, survey)}`;
  return html`<div class="question" data-id="${id}" data-kind="${kind}"${needed && html` data-needed="${needed}"`}${stays && html` data-stays="yes"`}>${asked}</div>
`;
}

interface About {
  readonly name: string;
  readonly described: string | undefined;
}

function inputs(question: Question, about: About, survey: Survey): Html {
  const { name, described } = about;
  const says = described && html` aria-describedby="${described}"`;
  switch (question.kind) {
    case 'long':
      return html`<textarea id="${name}" rows="4" maxlength="4000"${says}></textarea>`;
    case 'whole':
      return html`<input id="${name}" type="text" inputmode="numeric" class="short"${says}>`;
    case 'postcode':
      return html`<input id="${name}" type="text" class="short"${says}>`;
    case 'one':
      return choices('radio', name, question.options ?? []);
    case 'many':
      return choices('checkbox', name, question.options ?? []);
    case 'pick':
      return html`<select id="${name}"${says}><option value="">Not rated, or not known</option>${(
        question.options ?? []
      ).map(({ value, label }) => html`<option value="${value}">${label}</option>`)}</select>`;
    case 'date':
      return html`<div class="date">${['Day', 'Month', 'Year'].map(
        (part) =>
          html`<div><label for="${name}-${part.toLowerCase()}">${part}</label><input id="${name}-${part.toLowerCase()}" type="text" inputmode="numeric" class="${part.toLowerCase()}"></div>`,
      )}</div>`;
    case 'areas':
      return areas(name, survey);
    default:
      return html`<input id="${name}" type="text" maxlength="400"${says}>`;
  }
}

const choices = (type: 'radio' | 'checkbox', name: string, options: readonly Option[]): Html =>
  html`${options.map(({ value, label, hint }, i) => {
    const id = i === 0 ? name : `${name}-${i}`;
    return html`<div class="choice"><input type="${type}" id="${id}" name="${name}" value="${value}"${hint && html` aria-describedby="${id}-says"`}><label for="${id}">${label}</label>${hint && html`<p class="hint" id="${id}-says">${hint}</p>`}</div>`;
  })}`;

/** Everywhere, or some places: by name where they are known, by code where they are not. */
function areas(name: string, { place: whole, areas: known }: Survey): Html {
  const places = Object.entries(known);
  const some =
    places.length > 0
      ? html`<fieldset class="places"><legend>Which of them?</legend><div class="columns">${places.map(
          ([code, place], i) =>
            html`<div class="choice"><input type="checkbox" id="${name}-place-${i}" name="${name}-place" value="${code}"><label for="${name}-place-${i}">${place}</label></div>`,
        )}</div></fieldset>`
      : html`<label for="${name}-codes">The codes of the wards, with commas between them</label><input type="text" id="${name}-codes" class="codes" maxlength="4000">`;
  return html`${choices('radio', name, [
    { value: 'all', label: `Anywhere in ${whole}` },
    { value: 'some', label: 'Only some places' },
  ])}<div class="some" hidden>${some}</div>`;
}
