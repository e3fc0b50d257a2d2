/** What becomes of families: scores before and after, groups that overlap, early-help assessments; as the case studies had them. */
import { describe, expect, it } from 'vitest';
import type { Source } from '../sources/define.js';
import { cohorts } from '../sources/local/cohorts.js';
import { earlyHelpAssessments } from '../sources/local/early-help-assessments.js';
import { outcomeMeasures } from '../sources/local/outcome-measures.js';
import { censusAge } from '../sources/ons/census-age.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, under16, wantedOf } from './support/assessed.js';

const wards = Array.from({ length: 12 }, (_, i) => `E050000${String(i + 1).padStart(2, '0')}`);

/** Twelve wards of an LSOA each, with more children from one to the next: the index puts the last one first. */
function council(authority: string): [Source, string][] {
  const lsoa = (i: number) => `E010000${String(i + 1).padStart(2, '0')}`;
  return [
    [
      lsoa21Ward25,
      [
        'LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM',
        ...wards.map((ward, i) => `${lsoa(i)},${ward},Ward ${i + 1},${authority},Somewhere`),
        '',
      ].join('\n'),
    ],
    [
      censusAge,
      [
        'Lower layer Super Output Areas Code,Age (6 categories),Observation',
        ...wards.flatMap((_, i) => [
          `${lsoa(i)},Aged 15 years and under,${100 + 30 * i}`,
          `${lsoa(i)},Aged 16 to 24 years,1000`,
        ]),
        '',
      ].join('\n'),
    ],
  ];
}

const ask = async (
  authority: string,
  source: Source,
  lines: readonly string[],
  questions: readonly string[],
  changes: Parameters<typeof settingsOf>[1] = {},
) =>
  (
    await assessed(
      {
        wanted: wantedOf([under16]),
        settings: settingsOf([authority], changes),
        files: new Map([...council(authority), [source, `${lines.join('\n')}\n`]]),
      },
      questions,
    )
  ).answers;

const people = (n: number, from = 1) => Array.from({ length: n }, (_, i) => `P${from + i}`);

describe('Hertfordshire: an evaluation at one, three and six months', () => {
  // Forty people before, of whom 34, 28 and 12 answer later; each one's score falls by 3, 4 or 5 in turn.
  const score = (i: number) => 12 + (i % 9);
  const rows = [
    ...people(40).map((p, i) => `Talking together,PHQ-9,before,${p},${score(i)}`),
    ...(['1m', '3m', '6m'] as const).flatMap((when, k) =>
      people([34, 28, 12][k] ?? 0).map((p, i) => `Talking together,PHQ-9,${when},${p},${score(i) - 3 - ((i + k) % 3)}`),
    ),
  ];
  const answers = ask(
    'E10000015',
    outcomeMeasures,
    ['programme,measure,timepoint,participant_id,score', ...rows],
    ['select * from mart_outcome order by position', 'select * from local_outcome_measures'],
  );

  it('sets each person against themselves, and says how many were lost', async () => {
    const [rows] = await answers;
    expect(rows?.map(({ timepoint, n_before, n, basis }) => [timepoint, n_before, n, basis])).toEqual([
      ['1m', 40, 34, 'paired'],
      ['3m', 40, 28, 'paired'],
      ['6m', 40, 12, 'paired'],
    ]);
    // 34 changes of −3, −4, −5 in turn: mean −135/34, sd by hand 0.8343, t(33) = 2.0345.
    const changes = people(34).map((_, i) => -3 - (i % 3));
    const mean = changes.reduce((a, b) => a + b, 0) / 34;
    const sd = Math.sqrt(changes.reduce((a, b) => a + (b - mean) ** 2, 0) / 33);
    expect(rows?.[0]?.change).toBeCloseTo(mean, 10);
    expect(rows?.[0]?.upper95_0cl).toBeCloseTo(mean + (2.0345153 * sd) / Math.sqrt(34), 5);
    expect(rows?.[0]).toMatchObject({ better: 'lower', cutoff: 10, judgement: 'better', status: 'measured' });
    expect(rows?.[2]).toMatchObject({ reliability: 'small_numbers' });
  });

  it('keeps nothing of a person', async () => {
    const [, kept] = await answers;
    expect(kept).toHaveLength(4);
    expect(Object.keys(kept?.[0] ?? {})).not.toEqual(expect.arrayContaining(['participant_id']));
    expect(JSON.stringify(kept)).not.toContain('P1');
  });
});

