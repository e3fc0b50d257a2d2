/** `survey.yaml`: the words of the survey and which questions it asks. Written with its comments where there is none. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { toRows } from '../models/engine/engine.js';
import { clientScript } from '../outputs/report/script.js';
import { type Survey, surveyForm } from '../outputs/survey/form.js';
import { type Question, questions } from '../outputs/survey/questions.js';
import { surveyMistake } from '../sources/faults/responses.js';
import { isMadeUp } from '../sources/geography.js';
import { type Assessment, readAssessment } from './assessment.js';
import { readSettings } from './settings-file.js';
import { openBuilt } from './warehouse.js';
import { openWorkspace } from './workspace.js';

export const surveyFile = 'survey.yaml';
export const surveyPage = 'survey.html';

const words = z.string().min(1);
const ids = questions.map(({ id }) => id);

const asked = z.union([z.boolean(), z.strictObject({ ask: words.optional(), hint: words.optional() })]);

const schema = z.strictObject({
  title: words.default('Support for families: your services'),
  intro: z.union([words, z.array(words)]).optional(),
  privacy: words.optional(),
  return_to: z.email('an e-mail address').optional(),
  deadline: words.optional(),
  areas: z.record(words.max(40), words).optional(),
  questions: z
    .partialRecord(z.enum(ids as [string, ...string[]]), asked)
    .default({})
    .superRefine((said, context) => {
      for (const { id, needed } of questions)
        if (needed && said[id] === false)
          context.addIssue({ code: 'custom', path: [id], message: 'this must be asked; give it other words instead' });
    }),
});

const unionWords: Readonly<Record<string, string>> = {
  intro: 'a text, or a list of paragraphs',
  ...Object.fromEntries(ids.map((id) => [`questions.${id}`, 'true, false, or words of your own: { ask: …, hint: … }'])),
};

const usualIntro =
  'We are finding out what support there is for parents and their relationships, so that families can be shown the right help and gaps can be filled. It takes about five minutes for each service.';
const usualPrivacy =
  'What you say of your services may be published. How to reach you is kept by the team that sent you this form. Please write nothing about a single family or person.';

/** The text of a fresh survey.yaml: every setting with what it is for, every question with its words. */
export const freshSurvey =
  (): string => `# The survey of partners. wardwise template survey makes ${surveyPage} of it, a form to send by e-mail or put on a
# file share. Put the responses that come back into a folder, and name that under local: services in assessment.yaml.

title: "Support for families: your services"

# What partners read first: a text, or a list of paragraphs.
intro: >-
  ${wrapped(usualIntro)}

privacy: >-
  ${wrapped(usualPrivacy)}

# Where they send their answers, and by when.
# return_to: families@example.gov.uk
# deadline: 31 March 2027

# The places they can choose from, by code. Unless said these are the wards of the assessment, once it has been run.
# areas:
#   E05001341: Baildon
#   Z1: North family hub        # a zone of the file named under local: zones

# Which questions are asked: true, false, or words of your own, as in { ask: "…", hint: "…" }. Those marked with a star
# must be asked. The answers of those marked “response” stay in the responses, for you to read; the others are loaded.
questions:
${questions.map(lineOf).join('\n')}
`;

/** Folded text of YAML in lines of a readable length. */
const wrapped = (text: string): string => text.replace(/(.{80,110}) /g, '$1\n  ');

const lineOf = ({ id, ask, needed, stays, usual }: Question): string =>
  `  ${`${id}: ${usual}`.padEnd(26)}# ${needed ? '* ' : ''}${ask}${stays ? ' (response)' : ''}`;

/** Reads survey.yaml of a workspace. Throws a Fault that names line and column. */
export async function readSurvey(folder: string): Promise<Survey> {
  const assessment = readAssessment(folder);
  const file = path.join(folder, surveyFile);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : freshSurvey();
  const { data } = readSettings(text, schema, unionWords, (mistakes) => surveyMistake(file, mistakes));
  const known = await knownAreas(folder);
  return {
    council: assessment.settings.brand.name ?? known.place ?? '',
    place: known.place ?? 'the council’s area',
    colour: assessment.settings.brand.colour ?? null,
    title: data.title,
    intro: [data.intro ?? usualIntro].flat(),
    privacy: data.privacy ?? usualPrivacy,
    returnTo: data.return_to,
    deadline: data.deadline,
    madeUp: isMadeUpArea(assessment),
    areas: data.areas ?? known.areas,
    questions: questions.flatMap((question) => {
      const said = data.questions[question.id] ?? question.usual;
      if (said === false) return [];
      const { ask, hint } = said === true ? {} : said;
      return [{ ...question, ...(ask !== undefined && { ask }), ...(hint !== undefined && { hint }) }];
    }),
  };
}

const isMadeUpArea = ({ settings }: Assessment): boolean => settings.areas.every(isMadeUp);

const mostAreas = 300;

/** The wards by code and the name of the area, where they have been built; none where they would fill pages. */
async function knownAreas(folder: string): Promise<{ place?: string; areas: Readonly<Record<string, string>> }> {
  const workspace = openWorkspace(folder);
  if (!existsSync(workspace.warehouse)) return { areas: {} };
  const engine = await openBuilt(workspace);
  try {
    const wards = toRows(
      await engine.query(`select area, name from assessed where area_level = 'ward' order by name, area`),
    );
    const [about] = toRows(await engine.query('select area_name from mart_assessment'));
    const areas = wards.length > mostAreas ? [] : wards.map(({ area, name }) => [String(area), String(name)]);
    return { place: String(about?.area_name), areas: Object.fromEntries(areas) as Record<string, string> };
  } finally {
    await engine.close();
  }
}

/** Writes survey.yaml where there is none, and the form of it into `to`. Returns what was written. */
export async function writeSurvey(folder: string, to: string): Promise<{ file: string; row: string }[]> {
  const settings = path.join(folder, surveyFile);
  const survey = await readSurvey(folder);
  const page = path.join(to, surveyPage);
  const text = surveyForm(survey, await clientScript(path.join(import.meta.dirname, '..', 'outputs', 'survey')));
  const isNew = !existsSync(settings);
  if (isNew) writeFileSync(settings, freshSurvey());
  writeFileSync(page, text);
  return [
    { file: page, row: 'a form to send to partners' },
    ...(isNew ? [{ file: settings, row: 'its words and questions, to be changed' }] : []),
  ];
}
