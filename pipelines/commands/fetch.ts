import { fetchSources } from '../fetch.js';
import { pipelines } from '../index.js';
import { textTable } from '../printer.js';
import { type Command, textOption } from './command.js';

export const fetchCommand: Command = {
  name: 'fetch',
  words: '[source…]',
  does: 'Get new releases and lock them. The only command, with run, that touches the network.',
  examples: ['wardwise fetch', 'wardwise fetch mhclg_iod2025', 'wardwise fetch --mirror /srv/published'],
  most: 100,
  options: {
    mirror: { type: 'string', value: 'DIR', does: 'take DIR/<source>/<release>.csv in place of the network' },
    release: { type: 'string', value: 'ID', does: 'this release, not the newest (with one source)' },
    'accept-change': { type: 'boolean', does: 'take bytes that have moved far from those locked' },
  },
  async run(call) {
    const fetched = await fetchSources(call.workspace, pipelines, call.words, {
      mirror: textOption(call, 'mirror'),
      release: textOption(call, 'release'),
      acceptChange: call.options['accept-change'] === true,
      tell: call.printer.tell,
    });
    const rows = fetched.map((f) => [f.source, f.release, f.outcome, f.sha256?.slice(0, 12) ?? '']);
    call.printer.result(textTable(['source', 'release', 'outcome', 'sha256'], rows), {
      event: 'fetched',
      sources: fetched.map(({ fault, ...told }) => told),
    });
    // A broken contract is worse than a publisher out of reach: its code is the one that is left.
    const faults = fetched.flatMap(({ fault }) => fault ?? []).sort((a, b) => a.exit - b.exit);
    for (const fault of faults.slice(0, -1)) call.printer.fault(fault);
    const last = faults.at(-1);
    if (last) throw last;
  },
};