describe('Newcastle and Westminster: measures before and after, as summaries without the people', () => {
  const head = 'programme,measure,timepoint,n,mean,sd,n_over_cutoff';
  const file = [
    head,
    'Parents as partners,WEMWBS,before,42,42.1,8.4,',
    'Parents as partners,WEMWBS,after,35,47.9,8.8,',
    'Parents as partners,SDQ,before,40,17.2,5.6,22',
    'Parents as partners,SDQ,after,33,16.1,5.9,14',
    'Evening course,SDQ,before,12,18.0,5.0,',
    'Evening course,SDQ,after,9,15.0,5.0,',
  ];
  const answers = ask('E08000021', outcomeMeasures, file, ['select * from mart_outcome order by programme, measure']);

  it('reckons as if they were other people, and knows which way is better', async () => {
    const [[, sdq, wellbeing] = []] = await answers;
    // Welch by hand: 5.8 ± t(71.2)·√(8.4²/42 + 8.8²/35) = 5.8 ± 1.9938·1.9731.
    expect(wellbeing).toMatchObject({ basis: 'unpaired', better: 'higher', judgement: 'better', correlation: null });
    expect(wellbeing?.lower95_0cl).toBeCloseTo(5.8 - 3.934, 2);
    expect(sdq).toMatchObject({ better: 'lower', judgement: 'not_told', over_before: expect.closeTo(55, 10) });
    expect(Number(sdq?.over_change_lower95_0cl)).toBeLessThan(0);
    expect(Number(sdq?.over_change_upper95_0cl)).toBeGreaterThan(0);
  });

  it('shows nothing of fewer than ten', async () => {
    const [[evening] = []] = await answers;
    expect(evening).toMatchObject({ n: null, mean_before: null, mean_after: null, change: null, status: 'withheld' });
  });
});

describe('Luton and Manchester: who is over a clinical cut-off', () => {
  /** Scores of one programme: how many are at the cut-off both times, only before, only after, never. */
  const crossing = (both: number, before: number, after: number, neither: number) => {
    const kinds = [
      ...Array(both).fill([20, 18]),
      ...Array(before).fill([19, 12]),
      ...Array(after).fill([14, 17]),
      ...Array(neither).fill([11, 10]),
    ];
    return kinds.flatMap(([b, a], i) => [`Course,SDQ,before,P${i},${b + (i % 2)}`, `Course,SDQ,after,P${i},${a}`]);
  };
  const shares = (rows: readonly string[], changes = {}) =>
    ask(
      'E06000032',
      outcomeMeasures,
      ['programme,measure,timepoint,participant_id,score', ...rows],
      ['select * from mart_outcome'],
      changes,
    );

  it('is compared by pairs, where nobody can be told from it', async () => {
    const [[row] = []] = await shares(crossing(12, 14, 6, 18));
    expect(row).toMatchObject({ over_before: 52, over_after: 36, over_change: expect.closeTo(-16, 10) });
    // Newcombe’s method 10 by R’s contingencytables: φ = (12·18 − 14·6 − 25)/√(26·24·18·32).
    expect(row?.over_change_lower95_0cl).toBeCloseTo(-31.7, 0);
  });

  it('is withheld where few are over it, or few are not, and who crossed it is not told by the interval', async () => {
    const [[few] = []] = await shares(crossing(2, 20, 1, 17));
    expect(few).toMatchObject({ over_before: expect.closeTo(55, 10), over_after: null, over_change: null, n: 40 });
    const [[loose] = []] = await shares(crossing(12, 14, 2, 18));
    const [[tight] = []] = await shares(crossing(12, 14, 2, 18), { suppressBelow: 1 });
    const width = (row: typeof loose) => Number(row?.over_change_upper95_0cl) - Number(row?.over_change_lower95_0cl);
    expect(width(loose)).toBeGreaterThan(width(tight));
  });

  it('tells neither how few were lost, nor what set apart two times with nearly the same people', async () => {
    const rows = [
      ...people(43).map((p, i) => `Course,SDQ,before,${p},${15 + (i % 7)}`),
      ...people(40).map((p, i) => `Course,SDQ,after,${p},${12 + (i % 6)}`),
      ...people(38).map((p, i) => `Course,SDQ,3m,${p},${12 + (i % 5)}`),
    ];
    const [[after, later] = []] = await shares(rows);
    expect(after).toMatchObject({ n_before: null, n: 40, mean_before: expect.any(Number) });
    expect(later).toMatchObject({ n: null, mean_before: null, mean_after: null, change: expect.any(Number) });
  });
});

describe('Croydon: overlapping cohorts known to a service', () => {
  // 10,000 families known, 2,676 on income-related benefits, 900 in arrears, 300 losing more than £200 a week.
  const rows = [
    ...people(10_000).map((p) => `${p},Known to Gateway`),
    ...people(2676).map((p) => `${p},Income-related benefits`),
    ...people(900, 2001).map((p) => `${p},Rent arrears`),
    ...people(300, 2378).map((p) => `${p},Losing over £200 a week`),
  ];
  const question = 'select cohort, also_in, people, share_of_cohort, status from mart_cohort order by cohort, also_in';

  it('has the sizes that were published, and what they have in common', async () => {
    const [found, kept] = await ask(
      'E09000008',
      cohorts,
      ['person_id,cohort', ...rows],
      [question, 'select * from local_cohorts'],
    );
    const sizes = found?.filter(({ also_in }) => also_in === '').map(({ cohort, people }) => [cohort, people]);
    expect(sizes).toEqual([
      ['Income-related benefits', 2676],
      ['Known to Gateway', 10_000],
      ['Losing over £200 a week', 300],
      ['Rent arrears', 900],
    ]);
    const both = (a: string, b: string) => found?.find(({ cohort, also_in }) => cohort === a && also_in === b);
    expect(both('Income-related benefits', 'Rent arrears')).toMatchObject({ people: 676, status: 'measured' });
    expect(both('Known to Gateway', 'Rent arrears')).toMatchObject({ people: 900, share_of_cohort: 9 });
    // 299 of 300 are on benefits as well: the one who is not must not be told. Nor may it be told by way of the arrears.
    expect(both('Income-related benefits', 'Losing over £200 a week')).toMatchObject({
      people: null,
      status: 'withheld',
    });
    expect(JSON.stringify(kept)).not.toContain('P1');
  });

  it('does not trust numbers that no families could make', async () => {
    const file = ['cohort,also_in,people', 'A,,100', 'B,,50', 'A,B,60'];
    const [found] = await ask('E09000008', cohorts, file, [question]);
    expect(found?.find(({ also_in }) => also_in === 'B')).toMatchObject({ status: 'does_not_add_up' });
  });
});

