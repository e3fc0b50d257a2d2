/**
 * Moran's I of rates, global and local: of z = (p − b)/√(a + b/n) in place of the rates themselves, so that a rate of few
 * people, which is far from the mean by chance alone, does not make a cluster. Assunção & Reis (1999); the statistic is
 * that of `EBImoran.mc` in spdep 1.3-5, which keeps islands in n (`islands: 'keep'`).
 */

import type { Numbers } from '../reasons.js';
import { ebStandardisedRates } from './empirical-bayes.js';
import { type GlobalOptions, type GlobalStatistic, missingGlobal } from './global-statistic.js';
import { type LocalMoran, type LocalMoranOptions, localMoran } from './local-moran.js';
import { moran } from './moran.js';
import type { SpatialWeights } from './weights-matrix.js';

/** Moran's I of the standardised rates. Events and people of each area; areas without a rate are left out. */
export function ebMoran(
  events: Numbers,
  people: Numbers,
  weights: SpatialWeights,
  options: GlobalOptions = {},
): GlobalStatistic {
  const { z, reason } = ebStandardisedRates(events, people);
  if (reason.includes('no_variance')) return missingGlobal('no_variance', 0, 0);
  return moran(z, weights, options);
}

/** Local Moran of the standardised rates, with the reason of an area that has no rate. */
export function ebLocalMoran(
  events: Numbers,
  people: Numbers,
  weights: SpatialWeights,
  options: LocalMoranOptions = {},
): LocalMoran {
  const { z, reason } = ebStandardisedRates(events, people);
  const found = localMoran(z, weights, options);
  return { ...found, reason: found.reason.map((each, i) => reason[i] ?? each) };
}
