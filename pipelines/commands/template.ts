import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { templateCsv, templatesOf, templateXlsx } from '../../outputs/files/template.js';
import { localSources } from '../local.js';
import { textTable } from '../printer.js';
import { writeSurvey } from '../survey.js';
import { type Command, choose, textOption } from './command.js';

export const templateCommand: Command = {
  name: 'template',
  words: '[local file]',
  does: 'Write an empty file for the council to fill in, as CSV and XLSX with notes, or a survey form for its partners; without a name, list what there is.',
  examples: [
    'wardwise template',
    'wardwise template services',
    'wardwise template services --to local',
    'wardwise template survey',
  ],
  most: 1,
  options: {
    to: {
      type: 'string',
      value: 'DIR',
      does: 'the folder to write it to; local/ of the workspace unless said, the workspace itself for the survey',
    },
  },
  async run(call) {
    if (call.words.length === 0) return list(call);
    if (call.words[0] === 'survey') return survey(call);
    const [source] = choose('local file', localSources, ({ id }) => id, call.words);
    if (!source) return;
    const folder = path.resolve(textOption(call, 'to') ?? path.join(call.workspace, 'local'));
    mkdirSync(folder, { recursive: true });
    const written: { file: string; row: string }[] = [];
    for (const template of templatesOf(source)) {
      const files = [
        [`${template.name}.template.csv`, templateCsv(template)],
        [`${template.name}.template.xlsx`, await templateXlsx(template, source.title)],
      ] as const;
      for (const [name, content] of files) {
        const file = path.join(folder, name);
        writeFileSync(file, content);
        written.push({ file, row: template.row });
      }
    }
    const rows = written.map(({ file, row }) => [file, row]);
    call.printer.result(textTable(['written', 'each row is'], rows), { event: 'templates', written });
  },
};

/** The form that partners fill in. */
async function survey(call: Parameters<Command['run']>[0]): Promise<void> {
  const folder = path.resolve(textOption(call, 'to') ?? call.workspace);
  mkdirSync(folder, { recursive: true });
  const written = await writeSurvey(path.resolve(call.workspace), folder);
  const rows = written.map(({ file, row }) => [file, row]);
  const next =
    'Send the form to partners; put what comes back into a folder, such as local/responses, and name it in assessment.yaml:\n  local: { services: local/responses }';
  call.printer.result(`${textTable(['written', 'what it is'], rows)}\n\n${next}`, { event: 'templates', written });
}

function list({ printer }: Parameters<Command['run']>[0]): void {
  const templates = localSources.flatMap((source) =>
    templatesOf(source).map(({ row, contract }) => ({
      file: source.id,
      title: source.title,
      row,
      needed: Object.entries(contract.columns).flatMap(([name, { optional }]) => (optional ? [] : [name])),
    })),
  );
  const rows = templates.map(({ file, row, needed }) => [file, row, needed.join(', ')]);
  const text = textTable(['local file', 'each row is', 'columns it must have'], rows);
  printer.result(
    `${text}\n\nAn empty one to fill in:  wardwise template services\nA form for partners to tell of their services:  wardwise template survey`,
    { event: 'list', rows: templates },
  );
}
