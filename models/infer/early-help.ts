/** Step 7 for early help: how often each answer was yes, how that moved, and whether wards stand in the order of the index. */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import { type ColumnType, type Engine, type Row, toRows } from '../engine/engine.js';
import { earlyHelpIds } from '../pathways/early-help.js';
import { rankCorrelation } from '../statistics/composite/rank-correlation.js';
import { proportion } from '../statistics/rates/proportion.js';
import { differenceOfProportions } from '../statistics/rates/two-areas.js';
import { fromNullable, toNullable } from '../statistics/reasons.js';
import { loadRowsAs } from './rows.js';

const types = {
  early_help_value: {
    question: 'text',
    period: 'text',
    area_level: 'text',
    area: 'text',
    assessments: 'number',
    yes: 'number',
    value: 'number',
    lower95_0cl: 'number',
    upper95_0cl: 'number',
    first_period: 'text',
    change: 'number',
    change_lower95_0cl: 'number',
    change_upper95_0cl: 'number',
    status: 'text',
  },
  early_help_agreement: {
    question: 'text',
    period: 'text',
    wards: 'whole',
    value: 'number',
    lower95_0cl: 'number',
    upper95_0cl: 'number',
  },
} as const satisfies Record<string, Readonly<Record<string, ColumnType>>>;

interface Answered {
  readonly question: string;
  readonly period: string;
  readonly area_level: string;
  readonly area: string;
  readonly assessments: number | null;
  readonly yes: number | null;
  readonly status: string;
}

/** Makes what is inferred of early-help assessments, from protected counts. */
export const earlyHelpStep = (engine: Engine): Step => ({
  makes: Object.keys(types),
  reads: ['early_help_protected', 'withheld', 'index_value'],
  content: codeHash('sources', 'models'),
  make: async () => {
    const rows = answersIn(
      toRows(await engine.query('select * from early_help_protected order by area_level, area, period')),
      toRows(await engine.query("select * from withheld where subject = 'early_help'")),
    );
    const scores = toRows(await engine.query('select ward, score from index_value order by ward'));
    const scoreOf = new Map(scores.map(({ ward, score }) => [String(ward), typeof score === 'number' ? score : null]));
    await loadRowsAs(engine, 'early_help_value', types.early_help_value, valueRows(rows));
    await loadRowsAs(engine, 'early_help_agreement', types.early_help_agreement, agreementRows(rows, scoreOf));
  },
});

/** A row for each question; none where the file says nothing of it. */
function answersIn(rows: readonly Row[], withheld: readonly Row[]): Answered[] {
  const place = ({ period, area_level, area }: Row, number: string): string =>
    [period, area_level, area, number].join('\n');
  const gone = new Set(withheld.map((row) => place(row, String(row.number))));
  const isGone = (row: Row, number: string) => gone.has(place(row, number));
  return earlyHelpIds.flatMap((question) =>
    rows.flatMap((row): Answered[] => {
      const { [question]: yes, assessments } = row;
      const hidden = isGone(row, question) || isGone(row, 'assessments');
      if (typeof yes !== 'number' && !isGone(row, question)) return [];
      const counts = hidden ? { assessments: null, yes: null } : { assessments: Number(assessments), yes: Number(yes) };
      const kept = row.status === 'rounded' ? 'rounded' : row.apart === 1 ? 'modelled' : 'measured';
      const [period, area_level, area] = [String(row.period), String(row.area_level), String(row.area)];
      return [{ question, period, area_level, area, ...counts, status: hidden ? 'withheld' : kept }];
    }),
  );
}

/** Shares with Wilson's limits; of each but the first known of an area, how far it is from that. */
function valueRows(rows: readonly Answered[]): Row[] {
  const firsts = new Map<string, Answered>();
  return rows.map((row): Row => {
    const share = proportion(known(row.yes), known(row.assessments), 0.95, 100);
    const series = `${row.question} ${row.area_level} ${row.area}`;
    const first = firsts.get(series);
    if (first === undefined && share.reason === null) firsts.set(series, row);
    const change = first && differenceOfProportions(counted(row), counted(first));
    return {
      ...row,
      value: toNullable(share.value),
      lower95_0cl: toNullable(share.lowercl),
      upper95_0cl: toNullable(share.uppercl),
      first_period: first?.period ?? null,
      change: toNullable(100 * known(change?.value)),
      change_lower95_0cl: toNullable(100 * known(change?.lowercl)),
      change_upper95_0cl: toNullable(100 * known(change?.uppercl)),
    };
  });
}

const known = (value: number | null | undefined): number => value ?? Number.NaN;

const counted = ({ yes, assessments }: Answered) => ({ events: known(yes), people: known(assessments) });

/** Of each question's newest period with figures for wards: the correlation of their ranks with those in the index. */
function agreementRows(rows: readonly Answered[], scoreOf: ReadonlyMap<string, number | null>): Row[] {
  const wards = rows.filter((row) => row.area_level === 'ward' && row.yes !== null && row.assessments !== 0);
  return earlyHelpIds.flatMap((question): Row[] => {
    const asked = wards.filter((row) => row.question === question);
    if (asked.length === 0) return [];
    const period = asked.reduce((last, row) => (row.period > last ? row.period : last), '');
    const now = asked.filter((row) => row.period === period);
    const found = rankCorrelation(
      now.map(({ yes, assessments }) => known(yes) / known(assessments)),
      fromNullable(now.map(({ area }) => scoreOf.get(area))),
    );
    const limits = { lower95_0cl: toNullable(found.lowercl), upper95_0cl: toNullable(found.uppercl) };
    return [{ question, period, wards: found.n, value: toNullable(found.value), ...limits }];
  });
}
