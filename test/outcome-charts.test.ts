/** Pictures and words about what becomes of families: what they say, when they keep silent, and that every size can be drawn. */
import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import type { MartRow } from '../models/marts.js';
import { cohortOverlap, overlapFinding, wholeGroup } from '../outputs/charts/cohort-overlap.js';
import { earlyHelpIndex } from '../outputs/charts/early-help-index.js';
import { earlyHelpOverTime } from '../outputs/charts/early-help-questions.js';
import { earlyHelpWards, wardsFinding } from '../outputs/charts/early-help-wards.js';
import { outcomeChange } from '../outputs/charts/outcome-change.js';
import type { Chart } from '../outputs/define.js';
import { reportPage } from '../outputs/report/page.js';
import { agreementFinding, isShare, questionsFinding } from '../outputs/telling/early-help.js';
import { outcomeFinding } from '../outputs/telling/outcome.js';
import { needsAssessment } from '../pipelines/needs-assessment.js';
import { supportPathways } from '../pipelines/support-pathways.js';
import { reportData, reportRows } from './support/report.js';

type Outcome = MartRow<'mart_outcome'>;

const none = { lower95_0cl: null, upper95_0cl: null } as const;
const outcome = (
  programme: string,
  [low, high]: readonly [number, number],
  changes: Partial<Outcome> = {},
): Outcome => ({
  programme,
  measure: 'SDQ',
  measure_title: 'Child’s difficulties (SDQ, by a parent)',
  better: 'lower',
  timepoint: 'after',
  position: 1,
  basis: 'paired',
  n_before: 60,
  n: 46,
  reliability: 'usual',
  mean_before: 16,
  mean_after: 16 + (low + high) / 2,
  change: (low + high) / 2,
  lower95_0cl: low,
  upper95_0cl: high,
  effect: -0.3,
  effect_lower95_0cl: -0.5,
  effect_upper95_0cl: -0.1,
  correlation: 0.7,
  judgement: high < 0 ? 'better' : low > 0 ? 'worse' : 'not_told',
  cutoff: 17,
  over_before: 50,
  over_before_lower95_0cl: 40,
  over_before_upper95_0cl: 60,
  over_after: 35,
  over_after_lower95_0cl: 25,
  over_after_upper95_0cl: 45,
  over_change: -15,
  over_change_lower95_0cl: -28,
  over_change_upper95_0cl: -2,
  status: 'measured',
  ...changes,
});
const withheld = outcome('Dads together', [-1, 1], {
  ...none,
  n: null,
  mean_before: null,
  mean_after: null,
  change: null,
  judgement: null,
  reliability: null,
  status: 'withheld',
});
const outcomes = [
  outcome('Arguing better', [-3, -1]),
  outcome('Children first', [-2, 0.4], { basis: 'unpaired' }),
  withheld,
];

const cohort = (
  name: string,
  also_in: string,
  people: number | null,
  shares: readonly [number, number] | null = null,
) => ({
  cohort: name,
  also_in,
  people,
  share_of_cohort: shares?.[0] ?? null,
  share_of_also_in: shares?.[1] ?? null,
  status: people === null ? ('withheld' as const) : ('measured' as const),
});
const cohorts = [
  cohort('All', '', 1000),
  cohort('Arrears', '', 90),
  cohort('Benefits', '', 268),
  cohort('Cap', '', 30),
  cohort('All', 'Arrears', 90, [9, 100]),
  cohort('All', 'Benefits', 268, [26.8, 100]),
  cohort('All', 'Cap', 30, [3, 100]),
  cohort('Arrears', 'Benefits', 66, [73.3, 24.6]),
  cohort('Arrears', 'Cap', 12, [13.3, 40]),
  cohort('Benefits', 'Cap', null),
];

type EarlyHelp = MartRow<'mart_early_help'>;
const share = (period: string, value: number, changes: Partial<EarlyHelp> = {}): EarlyHelp => ({
  question: 'family_conflict',
  period,
  latest: period === '2024/25',
  area_level: 'authority',
  area: 'X06000001',
  area_name: 'Brackmouth',
  assessments: 100,
  yes: value,
  value,
  lower95_0cl: value - 8,
  upper95_0cl: value + 8,
  first_period: null,
  change: null,
  change_lower95_0cl: null,
  change_upper95_0cl: null,
  status: 'measured',
  ...changes,
});
const since = (change: number, half: number) => ({
  first_period: '2023/24',
  change,
  change_lower95_0cl: change - half,
  change_upper95_0cl: change + half,
});
const agreement: MartRow<'mart_early_help_agreement'> = {
  question: 'family_conflict',
  period: '2024/25',
  wards: 27,
  value: 0.62,
  lower95_0cl: 0.3,
  upper95_0cl: 0.82,
  judgement: 'same_way',
};
const both = { question: 'both_parents_involved' } as const;

function rows() {
  const all = reportRows();
  all.mart_outcome = outcomes;
  all.mart_cohort = cohorts;
  all.mart_early_help = [
    share('2023/24', 40),
    share('2024/25', 66, since(26, 10)),
    share('2023/24', 40, both),
    share('2024/25', 44, { ...both, ...since(4, 10) }),
    ...all.mart_index
      .slice(0, 12)
      .map(({ ward, ward_name }, i) =>
        share('2024/25', 40 + 4 * i, { area_level: 'ward', area: ward, area_name: ward_name }),
      ),
  ];
  all.mart_early_help_agreement = [agreement];
  return all;
}

