import path from 'node:path';
import type { Engine } from '../../models/engine/engine.js';
import { type Chart, ofWard, type Size } from '../../outputs/define.js';
import type { Format } from '../../outputs/drawing/draw.js';
import { chartsOf } from '../../outputs/report/section.js';
import { badCommand, unknownArea, unknownWord } from '../../sources/faults/command.js';
import { findArea } from '../explain.js';
import { pipelines } from '../index.js';
import { printReports } from '../print-report.js';
import { openBuilt } from '../warehouse.js';
import { openWorkspace } from '../workspace.js';
import { type Call, type Command, choose, textOption } from './command.js';

/** What sizes are called on the command line; a picture for a slide fills half of it. */
const sizes: Readonly<Record<string, Size>> = { page: 'page', slide: 'slide', half: 'slide', phone: 'phone' };
const usage = 'wardwise draw [chart…] [--format png|svg|json|csv|txt] [--out FILE or DIR]';

export const drawCommand: Command = {
  name: 'draw',
  words: '[chart…]',
  does: 'Draw charts again from the tables as they are, into out/charts: SVG, PNG, spec, data and alt text. `draw report` prints the report to a PDF.',
  examples: [
    'wardwise draw',
    'wardwise draw need-map --size slide --out map.png',
    'wardwise draw index-decomposition --ward E05001365',
    'wardwise draw report --format pdf',
  ],
  most: 100,
  options: {
    size: { type: 'string', value: 'page|slide|phone', does: 'how large; page unless said, slide is half a slide' },
    edition: {
      type: 'string',
      value: 'public|restricted',
      does: 'of which edition, where there are two; the fullest unless said',
    },
    ward: {
      type: 'string',
      value: 'WARD',
      does: 'code or name; draws the charts that are about one ward, or one zone',
    },
    format: { type: 'string', value: 'png|svg|json|csv|txt', does: 'one form only; pdf for the report' },
    out: {
      type: 'string',
      value: 'PLACE',
      does: 'a folder, or the file where it ends like one; out/charts unless said',
    },
  },
  async run(call) {
    if (call.words.includes('report')) return report(call);
    const { formats, allFormats } = await import('../../outputs/drawing/draw.js');
    const out = textOption(call, 'out');
    const place = out === undefined ? path.join(call.workspace, 'out', 'charts') : path.resolve(out);
    const ending = path.extname(place).slice(1);
    const named = textOption(call, 'format') ?? (ending in formats ? ending : undefined);
    const format = named === undefined ? undefined : oneOf('format', named, allFormats);
    const charts = await chartsAsked(call);
    const toFile = ending !== '' && ending === format;
    if (toFile && charts.length !== 1)
      throw badCommand(`${out} is one file, and ${charts.length} charts are asked for`, usage);
    const drawn = toFile
      ? await draw(call, charts, path.dirname(place), format, path.basename(place))
      : await draw(call, charts, place, format);
    call.printer.result(drawn.join('\n') || 'There is nothing to draw.', { event: 'drawn', files: drawn });
  },
};

/** The charts named, as the ward's where one is given. */
async function chartsAsked(call: Call): Promise<readonly Chart[]> {
  const ward = textOption(call, 'ward');
  const all = [...new Set(pipelines.flatMap((p) => chartsOf(p.report)))].filter((c) => ward === undefined || c.about);
  return choose(ward === undefined ? 'chart' : 'chart about one ward', all, (c) => c.name, call.words);
}

/** Draws into a folder, under a name of its own where one is given, and says which pictures, or which files of one form. */
async function draw(
  call: Call,
  charts: readonly Chart[],
  folder: string,
  format?: Format,
  file?: string,
): Promise<string[]> {
  const size = sizes[oneOf('size', textOption(call, 'size') ?? 'page', Object.keys(sizes))];
  const { drawCharts } = await import('../../outputs/publish.js');
  const { formats } = await import('../../outputs/drawing/draw.js');
  const ward = textOption(call, 'ward');
  const { warehouse, publicWarehouse } = openWorkspace(call.workspace);
  const edition = textOption(call, 'edition');
  const isPublic = edition !== undefined && oneOf('edition', edition, ['public', 'restricted']) === 'public';
  const engine = await openBuilt({ warehouse: isPublic ? publicWarehouse : warehouse });
  try {
    const about = ward === undefined ? undefined : await areaAbout(engine, ward);
    const fitting = about?.level === 'zone' ? charts.filter((chart) => chart.about === 'ward or zone') : charts;
    if (about && fitting.length === 0) throw unknownArea(String(ward), undefined);
    const wanted = fitting.map((chart) => {
      const own = about === undefined ? chart : ofWard(chart, about.code);
      return file === undefined ? own : { ...own, name: file.slice(0, -`.${format}`.length) };
    });
    const names = await drawCharts(engine, wanted, folder, size, format && [format]);
    return names.map((name) => path.join(folder, `${name}.${formats[format ?? 'png']}`));
  } finally {
    await engine.close();
  }
}

async function report(call: Call): Promise<void> {
  if (call.words.length > 1) throw badCommand('The report is drawn by itself', 'wardwise draw report --format pdf');
  oneOf('format of the report', textOption(call, 'format') ?? 'pdf', ['pdf']);
  const out = textOption(call, 'out') ?? path.join(call.workspace, 'out', 'report.pdf');
  const file = path.resolve(path.extname(out) === '.pdf' ? out : path.join(out, 'report.pdf'));
  const files = await printReports(openWorkspace(call.workspace), file);
  call.printer.result(files.join('\n'), { event: 'drawn', files });
}

function oneOf<T extends string>(kind: string, word: string, known: readonly T[]): T {
  const found = known.find((each) => each === word);
  if (found === undefined) throw unknownWord(kind, word, known, undefined);
  return found;
}

/** The ward or zone with this code or name. Throws a Fault for any other area. */
async function areaAbout(engine: Engine, wanted: string) {
  const { area_level, area } = await findArea(engine, wanted);
  if (area_level !== 'ward' && area_level !== 'zone') throw unknownArea(wanted, undefined);
  return { level: area_level, code: String(area) };
}
