/** Where things are in a workspace, and how a run replaces the last one without ever showing half of itself. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Access } from '../sources/define.js';
import { latestInUse } from '../sources/faults/workspace.js';
import { openStore } from '../sources/store.js';

export interface Workspace {
  readonly folder: string;
  readonly warehouse: string;
  /** The same for the public edition, where there are several. */
  readonly publicWarehouse: string;
  /** Which published bytes were used; to be committed. */
  readonly lock: string;
  /** The same for the council's own files. Never to be committed or published: whoever knows the hash of a file can try counts until one fits. */
  readonly ownFiles: string;
  /** What servers said of the bytes they gave, to ask whether they have changed. */
  readonly validators: string;
  /** What the last run was made from. */
  readonly mark: string;
  /** When the last run began. */
  readonly ran: string;
  readonly store: ReturnType<typeof openStore>;
  readonly latest: string;
  readonly history: string;
}

/** The places of a workspace; makes nothing. */
export function openWorkspace(folder: string): Workspace {
  const hidden = path.join(folder, '.wardwise');
  return {
    folder,
    warehouse: path.join(hidden, 'warehouse.duckdb'),
    publicWarehouse: path.join(hidden, 'warehouse-public.duckdb'),
    lock: path.join(folder, 'wardwise.lock.json'),
    ownFiles: path.join(hidden, 'own-files.json'),
    validators: path.join(hidden, 'validators.json'),
    mark: path.join(hidden, 'run.json'),
    ran: path.join(hidden, 'ran.json'),
    store: openStore(path.join(hidden, 'snapshots')),
    latest: path.join(folder, 'out', 'latest'),
    history: path.join(folder, 'out', 'history'),
  };
}

/** What `out/latest` was made from. It stays in `.wardwise`; the run itself carries only its id. */
export interface RunMark {
  readonly id: string;
  /** Hash of everything that decides the files. */
  readonly key: string;
  /** The hash of each source's bytes. */
  readonly sources: Readonly<Record<string, string>>;
  /** What was made, by the ids of products. */
  readonly products?: readonly string[];
  /** In which editions; none where one holds everything. */
  readonly editions?: readonly Access[];
  /** What the public edition was made without, by ids. */
  readonly held?: readonly string[];
  /** Whether the public edition was compared with that of the edition before. */
  readonly comparedInPublic?: boolean;
  /** The edition it was compared with, by its id. */
  readonly before?: string | undefined;
}

const idFile = 'run.json';

const identity = z.object({
  id: z.string(),
  products: z.array(z.string()).optional(),
  editions: z.array(z.enum(['public', 'restricted'])).optional(),
});

/** What is known of the run in a folder by the folder itself; undefined where there is none. */
function identityOf(folder: string): z.infer<typeof identity> | undefined {
  const file = path.join(folder, idFile);
  return existsSync(file) ? identity.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** The id of the run in a folder; undefined where there is none. */
export const idOf = (folder: string): string | undefined => identityOf(folder)?.id;

/** A report of a run: its name among the others, the edition it is of, and its folder. */
export interface Published {
  readonly name: string;
  readonly edition: Access | undefined;
  readonly folder: string;
}

/** Where each report goes: the folder itself where there is one, else a folder each, by edition and by product. */
export function layoutOf(folder: string, products: readonly string[], editions: readonly Access[]): Published[] {
  const several = { editions: editions.length > 1, products: products.length > 1 };
  return (editions.length > 0 ? editions : [undefined]).flatMap((edition) =>
    products.map((product) => {
      const inside = [...(several.editions && edition ? [edition] : []), ...(several.products ? [product] : [])];
      return { name: inside.join('-'), edition, folder: path.join(folder, ...inside) };
    }),
  );
}

/** The reports of the run in a folder. */
export function reportsIn(folder: string): Published[] {
  const { products = [''], editions = [] } = identityOf(folder) ?? {};
  return layoutOf(folder, products, editions);
}

/** The mark of the last complete run, or undefined. */
export function lastRun({ latest, mark }: Workspace): RunMark | undefined {
  if (!existsSync(mark) || !existsSync(path.join(latest, 'index.html'))) return undefined;
  const last = JSON.parse(readFileSync(mark, 'utf8')) as RunMark;
  return last.id === idOf(latest) ? last : undefined;
}

/** An empty folder beside `out/latest` to write the next run into. */
export function freshFolder({ latest }: Workspace): string {
  const out = path.dirname(latest);
  mkdirSync(out, { recursive: true });
  for (const left of readdirSync(out).filter((name) => name.startsWith('.next-'))) {
    rmSync(path.join(out, left), { recursive: true, force: true });
  }
  const next = path.join(out, `.next-${process.pid}`);
  mkdirSync(next);
  return next;
}

/**
 * Moves the last run into history and the finished one into its place. Throws a Fault, with the last run back where it
 * was, when the folder cannot be moved: on Windows one open file is enough.
 */
export function replaceLatest({ latest, history, mark }: Workspace, next: string, made: RunMark): void {
  writeFileSync(
    path.join(next, idFile),
    `${JSON.stringify({ id: made.id, products: made.products, editions: made.editions }, null, 2)}\n`,
  );
  const moves: (readonly [from: string, to: string])[] = [[next, latest]];
  if (existsSync(latest)) {
    mkdirSync(history, { recursive: true });
    moves.unshift([latest, unused(path.join(history, idOf(latest) ?? 'unknown'))]);
  }
  const moved: (readonly [from: string, to: string])[] = [];
  try {
    for (const move of moves) {
      renameSync(...move);
      moved.push(move);
    }
  } catch (error) {
    for (const [from, to] of moved.reverse()) renameSync(to, from);
    throw latestInUse(latest, (error as Error).message);
  }
  writeFileSync(mark, `${JSON.stringify(made, null, 2)}\n`);
}

function unused(wanted: string): string {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(folder)) return folder;
  }
}