const charts = [
  outcomeChange,
  cohortOverlap,
  earlyHelpOverTime,
  earlyHelpWards,
  earlyHelpIndex,
] as never as readonly Chart[];

describe('pictures of what becomes of families', () => {
  it('are drawn in every size, with a finding, alt text and a table', () => {
    for (const chart of charts)
      for (const size of ['page', 'slide', 'phone'] as const) {
        const drawing = chart.draw(rows() as never, size);
        expect(() => compile(drawing!.spec), `${chart.name} ${size}`).not.toThrow();
        expect(drawing?.alt.endsWith(`${drawing.title}.`), chart.name).toBe(true);
        expect(drawing?.table.rows.length).toBeGreaterThan(0);
        expect(drawing?.table.rows.every((row) => row.length === drawing.table.headings.length)).toBe(true);
      }
  });

  it('keep silent where the council has given nothing', () => {
    for (const chart of charts) expect(chart.draw(reportRows() as never, 'page'), chart.name).toBeUndefined();
  });
});

describe('what is said of scores', () => {
  it('goes no further than the intervals, and never says why', () => {
    expect(outcomeFinding(outcomes)).toBe(
      'Scores after a programme were better in one of two comparisons with those before; in one no change can be told',
    );
    expect(outcomeFinding([outcome('A', [1, 3]), outcome('B', [-3, -1]), outcome('C', [-3, -1])])).toBe(
      'Scores after a programme were better in two of three comparisons with those before; worse in one',
    );
    expect(outcomeFinding([outcome('A', [-1, 1]), outcome('B', [-1, 1])])).toBe(
      'In none of two comparisons did scores after a programme clearly differ from those before',
    );
    expect(outcomeFinding([outcome('A', [-3, -1])])).toBe(
      'Child’s difficulties (SDQ, by a parent): scores after ‘A’ were 2.0 points lower (1.0 to 3.0) than before',
    );
    expect(outcomeFinding([outcome('A', [-1, 1])])).toContain('do not clearly differ');
    expect(outcomeFinding([withheld])).toContain('too few people');
    for (const words of [outcomeFinding(outcomes), reportPage(reportData(rows()))])
      expect(words).not.toMatch(/programme(s)? (reduced|improved|helped|worked)|because of the programme|thanks to/i);
  });

  it('counts the first time after a programme once, whatever came of it later', () => {
    const later = outcome('A', [-1, 1], { timepoint: '6m', position: 4 });
    expect(outcomeFinding([later, outcome('A', [-3, -1]), outcome('B', [-3, -1])])).toContain(
      'better in both comparisons',
    );
  });
});

describe('what is said of groups', () => {
  it('leaves out the group that all are in, and names the largest share', () => {
    expect(wholeGroup(cohorts)?.cohort).toBe('All');
    expect(overlapFinding(cohorts)).toBe('73% of those in ‘Arrears’ are also in ‘Benefits’ (66 of 90)');
    expect(wholeGroup(cohorts.slice(1, 4))).toBeUndefined();
    expect(overlapFinding([cohort('A', '', 9), cohort('B', '', 9), cohort('A', 'B', null)])).toContain('too few');
  });
});

describe('what is said of early help', () => {
  it('speaks of a rise only where its whole interval is one', () => {
    const said = questionsFinding(rows().mart_early_help);
    expect(said).toBe(
      'In 66% of early-help assessments in 2024/25 family conflict was noted, up from 40% in 2023/24; no clear change in ‘both parents took part’',
    );
    expect(questionsFinding([share('2023/24', 40), share('2024/25', 44, since(4, 10))])).toContain(
      'not clearly more or less',
    );
    expect(questionsFinding([share('2024/25', 66)])).toBe(
      'In 66% (58 to 74%) of early-help assessments in 2024/25 family conflict was noted',
    );
  });

  it('sets wards apart by their intervals', () => {
    const whole = [share('2024/25', 50)].filter(isShare)[0]!;
    const wards = [70, 52, 30].map((value) => share('2024/25', value)).filter(isShare);
    expect(wardsFinding(wards, whole)).toContain('in one of three wards more often, in one less often');
    expect(wardsFinding(wards.slice(1, 2), whole)).toContain('none of one ward clearly differs');
  });

  it('holds the index against it as far as the correlation’s interval goes', () => {
    expect(agreementFinding(agreement)).toBe(
      'In wards with more need by the index, family conflict was noted more often: rank correlation 0.62 (0.30 to 0.82), 27 wards',
    );
    expect(agreementFinding({ ...agreement, lower95_0cl: -0.1, judgement: 'not_told' })).toContain('cannot be told');
    expect(agreementFinding({ ...agreement, value: null })).toContain('too few wards');
  });
});

describe('the section on what becomes of families', () => {
  const page = [needsAssessment, supportPathways]
    .map(({ report }) => reportPage({ ...reportData(rows()), report }))
    .join();
  it('says what is not shown by it, who was lost on the way, and where questionnaires come from', () => {
    for (const words of [
      'This does not show that the programme made the difference',
      '46 of 60',
      '−2.0 (−3.0 to −1.0)',
      '−0.30 (−0.50 to −0.10)',
      '50%, 35%',
      'Goodman (1997)',
      'Does the index point where workers find need?',
      'It is not proof',
    ])
      expect(page, words).toContain(words);
  });

  it('is left out where nothing was given', () => {
    expect(reportPage({ ...reportData(), report: supportPathways.report })).not.toContain(
      'Before and after a programme',
    );
  });
});
