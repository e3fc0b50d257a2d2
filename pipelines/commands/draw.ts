import path from 'node:path';
import type { Engine } from '../../models/engine/engine.js';
import { ofWard, type Size } from '../../outputs/define.js';
import { unknownArea, unknownWord } from '../../sources/faults/command.js';
import { findArea } from '../explain.js';
import { pipelines } from '../index.js';
import { openBuilt } from '../warehouse.js';
import { openWorkspace } from '../workspace.js';
import { type Command, choose, textOption } from './command.js';

const sizes: readonly Size[] = ['page', 'slide', 'phone'];

export const drawCommand: Command = {
  name: 'draw',
  words: '[chart…]',
  does: 'Draw charts again from the tables as they are, into out/charts: SVG, PNG, spec, data and alt text.',
  examples: [
    'wardwise draw',
    'wardwise draw need-map --size slide --out /tmp',
    'wardwise draw index-decomposition --ward E05001365',
  ],
  most: 100,
  options: {
    size: { type: 'string', value: 'page|slide|phone', does: 'how large; page unless said' },
    ward: { type: 'string', value: 'WARD', does: 'code or name; draws the charts that are about one ward' },
    out: { type: 'string', value: 'DIR', does: 'where to; out/charts unless said' },
  },
  async run(call) {
    const size = (textOption(call, 'size') ?? 'page') as Size;
    if (!sizes.includes(size)) throw unknownWord('size', size, sizes, undefined);
    const ward = textOption(call, 'ward');
    const all = [...new Set(pipelines.flatMap((p) => p.charts))].filter((c) => ward === undefined || c.about);
    const charts = choose(ward === undefined ? 'chart' : 'chart about one ward', all, (c) => c.name, call.words);
    const folder = path.resolve(textOption(call, 'out') ?? path.join(call.workspace, 'out', 'charts'));
    const { drawCharts } = await import('../../outputs/publish.js');
    const engine = await openBuilt(openWorkspace(call.workspace));
    try {
      const code = ward === undefined ? undefined : await wardCode(engine, ward);
      const wanted = code === undefined ? charts : charts.map((chart) => ofWard(chart, code));
      const drawn = await drawCharts(engine, wanted, folder, size);
      const files = drawn.map((name) => path.join(folder, `${name}.png`));
      call.printer.result(files.join('\n') || 'There is nothing to draw.', { event: 'drawn', folder, charts: drawn });
    } finally {
      await engine.close();
    }
  },
};

/** The code of the ward with this code or name. Throws a Fault for any other area. */
async function wardCode(engine: Engine, wanted: string): Promise<string> {
  const { area_level, area } = await findArea(engine, wanted);
  if (area_level !== 'ward') throw unknownArea(wanted, undefined);
  return String(area);
}
