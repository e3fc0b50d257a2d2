/** The table of a council's own files in the README, made of their contracts. */
import { templatesOf } from '../outputs/files/template.js';
import { localSources } from '../pipelines/local.js';

const [begins, ends] = ['<!-- local files: npm run sources -->', '<!-- end of local files -->'];

/** The README with its table of local files as it should be. */
export function withLocalFiles(readme: string): string {
  const [before, rest] = readme.split(begins);
  const after = rest?.split(ends)[1];
  if (before === undefined || after === undefined) throw new Error('The README has no place for the local files');
  return `${before}${begins}\n\n${table()}\n\n${ends}${after}`;
}

function table(): string {
  const rows = localSources.flatMap((source) =>
    templatesOf(source).map(({ row, contract }, i) => [
      i === 0 ? `\`${source.id}\`` : '',
      i === 0 ? row : `or ${row}`,
      Object.entries(contract.columns)
        .map(([name, { optional }]) => (optional ? name : `**${name}**`))
        .join(', '),
    ]),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(['file', 'a row is', 'columns']), line(['---', '---', '---']), ...rows.map(line)].join('\n');
}
