/** The steps of a declared index in plain sentences, made from the declaration, so that they cannot go stale. */
import type { Index, IndicatorSteps, Scale } from './define.js';
import { meansOf, nameOfMeans, nameOfScale, normalisationOf } from './index-steps.js';
import { type AggregateMean, powerOf } from './statistics/composite/aggregate.js';
import type { Normalisation } from './statistics/composite/normalise.js';
import type { Treatment } from './statistics/composite/treat.js';

export interface StepWords {
  /** The step in COINr's words. */
  readonly step: 'impute' | 'screen' | 'treat' | 'normalise' | 'weight' | 'aggregate';
  /** The indicator it is about, where it is only about one. */
  readonly indicator: string | null;
  readonly setting: string;
  readonly words: string;
}

/** Every step, in the order in which they are taken; after each, the indicators for which it differs. */
export function stepWords(index: Index): StepWords[] {
  const own = Object.entries(index.indicators ?? {});
  const forOne = <K extends keyof IndicatorSteps>(key: K, of: (value: NonNullable<IndicatorSteps[K]>) => Said) =>
    own.flatMap(([indicator, steps]) => {
      const value = steps[key];
      return value === undefined ? [] : [{ indicator, ...of(value) }];
    });
  const whole = (said: Said) => ({ indicator: null, ...said });
  return [
    { step: 'impute', ...whole(missingWords(index)) },
    ...(index.screen === undefined ? [] : [{ step: 'screen' as const, ...whole(screenWords(index.screen)) }]),
    { step: 'treat', ...whole(treatWords(index.treat ?? 'none')) },
    ...forOne('treat', treatWords).map((said) => ({ step: 'treat' as const, ...said })),
    { step: 'normalise', ...whole(scaleWords(index.normalise)) },
    ...forOne('normalise', scaleWords).map((said) => ({ step: 'normalise' as const, ...said })),
    { step: 'weight', ...whole(weightWords(index)) },
    ...forOne('weight', (weight) => ({ setting: `${weight}`, words: `Counts ${weight} in its domain.` })).map(
      (said) => ({ step: 'weight' as const, ...said }),
    ),
    { step: 'aggregate', ...whole(meanWords(index)) },
  ];
}

type Said = Pick<StepWords, 'setting' | 'words'>;

const percent = (share: number): string => `${Math.round(100 * share)}%`;

function missingWords({ impute, threshold }: Index): Said {
  const filled = impute
    ? `A missing figure is filled in with the ${impute.by} of the other wards${impute.within ? ' of its authority' : ''}; every one is listed.`
    : '';
  const partly = threshold
    ? `A domain is made where a ward has at least ${percent(threshold.domain)} of its indicators, the index where it has at least ${percent(threshold.index)} of the domains; what is there then counts for what is not.`
    : '';
  const setting = [
    impute ? `${impute.by}${impute.within ? ` within ${impute.within}` : ''}` : '',
    threshold ? `threshold ${threshold.domain} and ${threshold.index}` : '',
  ].filter(Boolean);
  if (setting.length === 0) {
    return {
      setting: 'none',
      words: 'Nothing is filled in: an indicator that lacks a figure for any ward is left out whole.',
    };
  }
  return { setting: setting.join(', '), words: [filled, partly].filter(Boolean).join(' ') };
}

const screenWords = (share: number): Said => ({
  setting: `${share}`,
  words: `A ward with fewer than ${percent(share)} of the indicators is not ranked.`,
});

function treatWords(treat: Treatment | 'none'): Said {
  if (treat === 'none') return { setting: 'none', words: 'Outliers are left as they are.' };
  const { skew = 2, kurt = 3.5, most = 5, log = 'log', force = false } = treat;
  const when = force
    ? 'Whatever its shape,'
    : `Where the figures lean far to one side (skewness of ${skew} or more and kurtosis of ${kurt} or more),`;
  const logs = log === 'none' ? '' : ' If that is not enough, it is undone and logarithms are taken.';
  return {
    setting: `winsorise${log === 'none' ? '' : ` then ${log}`}, skew ${skew}, kurtosis ${kurt}, winmax ${most}${force ? ', forced' : ''}`,
    words: `${when} the most extreme figures take the value of the next, at most ${most} of them.${logs} Only the index uses treated figures; tables and charts show the real ones.`,
  };
}

const scales: Readonly<Record<Normalisation['method'], string>> = {
  z_score: 'Each ward’s figure becomes its distance from the average ward, counted in standard deviations',
  min_max: 'Each figure becomes its place between the lowest ward’s and the highest ward’s',
  rank: 'Each figure becomes its rank among the wards, so that distances do not count',
  percentile: 'Each figure becomes the share of the other wards that lie below it',
  borda: 'Each figure becomes the number of wards that lie below it',
  dist2max: 'Each figure becomes its distance from the highest ward’s, as a share of the range',
  dist2ref: 'Each figure becomes its distance from that of a reference ward',
  dist2targ: 'Each figure becomes the share of the way from the lowest ward’s to a target',
  fracmax: 'Each figure becomes a share of the highest ward’s',
  scaled: 'Each figure becomes its place on a fixed scale',
  goalposts: 'Each figure becomes its place between two fixed goalposts',
};

function scaleWords(scale: Scale): Said {
  const setting = nameOfScale(scale);
  if (scale === 'imd_exponential') {
    return {
      setting,
      words: `${scales.z_score}; then wards are put in order on each domain, and the order is stretched so that the highest need counts most: the exponential transformation of the English Indices of Deprivation.`,
    };
  }
  const { method, ...settings } = normalisationOf(scale);
  const said = Object.entries(settings).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`);
  return { setting, words: `${scales[method]}${said.length ? ` (${said.join(', ')})` : ''}.` };
}

function weightWords({ domains }: Index): Said {
  const weights = domains.map(({ weight }) => weight);
  const setting = domains.map(({ domain, weight }) => `${domain.id} ${weight}`).join(', ');
  return new Set(weights).size === 1
    ? { setting: 'equal', words: 'Domains weigh alike, and so do the indicators of a domain unless said below.' }
    : { setting, words: 'Domains weigh as the table below says; the indicators of a domain alike unless said below.' };
}

const means = (mean: AggregateMean): string =>
  typeof mean === 'string' ? `the ${mean} mean` : `the generalised mean of power ${mean.power}`;

function meanWords(index: Index): Said {
  const { domain, index: top } = meansOf(index);
  const [least, most] = [powerOf(domain), powerOf(top)].sort((a, b) => a - b);
  const levelling =
    (least ?? 1) < 1
      ? ' A ward comes out high only where need is high in most things.'
      : (most ?? 1) > 1
        ? ' High need in one thing counts for more than low need in another takes away.'
        : ' Much need in one thing can be made up for by little in another.';
  const words =
    domain === top
      ? `Indicators make domains, and domains the index, by ${means(domain)}.`
      : `Indicators make domains by ${means(domain)}, and domains the index by ${means(top)}.`;
  return { setting: nameOfMeans(index), words: `${words}${levelling}` };
}
