/** The page docs/SOURCES.md, made of the sources' own declarations. */
import { pipelines } from '../pipelines/index.js';
import { describeSource, everySource, feeds } from '../pipelines/sources.js';
import { isOwn, type Source } from '../sources/define.js';
import { meaningOf } from '../sources/disclosure.js';

const kinds = [
  ['observations', 'Figures'],
  ['rows', 'Tables of the council’s own'],
  ['lookup', 'Lookups'],
  ['boundaries', 'Outlines'],
] as const;

/** The whole page as Markdown. */
export async function sourcesPage(): Promise<string> {
  const sources = await everySource();
  const parts = kinds.map(([gives, title]) => {
    const some = sources.filter((source) => source.gives === gives);
    return `## ${title}\n\n${table(some)}\n\n${some.map(section).join('\n\n')}`;
  });
  return `# Sources

${sources.length} datasets, made from the files under \`sources/\` by \`npm run sources\`; a test fails when this page is out of date.
“Key” means that the service wants one in the environment variable named; “by hand” that nobody has confirmed an address to
download from, so that its file is put in a mirror as \`<source>/<release>\` with the ending it came with. What is not confirmed is said in the caveats of the source.

${parts.join('\n\n')}
`;
}

function table(sources: readonly Source[]): string {
  const headings = ['Source', 'Areas', 'Covers', 'Newest', 'Small counts', 'Comes from'];
  const rows = sources.map((source) => {
    const { areas, covers, releases, small_counts, comes_from } = describeSource(source);
    return [
      `[${source.title}](#${source.id})`,
      areas,
      covers,
      releases[0]?.period ?? (isOwn(source) ? 'as supplied' : 'the newest'),
      small_counts,
      comes_from,
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function section(source: Source): string {
  const said = describeSource(source);
  const fed = feeds(source, pipelines);
  const release = ({ id, period, published }: (typeof said.releases)[number]) =>
    `\`${id}\` (${period}${published ? `, published ${published}` : ''})`;
  const meaning = source.gives === 'observations' || source.gives === 'rows' ? meaningOf(source.disclosure) : undefined;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Publisher', `[${said.publisher}](${said.page})`.replace(/\]\((?!http)[^)]*\)/, ']').replace(/^\[(.*)\]$/, '$1')],
    ['Licence', said.licence],
    ['Areas', `${said.areas}; ${said.covers}`],
    ['Appears', said.cadence],
    [
      'Releases',
      said.releases.map(release).join('; ') || (isOwn(source) ? 'as the council supplies it' : 'none is listed here'),
    ],
    ['Small counts', [said.small_counts, meaning].filter(Boolean).join('. ')],
    ['Comes from', said.key ? `${said.comes_from} (\`${said.key}\`)` : said.comes_from],
    ['Indicators', fed.join('; ') || undefined],
    ['Caveats', said.caveats.join(' ') || undefined],
  ];
  const lines = facts.filter(([, value]) => value !== undefined).map(([name, value]) => `- **${name}**: ${value}`);
  return `### ${source.title}\n\n<a id="${source.id}"></a>\`${source.id}\`\n\n${lines.join('\n')}`;
}
