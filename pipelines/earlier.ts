/** Which edition a run replaces, and so is compared with, and which others there are. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Earlier, earlierFiles } from '../models/load/earlier.js';
import { type Edition, shownCountsFile } from '../models/load/editions.js';
import { version } from './version.js';
import { idOf, lastRun, reportsIn, type Workspace } from './workspace.js';

const provenance = z.object({
  tool: z.object({ version: z.string() }),
  assessment: z.object({
    index_id: z.string(),
    ward_type: z.string(),
    made_up: z.boolean(),
    suppress_below: z.int(),
    protect_zeros: z.boolean(),
    round_to: z.int().nullable(),
    data_hash: z.string(),
    data_date: z.string(),
  }),
});

/**
 * The folder of the edition before the one with this key: `out/latest`; or, where that is itself what is made again,
 * the one it was compared with, so that it comes out the same. Undefined for a first edition.
 */
function folderBefore(workspace: Workspace, key: string): string | undefined {
  const last = lastRun(workspace);
  if (last?.key !== key) return existsSync(workspace.latest) ? workspace.latest : undefined;
  const before = last.before === undefined ? undefined : path.join(workspace.history, last.before);
  return before !== undefined && existsSync(before) ? before : undefined;
}

/** Of which edition the earlier one may be, the best first. A public one is compared with a public one only, which held back the same. */
const comparable = { full: ['restricted', undefined, 'public'], public: ['public'] } as const;

export type EarlierEdition = Earlier & { readonly id: string | undefined };

/** The edition that a run with this key is compared with. Nothing in it stops a run: what cannot be read is said. */
export function earlierEdition(
  workspace: Workspace,
  key: string,
  access: 'full' | 'public' = 'full',
): EarlierEdition | undefined {
  const run = folderBefore(workspace, key);
  const reports = run === undefined ? [] : reportsIn(run);
  // The tables of all products are the same.
  const [report] = comparable[access].flatMap((wanted) => reports.filter(({ edition }) => edition === wanted));
  if (run === undefined || report === undefined) return undefined;
  const { folder } = report;
  const hash = createHash('sha256');
  const files = earlierFiles.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  for (const file of files) hash.update(readFileSync(file));
  const said = provenanceOf(folder);
  return {
    id: idOf(run),
    folder,
    print: hash.digest('hex'),
    assessment: said?.assessment,
    version: said?.tool.version ?? '',
    sameMethod: said !== undefined && methodOf(said.tool.version) === methodOf(version),
  };
}

/** Every edition that is there besides the one with this key: what they show of the council's own is known. */
export function editionsBefore(workspace: Workspace, key: string): (Edition & { readonly restricted: boolean })[] {
  const history = existsSync(workspace.history) ? readdirSync(workspace.history).sort() : [];
  const made = lastRun(workspace)?.key === key || !existsSync(workspace.latest) ? [] : [workspace.latest];
  const runs = [...history.map((id) => path.join(workspace.history, id)), ...made];
  return runs.flatMap((run) =>
    [...new Map(reportsIn(run).map((report) => [report.edition, report])).values()].map(({ edition, folder }) => {
      const file = path.join(folder, shownCountsFile);
      const print = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined;
      return { name: path.basename(run), folder, print, restricted: edition === 'restricted' };
    }),
  );
}

function provenanceOf(folder: string) {
  try {
    return provenance.parse(JSON.parse(readFileSync(path.join(folder, 'provenance.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What counts in a version: a third number alone never changes how figures are made. */
const methodOf = (of: string): string => of.split('.').slice(0, 2).join('.');
