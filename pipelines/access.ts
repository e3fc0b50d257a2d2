/** Whom figures are for: the keys of assessment.yaml that say so, and what follows from them. */
import { z } from 'zod';
import type { Access } from '../sources/define.js';
import { localSources } from './local.js';

/** "public" is for anybody, "restricted" for those the council has agreed to share with. */
export const access = z.enum(['public', 'restricted']);

/** A file by its place, or with whom its figures are for. */
export const localFile = z
  .union([z.string(), z.strictObject({ file: z.string(), access: access.optional() })])
  .transform((given): LocalFile => (typeof given === 'string' ? { file: given } : given));

export interface LocalFile {
  readonly file: string;
  readonly access?: Access | undefined;
}

export const editions = z.array(access).min(1).optional();

/** Whom the restricted edition is for, unless the council says. */
export const usualAudience = 'the council and those it has agreed to share these figures with';

/** What the public edition is made without, and which editions there are: none where one holds everything. */
export interface Editions {
  readonly editions: readonly Access[];
  readonly audience: string;
  /** Ids of files, and of own indicators. */
  readonly restricted: { readonly files: ReadonlySet<string>; readonly indicators: ReadonlySet<string> };
}

/** A file that says what another holds by its names is held with it. */
const speaksOf: Readonly<Record<string, string>> = { referrals: 'services' };

interface Said {
  readonly local: Readonly<Record<string, LocalFile | undefined>>;
  readonly own_indicators: Readonly<Record<string, { readonly access?: Access | undefined }>>;
  readonly editions?: readonly Access[] | undefined;
  readonly restricted_to: string;
}

/** Where something is said to be restricted there are both editions, unless the council says which. */
export function editionsOf({ local, own_indicators, editions: said, restricted_to }: Said): Editions {
  const restricted = ([, one]: readonly [string, { readonly access?: Access | undefined } | undefined]) =>
    one?.access === 'restricted';
  const [files, indicators] = [Object.entries(local), Object.entries(own_indicators)];
  const any = files.some(restricted) || indicators.some(restricted);
  const accessOf = (id: string, one: LocalFile | undefined) => one?.access ?? usual.get(id);
  const usual = new Map(localSources.map((source) => [source.id, source.access]));
  return {
    editions: [...new Set(said ?? (any ? (['public', 'restricted'] as const) : []))],
    audience: restricted_to,
    restricted: {
      files: new Set(
        files.flatMap(([id]) =>
          [id, speaksOf[id] ?? id].some((of) => accessOf(of, local[of]) === 'restricted') ? [id] : [],
        ),
      ),
      indicators: new Set(indicators.filter(restricted).map(([id]) => id)),
    },
  };
}
