/**
 * The chance error of domain scores, from the limits of the figures they are made of. To first order,
 *
 *     Var(domain) = Σ (∂domain/∂z)² · Var(z),   Var(z) = (se · dt/dx · s)²
 *
 * with se = (upper − lower 95 % limit)/(2·1.959964), dt/dx the slope of the treatment (1, or that of the logarithm where
 * it was taken), and s the standard deviation of the scale over that of the treated figures: exact for scales that are
 * straight lines, an average slope for ranks. A figure without limits, such as a score, has no error; one that was
 * filled in has that of the whole column.
 */
import type { AggregateMean } from '../statistics/composite/aggregate.js';
import { powerOf } from '../statistics/composite/aggregate.js';
import type { Composite, CompositePlan } from '../statistics/composite/composite.js';
import { moments } from '../statistics/moments.js';
import type { Member } from './index-members.js';
import { standardError } from './rank-uncertainty.js';

/** Variances of the normalised figures of every indicator that entered, over the wards with parts. */
function indicatorVariances(result: Composite, members: readonly Member[], rows: readonly number[]) {
  const filled = new Set(result.imputed.map(({ indicator, row }) => `${indicator} ${row}`));
  return new Map(
    members.map(({ id, of, values }) => {
      const treated = result.treated.get(id);
      const scale = moments(result.normalised.get(id) ?? []).sd;
      const unit = scale / moments(treated?.values ?? values).sd;
      const { lower95_0cl: lower, upper95_0cl: upper } = of.figures;
      const variance = Float64Array.from(rows, (row, i) => {
        if (filled.has(`${id} ${i}`)) return scale ** 2;
        const se = standardError(lower[row] ?? Number.NaN, upper[row] ?? Number.NaN);
        // The slope of y = ln(x + c) is 1/(x + c) = exp(−y).
        const slope = treated?.treated[i] === 'log' ? Math.exp(-(treated.values[i] ?? 0)) : 1;
        return (se * slope * unit) ** 2;
      });
      return [id, variance] as const;
    }),
  );
}

/** Of the scores of each domain, by id. */
export function domainVariances(
  plan: CompositePlan,
  result: Composite,
  members: readonly Member[],
  rows: readonly number[],
): ReadonlyMap<string, Float64Array> {
  const variances = indicatorVariances(result, members, rows);
  const means = plan.mean as readonly AggregateMean[];
  const power = powerOf(means[0] ?? 'arithmetic');
  const { tree } = result;
  const of = (group: { readonly id: string; readonly members: readonly string[] }) => {
    const scores = result.scores.get(group.id)?.values ?? new Float64Array(rows.length);
    return scores.map((score, i) => {
      const z = (id: string) => result.normalised.get(id)?.[i] ?? Number.NaN;
      const present = group.members.filter((id) => !Number.isNaN(z(id)));
      const weight = (id: string) => tree.weights.get(id) ?? 0;
      const total = present.reduce((sum, id) => sum + weight(id), 0);
      return present.reduce((sum, id) => {
        const slope = (weight(id) / total) * (power === 1 ? 1 : (z(id) / score) ** (power - 1));
        return sum + slope ** 2 * (variances.get(id)?.[i] ?? 0);
      }, 0);
    });
  };
  return new Map(tree.groups.filter(({ id }) => id !== tree.index).map((group) => [group.id, of(group)]));
}
