/** Which indicators enter the index, with their figures of the wards that can have one, and why the others do not. */
import type { Index } from '../define.js';
import { isStretched, meansOf, normalisationOf } from '../index-steps.js';
import type { Gap } from '../plan-gaps.js';
import type { CompositePlan } from '../statistics/composite/composite.js';
import { moments } from '../statistics/moments.js';
import { type Reason, reasons } from '../statistics/reasons.js';
import type { Assessed, IndicatorFigures } from './indicators.js';

/** An indicator that enters, its columns over the wards that have parts. */
export interface Member {
  readonly id: string;
  readonly of: IndicatorFigures;
  readonly values: Float64Array;
}

/** The rows of the wards that can have a figure: those to which some smaller area was fitted. */
export const wardsWithParts = ({ hasParts, wards }: Assessed): number[] =>
  [...Array(wards).keys()].filter((i) => hasParts[i]);

/** Whether wards may lack an indicator of the index: not unless its declaration says what is done then. */
const allowsGaps = ({ impute, threshold }: Index): boolean => impute !== undefined || threshold !== undefined;

/** The indicators that enter, and a line for each that does not. */
export function membersOf(index: Index, assessed: Assessed, all: readonly IndicatorFigures[]) {
  const rows = wardsWithParts(assessed);
  const gaps: Gap[] = [];
  const members = index.domains.flatMap(({ domain }) =>
    all.flatMap((of): Member[] => {
      const { indicator, domain: own } = of.planned;
      if (own.id !== domain.id || indicator.direction === 'none') return [];
      const values = Float64Array.from(rows, (row) => of.figures.value[row] ?? Number.NaN);
      const gap = whyNot(of, values, rows, allowsGaps(index));
      if (gap) gaps.push(gap);
      return gap ? [] : [{ id: indicator.id, of, values }];
    }),
  );
  return { members, gaps };
}

const leftOut = ({ planned }: IndicatorFigures, what: string, mend: string): Gap => ({
  item: planned.indicator.title,
  what,
  effect: 'Not in the index; shown where there is a figure.',
  mend,
});

function whyNot(
  of: IndicatorFigures,
  values: Float64Array,
  rows: readonly number[],
  allowed: boolean,
): Gap | undefined {
  const { count, min, max } = moments(values);
  const missing = rows.filter((row, i) => Number.isNaN(values[i]) && of.status[row] !== 'withheld').length;
  const withheld = values.length - count - missing;
  if (allowed && count === 0) return leftOut(of, 'No figure for any ward.', 'Get the figures, or go without.');
  if (!allowed && withheld > 0)
    return leftOut(
      of,
      `Withheld in ${withheld} of ${values.length} wards, so it does not cover the area.`,
      'Pool several years, so that no count is small.',
    );
  if (!allowed && missing > 0)
    return leftOut(
      of,
      `No figure for ${missing} of ${values.length} wards, so it does not cover the area.`,
      'Get the missing figures, or go without.',
    );
  if (count === 1)
    return leftOut(of, 'Only one ward has a figure, so it can be held against no other.', 'Nothing to do.');
  return min === max
    ? leftOut(of, 'The same in every ward, so it tells none of them apart.', 'Nothing to do.')
    : undefined;
}

/** An indicator that could not be brought to the scale it was given. */
export const notNormalised = (of: IndicatorFigures, reason: Reason): Gap =>
  leftOut(of, `It could not be brought to the index’s scale: ${reasons[reason]}.`, 'Choose another scale for it.');

/** A domain without an indicator that enters. */
export const emptyDomain = (domain: string, index: string): Gap => ({
  item: domain,
  what: 'None of its indicators covers the area.',
  effect: `The index “${index}” is made without this domain.`,
  mend: 'Supply one of its indicators (see the other lines of this log).',
});

/** The index as the statistics take it; undefined where nothing with a weight is left. */
export function planOf(index: Index, members: readonly Member[], authorities: readonly string[]) {
  const { treat, screen, impute, threshold, indicators = {} } = index;
  const steps = (id: string) => indicators[id] ?? {};
  const entered = index.domains.filter(({ domain }) =>
    members.some(({ id, of }) => of.planned.domain.id === domain.id && steps(id).weight !== 0),
  );
  if (!entered.some(({ weight }) => weight > 0)) return undefined;
  const mean = meansOf(index);
  const plan: CompositePlan = {
    indicators: members
      .filter(({ of }) => entered.some(({ domain }) => domain.id === of.planned.domain.id))
      .map(({ id, of, values }) => ({
        id,
        parent: of.planned.domain.id,
        values,
        direction: of.planned.indicator.direction === 'lower' ? -1 : 1,
        ...steps(id),
      })),
    groups: [
      ...entered.map(({ domain, weight }) => ({ id: domain.id, parent: index.id, weight })),
      { id: index.id, parent: null },
    ],
    ...(impute ? { impute: { by: impute.by, ...(impute.within ? { within: authorities } : {}) } } : {}),
    ...(screen === undefined ? {} : { screen }),
    ...(treat === undefined || treat === 'none' ? {} : { treat }),
    normalise: normalisationOf(index.normalise),
    mean: [mean.domain, mean.index],
    threshold: threshold ? [threshold.domain, threshold.index] : 1,
    stretch: isStretched(index),
  };
  return plan;
}
