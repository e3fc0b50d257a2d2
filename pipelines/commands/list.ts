import { denominatorOf, type Indicator } from '../../models/define.js';
import { domainsOf } from '../../models/plan.js';
import { areaTypesOf, type Source } from '../../sources/define.js';
import { describeAreaType } from '../../sources/geography.js';
import { readLock } from '../../sources/lock.js';
import { everySource } from '../fetch.js';
import { pipelines } from '../index.js';
import { textTable } from '../printer.js';
import { openWorkspace } from '../workspace.js';
import { type Command, choose } from './command.js';

type Table = { readonly headings: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] };

const lists: Readonly<Record<string, (workspace: string) => Table>> = {
  sources: listSources,
  indicators: listIndicators,
  charts: () => ({
    headings: ['chart', 'shows'],
    rows: pipelines.flatMap((p) => p.charts.map((c) => [c.name, c.title])),
  }),
  products: () => ({
    headings: ['product', 'title', 'index'],
    rows: pipelines.map((p) => [p.id, p.title, p.index.id]),
  }),
};

export const listCommand: Command = {
  name: 'list',
  words: `<${Object.keys(lists).join('|')}>`,
  does: 'What there is, with licence, geography, release and coverage.',
  examples: ['wardwise list sources', 'wardwise list indicators --json'],
  most: 1,
  options: {},
  async run(call) {
    const [kind] = choose('list', Object.keys(lists), (k) => k, call.words.slice(0, 1));
    const wanted = call.words.length === 0 ? 'sources' : (kind ?? 'sources');
    const { headings, rows } = (lists[wanted] as (workspace: string) => Table)(call.workspace);
    const objects = rows.map((row) => Object.fromEntries(headings.map((h, i) => [h, row[i]])));
    call.printer.result(textTable(headings, rows), { event: 'list', kind: wanted, rows: objects });
  },
};

function listSources(workspace: string): Table {
  const lock = readLock(openWorkspace(workspace).lock);
  const geography = (s: Source) =>
    s.gives === 'lookup'
      ? `${describeAreaType(s.from)} to ${describeAreaType(s.to)}`
      : s.gives === 'boundaries'
        ? describeAreaType(s.areaType)
        : areaTypesOf(s).map(describeAreaType).join(', ') || 'any';
  return {
    headings: ['source', 'geography', 'covers', 'newest release', 'locked', 'licence', 'title'],
    rows: everySource(pipelines).map((s) => [
      s.id,
      geography(s),
      s.covers,
      s.releases[0]?.id ?? 'the council’s own file',
      lock[s.id]?.release ?? '',
      s.licence,
      s.title,
    ]),
  };
}

function listIndicators(): Table {
  const of = (i: Indicator) =>
    `${i.numerator.source.id}.${i.numerator.id}${denominatorOf(i) ? ` / ${denominatorOf(i)?.source.id}.${denominatorOf(i)?.id}` : ''}`;
  return {
    headings: ['indicator', 'domain', 'statistic', 'more need', 'made of', 'title'],
    rows: pipelines.flatMap((p) =>
      domainsOf(p).flatMap((d) =>
        d.indicators.map((i) => [
          i.id,
          d.id,
          i.statistic,
          i.direction === 'none' ? 'context' : i.direction,
          of(i),
          i.title,
        ]),
      ),
    ),
  };
}
