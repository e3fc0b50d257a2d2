/** Step 7 for programmes: how far scores moved, how many are at or beyond a cut-off, and whether chance alone could do it. */
import { questionnaireOf } from '../../sources/local/questionnaires.js';
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import { type ColumnType, type Engine, type Row, toRows } from '../engine/engine.js';
import { type MeanChange, pairedChange, unpairedChange } from '../statistics/rates/mean-change.js';
import { differenceOfPairedProportions } from '../statistics/rates/paired-proportions.js';
import { proportion } from '../statistics/rates/proportion.js';
import { differenceOfProportions } from '../statistics/rates/two-areas.js';
import { toNullable } from '../statistics/reasons.js';
import { loadRowsAs } from './rows.js';

const types = {
  programme: 'text',
  measure: 'text',
  timepoint: 'text',
  title: 'text',
  better: 'text',
  cutoff: 'number',
  change: 'number',
  lower95_0cl: 'number',
  upper95_0cl: 'number',
  effect: 'number',
  effect_lower95_0cl: 'number',
  effect_upper95_0cl: 'number',
  correlation: 'number',
  judgement: 'text',
  over_before: 'number',
  over_before_lower95_0cl: 'number',
  over_before_upper95_0cl: 'number',
  over_after: 'number',
  over_after_lower95_0cl: 'number',
  over_after_upper95_0cl: 'number',
  over_change: 'number',
  over_change_lower95_0cl: 'number',
  over_change_upper95_0cl: 'number',
} as const satisfies Readonly<Record<string, ColumnType>>;

/** Makes `outcome_value`: a row for each of `outcome_protected`. */
export const outcomeStep = (engine: Engine): Step => ({
  makes: ['outcome_value'],
  reads: ['outcome_protected'],
  content: codeHash('sources', 'models'),
  make: async () => {
    const rows = toRows(
      await engine.query('select * from outcome_protected order by programme, measure, position'),
    ) as unknown as Protected[];
    await loadRowsAs(engine, 'outcome_value', types, rows.map(inferredOf));
  },
});

/** A row of `outcome_protected`, as far as anything is inferred from it. */
interface Protected {
  readonly programme: string;
  readonly measure: string;
  readonly timepoint: string;
  readonly lower_is_better: number;
  readonly higher_is_better: number;
  readonly cutoff: number | null;
  readonly paired: number;
  readonly n_exact: number | null;
  readonly n_then_exact: number | null;
  readonly mean_before: number | null;
  readonly sd_before: number | null;
  readonly mean_after: number | null;
  readonly sd_after: number | null;
  readonly sd_change: number | null;
  readonly n: number | null;
  readonly n_then: number | null;
  readonly over_before: number | null;
  readonly over_after: number | null;
  readonly over_both: number | null;
}

function inferredOf(row: Protected): Row {
  const { programme, measure, timepoint } = row;
  const questionnaire = questionnaireOf(measure);
  const said = row.lower_is_better === 1 ? 'lower' : row.higher_is_better === 1 ? 'higher' : undefined;
  const better = said ?? questionnaire?.better ?? null;
  const change = changeOf(row);
  return {
    ...{ programme, measure, timepoint, title: questionnaire?.title ?? measure, better },
    cutoff: row.cutoff ?? questionnaire?.cutoff ?? null,
    change: toNullable(change.value),
    lower95_0cl: toNullable(change.lowercl),
    upper95_0cl: toNullable(change.uppercl),
    effect: toNullable(change.effect),
    effect_lower95_0cl: toNullable(change.effect_lowercl),
    effect_upper95_0cl: toNullable(change.effect_uppercl),
    correlation: toNullable(change.correlation),
    judgement: judgementOf(change, better),
    ...overOf(row),
  };
}

const known = (value: number | null): number => value ?? Number.NaN;

function changeOf(row: Protected): MeanChange {
  const before = { n: known(row.n_then_exact), mean: known(row.mean_before), sd: known(row.sd_before) };
  const after = { n: known(row.n_exact), mean: known(row.mean_after), sd: known(row.sd_after) };
  return row.paired === 1 ? pairedChange(before, after, known(row.sd_change)) : unpairedChange(before, after);
}

/** A change is said only where its whole interval lies on one side of nought. */
function judgementOf({ lowercl, uppercl }: MeanChange, better: string | null): string | null {
  if (Number.isNaN(lowercl)) return null;
  if (lowercl <= 0 && uppercl >= 0) return 'not_told';
  const way = uppercl < 0 ? 'lower' : 'higher';
  return better === null ? way : way === better ? 'better' : 'worse';
}

/** The shares at or beyond the cut-off, in per cent, and their difference in percentage points. */
function overOf(row: Protected): Row {
  const before = proportion(known(row.over_before), known(row.n_then), 0.95, 100);
  const after = proportion(known(row.over_after), known(row.n), 0.95, 100);
  const change = overChange(row);
  return {
    over_before: toNullable(before.value),
    over_before_lower95_0cl: toNullable(before.lowercl),
    over_before_upper95_0cl: toNullable(before.uppercl),
    over_after: toNullable(after.value),
    over_after_lower95_0cl: toNullable(after.lowercl),
    over_after_upper95_0cl: toNullable(after.uppercl),
    over_change: toNullable(100 * change.value),
    over_change_lower95_0cl: toNullable(100 * change.lowercl),
    over_change_upper95_0cl: toNullable(100 * change.uppercl),
  };
}

/** By pairs where it may be known who crossed the cut-off, otherwise as of other people. */
function overChange({ over_before, over_after, n, n_then, over_both }: Protected) {
  const [before, after] = [known(over_before), known(over_after)];
  if (over_both === null)
    return differenceOfProportions({ events: after, people: known(n) }, { events: before, people: known(n_then) });
  return differenceOfPairedProportions({
    both: over_both,
    before: before - over_both,
    after: after - over_both,
    neither: known(n) - before - after + over_both,
  });
}
