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
  },
  async run(call) {
    const fetched = await fetchSources(call.workspace, pipelines, call.words, {
      mirror: textOption(call, 'mirror'),
      release: textOption(call, 'release'),
    });
    const rows = fetched.map((f) => [f.source, f.release, f.outcome, f.sha256?.slice(0, 12) ?? '']);
    call.printer.result(textTable(['source', 'release', 'outcome', 'sha256'], rows), {
      event: 'fetched',
      sources: fetched,
    });
  },
};
