import path from 'node:path';
import type { Size } from '../../outputs/define.js';
import { unknownWord } from '../../sources/faults/command.js';
import { pipelines } from '../index.js';
import { openBuilt } from '../warehouse.js';
import { openWorkspace } from '../workspace.js';
import { type Command, choose, textOption } from './command.js';

const sizes: readonly Size[] = ['page', 'slide', 'phone'];

export const drawCommand: Command = {
  name: 'draw',
  words: '[chart…]',
  does: 'Draw charts again from the tables as they are, into out/charts: SVG, PNG, spec, data and alt text.',
  examples: ['wardwise draw', 'wardwise draw need-map --size slide --out /tmp'],
  most: 100,
  options: {
    size: { type: 'string', value: 'page|slide|phone', does: 'how large; page unless said' },
    out: { type: 'string', value: 'DIR', does: 'where to; out/charts unless said' },
  },
  async run(call) {
    const size = (textOption(call, 'size') ?? 'page') as Size;
    if (!sizes.includes(size)) throw unknownWord('size', size, sizes, undefined);
    const charts = choose('chart', [...new Set(pipelines.flatMap((p) => p.charts))], (c) => c.name, call.words);
    const folder = path.resolve(textOption(call, 'out') ?? path.join(call.workspace, 'out', 'charts'));
    const { drawCharts } = await import('../../outputs/publish.js');
    const engine = await openBuilt(openWorkspace(call.workspace));
    try {
      const drawn = await drawCharts(engine, charts, folder, size);
      const files = drawn.map((name) => path.join(folder, `${name}.png`));
      call.printer.result(files.join('\n') || 'There is nothing to draw.', { event: 'drawn', folder, charts: drawn });
    } finally {
      await engine.close();
    }
  },
};
