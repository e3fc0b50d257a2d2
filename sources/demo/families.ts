/** What becomes of families in the made-up borough: scores before and after programmes, groups that overlap, early help. */
import { byWard } from './local.js';
import type { Community } from './people.js';
import { bell, stream } from './random.js';
import { clamp, lift, shareOut } from './share.js';
import { type Cell, csv } from './table.js';

/**
 * Programme, questionnaire, its least and most, mean and spread before; then each later time with how many still answer
 * and how far they have moved: one clear change for the better, one that fades, one that nobody can tell, and one of few.
 */
const courses = `
Arguing better|SDQ|0|40|92|15.8|5.4|after 68 -2.1|6m 41 -1.7
Arguing better|RQS|9|45|92|27.5|6.2|after 68 3.1|6m 41 2.2
Couple counselling|PHQ-9|0|27|54|12.3|4.6|after 39 -3.6|3m 28 -2.9
Children first after separation|SDQ|0|40|61|16.4|5.5|after 47 -0.5
Dads together|WEMWBS|14|70|19|43.5|8.1|after 13 4.6
Young parents’ evenings|PSS|18|90|14|44.0|9.0|after 8 -3.0`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

/** One row a score. Whoever answers later answered before; the same people carry on with the second questionnaire of a course. */
export function outcomesFile(): Uint8Array {
  const random = stream('outcomes');
  const rows = courses.flatMap(([programme = '', measure = '', ...rest], course): Cell[][] => {
    const [least = 0, most = 0, people = 0, mean = 0, spread = 0] = rest.slice(0, 5).map(Number);
    const before = Array.from({ length: people }, () => mean + spread * bell(random));
    const score = (value: number) => clamp(value, least, most);
    const id = (i: number) => `P${course + 1}${String(i + 1).padStart(3, '0')}`;
    const later = rest.slice(5).flatMap((time) => {
      const [when = '', stayed = '', moved = ''] = time.split(' ');
      return before
        .slice(0, Number(stayed))
        .map((own, i): Cell[] => [
          programme,
          measure,
          when,
          id(i),
          score(own + Number(moved) + 0.62 * spread * bell(random)),
        ]);
    });
    return [...before.map((own, i): Cell[] => [programme, measure, 'before', id(i), score(own)]), ...later];
  });
  return csv([['programme', 'measure', 'timepoint', 'participant_id', 'score'], ...rows]);
}

/** Groups of families, and how likely one is to be in each for every kind of family: comfortable, stretched, in trouble. */
const groups = [
  ['Known to family hubs', 1, 1, 1],
  ['Income-related benefits', 0.04, 0.55, 0.86],
  ['Rent or council-tax arrears', 0.02, 0.14, 0.52],
  ['Losing over £200 a week', 0.001, 0.02, 0.15],
  ['Temporary accommodation', 0, 0.006, 0.07],
] as const;

/** How many families are in each group, and in each two. */
export function cohortsFile(): Uint8Array {
  const random = stream('cohorts');
  const families = shareOut(4180, [0.62, 0.27, 0.11]).flatMap((n, kind) =>
    Array.from({ length: n }, () => groups.map((group) => random() < Number(group[kind + 1]))),
  );
  const both = (a: number, b: number) => families.filter((is) => is[a] && is[b]).length;
  const rows = groups.flatMap(([name], a): Cell[][] => [
    [name, '', both(a, a)],
    ...groups.slice(a + 1).map(([other], i): Cell[] => [name, other, both(a, a + 1 + i)]),
  ]);
  return csv([['cohort', 'also_in', 'people'], ...rows]);
}

/**
 * Six years of the whole borough with every question, and the last by ward with the first of them. Conflict is noted and the
 * relationship considered more and more often; whether both parents take part stays as it was.
 */
const yearly = [
  ['2019/20', 1730, 0.29, 0.26, 0.41, 0.11],
  ['2020/21', 1460, 0.33, 0.27, 0.38, 0.1],
  ['2021/22', 1820, 0.36, 0.33, 0.4, 0.12],
  ['2022/23', 2010, 0.37, 0.42, 0.42, 0.13],
  ['2023/24', 2140, 0.4, 0.51, 0.41, 0.15],
] as const;

export function earlyHelpFile(communities: readonly Community[]): Uint8Array {
  const random = stream('early help');
  const wards = byWard(communities).map(({ code, households, poverty, strain }) => {
    const assessments = Math.round(households * 0.019 * lift(0.3 * poverty + 0.2 * strain + 0.1 * bell(random)));
    const odds = 0.68 * lift(0.34 * strain + 0.12 * poverty + 0.3 * bell(random));
    return { code, assessments, conflict: Math.round((assessments * odds) / (1 + odds)) };
  });
  // A few families have moved away, and their ward is not noted.
  const all = wards.reduce((sum, ward) => sum + ward.assessments, 23);
  const conflict = wards.reduce((sum, ward) => sum + ward.conflict, 9);
  const share = (of: number) => Math.round(all * of);
  const earlier = yearly.map(([period, n, ...shares]): Cell[] => [
    period,
    '',
    n,
    ...shares.map((of) => Math.round(n * of)),
  ]);
  return csv([
    [
      ...['period', 'area', 'assessments', 'family_conflict'],
      ...['relationship_considered', 'both_parents_involved', 'distress_identified_early'],
    ],
    ...earlier,
    ['2024/25', '', all, conflict, share(0.58), share(0.42), share(0.17)],
    ...wards.map(({ code, assessments, conflict }): Cell[] => ['2024/25', code, assessments, conflict, '', '', '']),
  ]);
}
