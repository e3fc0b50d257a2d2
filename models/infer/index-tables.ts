/** The index, what it is made of and what it would be otherwise, as tables. */
import type { Index } from '../define.js';
import type { Engine } from '../engine/engine.js';
import {
  alternativeRankRows,
  alternativeRankTypes,
  alternativeRows,
  alternativeTypes,
  otherPlans,
  tryOthers,
} from './alternatives.js';
import { choiceRows, choiceTypes } from './choices.js';
import { domainValueTypes, type IndexResult } from './index.js';
import {
  correlationRows,
  correlationTypes,
  imputedRows,
  imputedTypes,
  indexIndicatorRows,
  indexIndicatorTypes,
} from './index-indicators.js';

/** The tables that `loadIndex` makes. */
export const indexTables = [
  'index_value',
  'domain_value',
  'index_indicator',
  'index_imputed',
  'index_correlation',
  'alternative',
  'alternative_rank',
  'choice_effect',
] as const;

/** Loads them all. */
export async function loadIndex(engine: Engine, index: Index, result: IndexResult): Promise<void> {
  await engine.load(
    'index_value',
    { ward: 'text', score: 'number', base: 'number', rank: 'number', of: 'number', decile: 'number' },
    result.index,
  );
  await engine.load('domain_value', domainValueTypes, result.domains);
  await engine.load('index_indicator', indexIndicatorTypes, indexIndicatorRows(result));
  await engine.load('index_imputed', imputedTypes, imputedRows(result.made));
  await engine.load('index_correlation', correlationTypes, correlationRows(result.made));
  await loadAlternatives(engine, index, result.made);
}

/** The index made otherwise, and which of its choices moves the ranks most. */
async function loadAlternatives(engine: Engine, index: Index, made: IndexResult['made']): Promise<void> {
  const named = index.domains.flatMap(({ domain }) => [domain, ...domain.indicators]);
  const others = made ? otherPlans(index, made, new Map(named.map(({ id, title }) => [id, title]))) : [];
  const tried = tryOthers(made, others);
  await engine.load('alternative', alternativeTypes, alternativeRows(made, others, tried));
  await engine.load('alternative_rank', alternativeRankTypes, alternativeRankRows(made, tried));
  await engine.load('choice_effect', choiceTypes, choiceRows(made, others));
}
