/** Step 7 for how partners work together: shares trained, and how far the theory of change has come. */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import { type Columns, type ColumnType, type Engine, type Row, toRows } from '../engine/engine.js';
import { earlyHelpIds, earlyHelpQuestions } from '../pathways/early-help.js';
import { standingOf } from '../pathways/theory.js';
import { proportion } from '../statistics/rates/proportion.js';
import { toNullable } from '../statistics/reasons.js';

const shareTypes = { value: 'number', lower95_0cl: 'number', upper95_0cl: 'number' } as const;
const workforceTypes = { period: 'text', all_teams: 'boolean', team: 'text', ...shareTypes } as const;
const measureTypes = { measure: 'text', title: 'text', period: 'text', ...shareTypes } as const;
const theoryTypes = { stage: 'text', statement: 'text', judgement: 'text', distance: 'number' } as const;

/** What `theory_of_change` may name besides indicators: shares of the council's own files, and where they are counted. */
const ownMeasures = {
  workforce_trained: {
    title: 'Staff in scope who are trained',
    sql: 'select period, trained as x, in_scope as n from workforce_reach where all_teams order by period desc limit 1',
  },
  referrals_inappropriate: {
    title: 'Referrals that were not appropriate',
    sql: "select period, inappropriate as x, referrals as n from referral_protected where of_period = 1 and status <> 'withheld' order by period desc limit 1",
  },
  programmes_retained: {
    title: 'Parents who start a programme and stay',
    sql: `select period, case when count(retained) = count(*) then sum(retained) end as x, case when count(starts) = count(*) then sum(starts) end as n
      from uptake_protected group by period order by period desc limit 1`,
  },
  ...Object.fromEntries(
    earlyHelpIds.map((id) => [
      `early_help_${id}`,
      {
        title: `Early-help assessments in which ${earlyHelpQuestions[id].title}`,
        // Several authorities have no one figure.
        sql: `select period, max(yes) as x, max(assessments) as n from early_help_value
          where question = '${id}' and area_level = 'authority'
          group by period having count(*) = 1 order by period desc limit 1`,
      },
    ]),
  ),
};

/** Makes the tables that marts about partnership work read; empty ones where no file is given. */
export const partnershipSteps = (engine: Engine): Step[] =>
  [
    {
      makes: ['workforce_value', 'own_measure'],
      reads: ['workforce_reach', 'referral_protected', 'uptake_protected', 'early_help_value'],
      make: async () => {
        await load(engine, 'workforce_value', workforceTypes, await workforceRows(engine));
        await load(engine, 'own_measure', measureTypes, await measureRows(engine));
      },
    },
    {
      makes: ['theory_value'],
      reads: ['theory_statement', 'theory_figure'],
      make: async () => load(engine, 'theory_value', theoryTypes, await theoryRows(engine)),
    },
  ].map((step) => ({ ...step, content: codeHash('sources', 'models') }));

const load = (engine: Engine, table: string, types: Readonly<Record<string, ColumnType>>, rows: readonly Row[]) => {
  const columns: Columns = Object.fromEntries(
    Object.keys(types).map((name) => [name, rows.map((row) => row[name] ?? null)]),
  );
  return engine.load(table, types, columns);
};

/** A share in per cent with Wilson's limits; nothing where either count is withheld. */
function shareOf(x: Row[string] | undefined, n: Row[string] | undefined): Row {
  const known = (cell: Row[string] | undefined) => (typeof cell === 'number' ? cell : Number.NaN);
  const share = proportion(known(x), known(n), 0.95, 100);
  return {
    value: toNullable(share.value),
    lower95_0cl: toNullable(share.lowercl),
    upper95_0cl: toNullable(share.uppercl),
  };
}

async function workforceRows(engine: Engine): Promise<Row[]> {
  const rows = toRows(await engine.query('select * from workforce_reach order by period, all_teams, team'));
  return rows.map(({ period = null, all_teams = null, team = null, trained, in_scope }) => ({
    period,
    all_teams,
    team,
    ...shareOf(trained, in_scope),
  }));
}

async function measureRows(engine: Engine): Promise<Row[]> {
  const rows = await Promise.all(
    Object.entries(ownMeasures).map(async ([measure, { title, sql }]) => {
      const [found] = toRows(await engine.query(sql));
      return found ? [{ measure, title, period: found.period ?? null, ...shareOf(found.x, found.n) }] : [];
    }),
  );
  return rows.flat();
}

async function theoryRows(engine: Engine): Promise<Row[]> {
  const rows = toRows(
    await engine.query(`
    select t.stage, t.statement, t.baseline, t.target, f.value, f.lower95_0cl as lower, f.upper95_0cl as upper
    from theory_statement as t left join theory_figure as f on f.indicator = t.indicator
    order by t.stage, t.statement`),
  );
  const number = (cell: Row[string] | undefined): number | null => (typeof cell === 'number' ? cell : null);
  return rows.map(({ stage = null, statement = null, baseline, target, value, lower, upper }) => {
    const standing = standingOf({
      baseline: number(baseline),
      target: number(target),
      value: number(value),
      lower: number(lower),
      upper: number(upper),
    });
    return { stage, statement, ...standing };
  });
}
