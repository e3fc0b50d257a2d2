import { readModels } from '../../models/build.js';
import { badCommand } from '../../sources/faults/command.js';
import { type Command, choose } from './command.js';

export const sqlCommand: Command = {
  name: 'sql',
  words: '<table>',
  does: 'Print the SQL behind a table, a mart or an audit, ready to paste into a DuckDB shell.',
  examples: ['wardwise sql area_measure', 'wardwise sql nothing_lost'],
  most: 1,
  options: {},
  async run(call) {
    const models = [
      ...readModels('tables'),
      ...readModels('marts'),
      ...readModels('editions'),
      ...readModels('audits'),
    ];
    if (call.words.length === 0) {
      throw badCommand('sql needs the name of a table', `wardwise sql <${models.map((m) => m.name).join('|')}>`);
    }
    const [model] = choose('table', models, (m) => m.name, call.words);
    if (model) call.printer.result(model.sql.trimEnd(), { event: 'sql', ...model });
  },
};