describe('Rochdale: the family-conflict tick in early-help assessments', () => {
  const question = "select * from mart_early_help where area_level = 'authority' order by question, period";

  it('finds that 66% of families in early help needed relationship support, with Wilson’s limits', async () => {
    const [rows] = await ask(
      'E08000005',
      earlyHelpAssessments,
      ['period,assessments,family_conflict', '2022/23,400,208', '2023/24,500,330'],
      [question],
    );
    // Wilson, by hand: 330/500 = 66.0 (61.7 to 70.0); from 52%, 14.0 points (7.6 to 20.3) by Newcombe.
    expect(rows?.[1]).toMatchObject({
      value: 66,
      latest: true,
      first_period: '2022/23',
      change: expect.closeTo(14, 10),
      status: 'measured',
    });
    expect(rows?.[1]?.lower95_0cl).toBeCloseTo(61.7, 1);
    expect(rows?.[1]?.upper95_0cl).toBeCloseTo(70.0, 1);
    expect(Number(rows?.[1]?.change_lower95_0cl)).toBeGreaterThan(7);
    expect(rows).toHaveLength(2);
  });

  it('holds the index against it: wards in the same order, with an interval', async () => {
    const file = [
      'period,area,assessments,family_conflict',
      ...wards.map((ward, i) => `2023/24,${ward},60,${12 + 2 * i + (i % 3)}`),
    ];
    const [agreement, wardRows] = await ask('E08000005', earlyHelpAssessments, file, [
      'select * from mart_early_help_agreement',
      "select * from mart_early_help where area_level = 'ward'",
    ]);
    expect(agreement).toEqual([
      {
        question: 'family_conflict',
        period: '2023/24',
        wards: 12,
        value: expect.closeTo(0.99, 1),
        lower95_0cl: expect.any(Number),
        upper95_0cl: expect.any(Number),
        judgement: 'same_way',
      },
    ]);
    expect(wardRows).toHaveLength(12);
  });

  it('withholds a small count by ward, and another that would give it away', async () => {
    const counts = [3, 30, 25, 28, 31, 22, 27, 24, 26, 29, 33, 35];
    const file = [
      'period,area,assessments,family_conflict',
      ...wards.map((ward, i) => `2023/24,${ward},60,${counts[i]}`),
    ];
    const [rows] = await ask('E08000005', earlyHelpAssessments, file, [
      'select * from mart_early_help order by area_level, area',
    ]);
    expect(rows?.filter(({ status }) => status === 'withheld').length).toBeGreaterThanOrEqual(2);
    expect(rows?.find(({ area }) => area === wards[0])).toMatchObject({ yes: null, value: null, status: 'withheld' });
  });
});

describe('Blackpool: three audit questions, tracked', () => {
  it('says of each how far it is from the first quarter, with an interval', async () => {
    const file = [
      'period,assessments,relationship_considered,both_parents_involved,distress_identified_early',
      '2023/24 Q1,60,21,24,9',
      '2023/24 Q2,60,28,25,',
      '2023/24 Q3,60,39,27,3',
      '2023/24 Q4,60,45,29,12',
    ];
    const [rows] = await ask('E06000009', earlyHelpAssessments, file, [
      "select * from mart_early_help where area_level = 'authority' order by question, period",
    ]);
    const last = (question: string) => rows?.findLast((row) => row.question === question);
    expect(last('relationship_considered')).toMatchObject({ value: 75, change: 40 });
    expect(Number(last('relationship_considered')?.change_lower95_0cl)).toBeGreaterThan(20);
    // 24 to 29 of 60: the interval holds nought.
    expect(Number(last('both_parents_involved')?.change_lower95_0cl)).toBeLessThan(0);
    const early = rows?.filter(({ question }) => question === 'distress_identified_early');
    expect(early?.map(({ period, status }) => [period, status])).toEqual([
      ['2023/24 Q1', 'measured'],
      ['2023/24 Q3', 'withheld'],
      ['2023/24 Q4', 'measured'],
    ]);
  });
});
