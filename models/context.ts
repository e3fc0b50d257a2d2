/**
 * Indicators that are published for whole authorities or coarser: the authority as a whole, beside its wards. Their tables
 * are apart from those of ward indicators, so that nothing here can reach a ward, an index or a rank.
 */
import { successions } from '../sources/ons/authority-changes.js';
import type { Step } from './build.js';
import { codeHash } from './code.js';
import { wordsOf } from './declare-indicators.js';
import { declared, loadGaps } from './declared.js';
import { denominatorOf, measuresOfContext } from './define.js';
import type { Engine } from './engine/engine.js';
import { contextTypes, inferContext, unmatchedCodes } from './infer/context.js';
import type { Plan, PlannedIndicator } from './plan.js';

/** The declarations that the SQL reads, and the step that infers values from what it counts. */
export function contextSteps(engine: Engine, { wholeAuthority }: Plan): Step[] {
  return [
    declared(
      engine,
      'succession',
      { code: 'text', becomes: 'text', pieces: 'whole', whole: 'whole' },
      successions.map((row) => ({ ...row })),
    ),
    declared(
      engine,
      'context_measure',
      { source: 'text', measure: 'text' },
      [...new Set(wholeAuthority.flatMap((planned) => measuresOfContext(planned.indicator)))].map((m) => ({
        source: m.source.id,
        measure: m.id,
      })),
    ),
    contextTable(engine, wholeAuthority),
    {
      makes: ['context_value', 'context_gap'],
      reads: ['context_count', 'context_indicator', 'context_measure', 'measure', 'observation', 'source_used'],
      content: codeHash('sources', 'models'),
      make: async () => {
        await engine.load('context_value', contextTypes, await inferContext(engine));
        await loadGaps(engine, 'context_gap', await unmatchedCodes(engine));
      },
    },
  ];
}

const contextTable = (engine: Engine, planned: readonly PlannedIndicator[]): Step =>
  declared(
    engine,
    'context_indicator',
    {
      indicator: 'text',
      title: 'text',
      domain: 'text',
      position: 'number',
      statistic: 'text',
      multiplier: 'number',
      unit: 'text',
      direction: 'text',
      sources: 'text',
      publisher: 'text',
      geography: 'text',
      caveats: 'text',
      kind: 'text',
      numerator_source: 'text',
      numerator_measure: 'text',
      denominator_source: 'text',
      denominator_measure: 'text',
      lower_measure: 'text',
      upper_measure: 'text',
      inherited_from: 'text',
      sampled: 'boolean',
      rounded: 'boolean',
    },
    planned.map((one) => {
      const { numerator } = one.indicator;
      const denominator = denominatorOf(one.indicator);
      const { disclosure } = numerator.source;
      return {
        ...wordsOf(one),
        kind: numerator.kind,
        numerator_source: numerator.source.id,
        numerator_measure: numerator.id,
        denominator_source: denominator?.source.id ?? null,
        denominator_measure: denominator?.id ?? null,
        lower_measure: numerator.limits?.lower.id ?? null,
        upper_measure: numerator.limits?.upper.id ?? null,
        inherited_from: numerator.inheritedFrom ?? null,
        sampled: numerator.source.sampled ?? false,
        rounded: typeof disclosure === 'object' && disclosure.roundedTo !== undefined,
      };
    }),
  );
