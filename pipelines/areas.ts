/** Codes of areas by authority, for services that are asked by authority: from the lookups and outlines at hand. */
import { openDuckDB } from '../models/engine/duckdb.js';
import { readBoundaries } from '../models/load/geography.js';
import { cellTable, readCells } from '../models/load/raw.js';
import type { Wish } from '../sources/connectors/connector.js';
import type { LookupSource, Source } from '../sources/define.js';
import type { LockEntry } from '../sources/lock.js';
import type { Store } from '../sources/store.js';

type Pairs = readonly (readonly [authority: string, area: string])[];

/** Finds codes in the bytes of `entries`; each kind of area is read once. Empty where none of them knows the kind. */
export function areasFrom(entries: ReadonlyMap<Source, LockEntry>, store: Store): Wish['areas'] {
  const known = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>();
  return (areaType) => {
    const found = known.get(areaType) ?? find(areaType, entries, store);
    known.set(areaType, found);
    return found;
  };
}

async function find(areaType: string, entries: ReadonlyMap<Source, LockEntry>, store: Store) {
  for (const [source, { release, sha256 }] of entries) {
    const file = store.find(sha256);
    if (file === undefined) continue;
    const reading = { release, file, shown: `the file of ${source.title}` };
    if (source.gives === 'boundaries' && source.areaType === areaType) {
      const { outlines } = readBoundaries({ source, ...reading });
      return grouped(outlines.map((o) => [o.authority, o.code]));
    }
    if (source.gives === 'lookup' && (source.from === areaType || source.to === areaType) && namesAuthorities(source)) {
      const column = source.to === areaType ? '"to"' : '"from"';
      return grouped(await pairsIn({ source, ...reading }, column));
    }
  }
  return new Map<string, readonly string[]>();
}

const namesAuthorities = ({ tables }: LookupSource): boolean => tables.some((t) => t.columns.authority !== undefined);

async function pairsIn(
  reading: Parameters<typeof readCells>[1] & { readonly source: LookupSource },
  column: string,
): Promise<Pairs> {
  const engine = await openDuckDB();
  try {
    await readCells(engine, reading);
    const { authority = [], area = [] } = await engine.query(
      `select distinct authority, ${column} as area from ${cellTable(reading.source)}
       where authority is not null and ${column} is not null order by authority, area`,
    );
    return authority.map((a, i) => [String(a), String(area[i])]);
  } finally {
    await engine.close();
  }
}

function grouped(pairs: Pairs): ReadonlyMap<string, readonly string[]> {
  const areas = new Map<string, string[]>();
  for (const [authority, area] of pairs) areas.set(authority, [...(areas.get(authority) ?? []), area]);
  return new Map([...areas].map(([authority, codes]) => [authority, codes.sort()] as const).sort());
}
