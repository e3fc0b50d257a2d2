import { auditFailed, unknownAssessedAreas } from '../sources/faults/workspace.js';
import { type Built, build, readModels, type Step, sqlSteps } from './build.js';
import { codeHash } from './code.js';
import { contextSteps } from './context.js';
import { declarations } from './declare.js';
import { loadGaps } from './declared.js';
import { disclosureStep } from './disclosure/gate.js';
import type { Engine } from './engine/engine.js';
import { benchmarkStep } from './infer/benchmarks.js';
import { clusterStep } from './infer/cluster-tables.js';
import { deprivationRows, deprivationTypes } from './infer/deprivation.js';
import { earlyHelpStep } from './infer/early-help.js';
import { estimateTypes, inferEstimates } from './infer/estimates.js';
import { inferIndex } from './infer/index.js';
import { indexTables, loadIndex } from './infer/index-tables.js';
import { indicatorRows, indicatorValueTypes, inferIndicators } from './infer/indicators.js';
import { inequalityRows, inequalityTypes } from './infer/inequality.js';
import { outcomeStep } from './infer/outcomes.js';
import { partnershipSteps } from './infer/partnership.js';
import { pathwayStep } from './infer/pathways.js';
import { periodAgeStep } from './infer/period-ages.js';
import { rankPartStep } from './infer/rank-parts.js';
import { rankRanges, rankRangeTypes } from './infer/rank-ranges.js';
import { smallAreaStep } from './infer/small-areas.js';
import { trendStep } from './infer/trends.js';
import { zoneStep } from './infer/zones.js';
import { earlierStep } from './load/earlier.js';
import { editionsStep } from './load/editions.js';
import { type Assessing, loadSteps } from './load/steps.js';
import { checkPlan, type Plan, type Wanted } from './plan.js';

/** Makes every table and mart that is stale, then audits them. Throws a Fault on a broken contract or a failed audit. */
export async function assess(engine: Engine, assessing: Assessing): Promise<Built> {
  const { wanted, settings, plan, used } = assessing;
  checkPlan(plan);
  const steps = [
    // First, so that of several faults the one of a published file is told, which others may come of.
    ...loadSteps(engine, assessing),
    ...declarations(engine, wanted, settings, plan, used),
    ...contextSteps(engine, plan),
    earlierStep(engine, assessing.earlier),
    editionsStep(engine, assessing.editions),
    rankPartStep(engine),
    ...(await sqlSteps(engine, readModels('tables'), 'table')),
    // A mart only puts names to figures, so it is not worth a copy.
    ...(await sqlSteps(engine, readModels('marts'), 'view')),
    disclosureStep(engine, undefined, assessing.judged),
    // What this edition has in common with the one before, as published: made from marts.
    ...(await sqlSteps(engine, readModels('editions'), 'table')),
    inferStep(engine, wanted, plan),
    trendStep(engine, plan),
    estimateStep(engine, plan),
    rankStep(engine, wanted),
    deprivationStep(engine),
    clusterStep(engine, settings),
    zoneStep(engine),
    benchmarkStep(engine, plan, settings),
    smallAreaStep(engine, plan),
    pathwayStep(engine, settings),
    periodAgeStep(engine),
    outcomeStep(engine),
    earlyHelpStep(engine),
    ...partnershipSteps(engine),
  ];
  const built = await build(engine, steps, assessing.onStep);
  await audit(engine);
  return built;
}

function inferStep(engine: Engine, wanted: Wanted, plan: Plan): Step {
  return {
    makes: ['indicator_value', ...indexTables, 'inequality', 'inferred_gap'],
    reads: ['indicator_protected', 'indicator', 'assessed'],
    content: JSON.stringify([
      codeHash('sources', 'models'),
      { ...wanted.index, domains: wanted.index.domains.map((d) => [d.domain.id, d.weight]) },
    ]),
    make: async () => {
      await checkAssessedAreas(engine);
      const { assessed, indicators } = await inferIndicators(engine, plan.indicators);
      const result = inferIndex(wanted.index, assessed, indicators);
      await engine.load('indicator_value', indicatorValueTypes, indicatorRows(assessed, indicators, result.inIndex));
      await loadIndex(engine, wanted.index, result);
      await engine.load('inequality', inequalityTypes, inequalityRows(assessed, indicators));
      await loadGaps(engine, 'inferred_gap', result.gaps);
    },
  };
}

function estimateStep(engine: Engine, { estimates }: Plan): Step {
  return {
    makes: ['estimate_value', 'estimate_gap'],
    reads: ['area_measure', 'latest_period', 'assessed'],
    content: JSON.stringify([
      codeHash('sources', 'models'),
      estimates.map(({ id, parts }) => [id, parts.map((p) => p.rate)]),
    ]),
    make: async () => {
      const { values, gaps } = await inferEstimates(engine, estimates);
      await engine.load('estimate_value', estimateTypes, values);
      await loadGaps(engine, 'estimate_gap', gaps);
    },
  };
}

function deprivationStep(engine: Engine): Step {
  return {
    makes: ['deprivation'],
    reads: ['lsoa_deprivation'],
    content: codeHash('sources', 'models'),
    make: async () => engine.load('deprivation', deprivationTypes, await deprivationRows(engine)),
  };
}

function rankStep(engine: Engine, { index }: Wanted): Step {
  return {
    makes: ['rank_range'],
    reads: ['domain_value'],
    content: JSON.stringify([codeHash('sources', 'models'), index.normalise]),
    make: async () => {
      const domains = await engine.query(
        'select ward, domain, weight, term as score, term_variance as variance from domain_value order by domain, ward',
      );
      await engine.load('rank_range', rankRangeTypes, rankRanges(index.normalise, domains));
    },
  };
}

/** Every area that was asked for must have wards of the vintage asked for. */
async function checkAssessedAreas(engine: Engine): Promise<void> {
  const { area } = await engine.query(`
    select c.area from assessed_area as c cross join setting as s
    where c.area <> s.country and c.area not in (select authority from ward where in_area and authority is not null)
      or c.area = s.country and not exists (select 1 from ward where in_area)`);
  if (area?.length) {
    const { ward_type } = await engine.query('select ward_type from setting');
    throw unknownAssessedAreas(area.map(String), String(ward_type?.[0]));
  }
}

/** Holds the tables against every audit; one that returns rows fails. */
export async function audit(engine: Engine): Promise<void> {
  for (const { name, sql } of readModels('audits')) {
    const columns = await engine.query(sql);
    const names = Object.keys(columns);
    const rows = columns[names[0] ?? '']?.length ?? 0;
    if (rows === 0) continue;
    const first = names.map((n) => `${n} ${columns[n]?.[0]}`).join(', ');
    throw auditFailed(name, sql.split('\n')[0]?.replace(/^-- /, '') ?? '', rows, first);
  }
}
