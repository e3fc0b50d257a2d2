/** A whole assessment of a few small files that are written in the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess } from '../../models/assess.js';
import { defineIndicator, type Indicator } from '../../models/define.js';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { type Row, toRows } from '../../models/engine/engine.js';
import { familyNeed } from '../../models/indicators/family-need.js';
import { usualShares } from '../../models/pathways/levels.js';
import { type Plan, plan, type Wanted } from '../../models/plan.js';
import type { Settings } from '../../models/settings.js';
import type { Source } from '../../sources/define.js';
import { censusAge } from '../../sources/ons/census-age.js';
import { digestFile } from '../../sources/store.js';

/** An indicator of nothing but the census's ages. */
export const under16 = defineIndicator({
  id: 'children',
  title: 'Children under 16',
  statistic: 'proportion',
  numerator: censusAge.measures.aged_under_16,
  denominator: censusAge.measures.residents,
  direction: 'higher',
});

/** An index of one domain, and indicators beside it. */
export function wantedOf(indicators: readonly Indicator[], context: readonly Indicator[] = []): Wanted {
  const domain = { id: 'need', title: 'Need', indicators };
  return {
    index: { ...familyNeed, domains: [{ domain, weight: 1 }] },
    context: { id: 'context', title: 'Context', indicators: context },
    estimates: [],
  };
}

export const settingsOf = (areas: readonly string[], changes: Partial<Settings> = {}): Settings => ({
  areas,
  wardType: 'ward25',
  rebase: 'best_fit',
  suppressBelow: 5,
  protectZeros: false,
  roundTo: null,
  clusterLeastPopulation: 0,
  pathways: usualShares,
  leastGroup: 8,
  compare: { region: false, neighbours: [], target: {}, funnel: false },
  country: { code: 'E92000001', name: 'England' },
  brand: {},
  paper: [],
  ...changes,
});

interface Case {
  readonly wanted: Wanted;
  readonly settings: Settings;
  /** The text of each source's file; or, given a path that exists, the file itself. */
  readonly files: ReadonlyMap<Source, string>;
  /** Changes the plan before it is carried out. */
  readonly replan?: (plan: Plan) => Plan;
}

/** Plans and assesses in memory, and answers questions in SQL. Throws what the product throws. */
export async function assessed({ wanted, settings, files, replan = (p) => p }: Case, questions: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'wardwise-assessed-'));
  const engine = await openDuckDB();
  try {
    const places = new Map(
      [...files].map(([source, content]) => [
        source.id,
        content.startsWith('/') ? content : place(folder, source, content),
      ]),
    );
    const fileOf = (source: Source) => ({ file: places.get(source.id) ?? '', shown: source.id });
    const used = await Promise.all(
      [...files.keys()].map(async (source) => {
        const digest = await digestFile(fileOf(source).file);
        return {
          source,
          entry: { ...digest, release: source.releases[0]?.id ?? '', url: null, retrieved: '2026-11-21' },
        };
      }),
    );
    const planned = replan(plan(wanted, settings, (source) => places.has(source.id)));
    await assess(engine, { wanted, settings, plan: planned, used, fileOf });
    const answers: Row[][] = [];
    for (const sql of questions) answers.push(toRows(await engine.query(sql)));
    return { plan: planned, answers };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function place(folder: string, source: Source, text: string): string {
  const file = path.join(folder, `${source.id}.csv`);
  writeFileSync(file, text);
  return file;
}
