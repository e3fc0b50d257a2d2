/** Charts of the pathway and of partnership work: what they say, when they keep silent, and that no two words lie over each other. */
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import type { MartRow } from '../models/marts.js';
import { levelIds } from '../models/pathways/levels.js';
import { engagementReach } from '../outputs/charts/engagement-reach.js';
import { pathwayDiagram, pathwayFinding } from '../outputs/charts/pathway-diagram.js';
import { planningTool, stageFinding } from '../outputs/charts/planning-tool.js';
import { theoryScoreboard } from '../outputs/charts/theory-scoreboard.js';
import { trainedFinding, workforceReach } from '../outputs/charts/workforce-reach.js';
import type { Chart, Size } from '../outputs/define.js';
import { flowsIn } from '../outputs/drawing/pathway-flow.js';
import { sizes, textWidth } from '../outputs/drawing/style.js';
import { distanceWords, reachEdge, roundReach } from '../outputs/map/reach.js';
import { endsSoon, isStale } from '../outputs/report/directory.js';
import { reachFinding } from '../outputs/telling/engagement.js';
import { judgementWords, theoryFinding, wayWords } from '../outputs/telling/theory.js';
import { reportRows } from './support/report.js';

type Rows = ReturnType<typeof reportRows>;

const service = (id: string, i: number, name = `Service ${id}`): MartRow<'mart_service'> => ({
  service_id: id,
  organisation: 'Family hubs',
  name,
  level: levelIds[i % 4] ?? 'universal',
  position: (i % 4) + 1,
  sector: null,
  audience: null,
  situation: i % 2 === 0 ? 'separating; kinship' : null,
  mode: null,
  evidence: null,
  cost: null,
  places: i % 5 === 4 ? null : 40 * (i + 1),
  wards_covered: 3,
  covers_all: true,
  east: null,
  north: null,
  wait_days: null,
  languages: null,
  referral_route: null,
  funding_end: null,
  verified_on: null,
  covers: 'all',
  postcode: null,
  lat: null,
  lon: null,
});

const names = [
  'Arguing better',
  'Getting it right for children whose parents have separated and do not speak',
  'Drop-in',
  'Me, you and baby too',
  'Familienberatungsstellenverzeichnis',
];

const services = (n: number) =>
  Array.from({ length: n }, (_, i) => service(`S${i + 1}`, i, names[i % names.length] ?? ''));

/** Referrals by each of some kinds of referrer to each of the services, by a rule; small flows withheld. */
function flows(
  list: readonly MartRow<'mart_service'>[],
  referrers: readonly string[],
  n = (r: number, s: number) => 7 * r + 3 * s + 2,
) {
  const row = (step: MartRow<'mart_flow'>['step'], referrer: string, level: string, service_id: string, sum: number) =>
    ({
      ...{ period: '2024/25', step, referrer, level, service_id, service_name: null },
      ...{ referrals: sum > 0 && sum < 5 ? null : sum, status: sum > 0 && sum < 5 ? 'withheld' : 'measured' },
    }) satisfies MartRow<'mart_flow'>;
  const all = referrers.flatMap((referrer, r) => list.map((one, s) => ({ referrer, one, n: n(r, s) })));
  const sum = (of: (one: (typeof all)[number]) => boolean) => all.filter(of).reduce((total, one) => total + one.n, 0);
  return [
    row(
      'all',
      'all',
      'all',
      'all',
      sum(() => true),
    ),
    ...referrers.map((name) =>
      row(
        'referrer',
        name,
        'all',
        'all',
        sum(({ referrer }) => referrer === name),
      ),
    ),
    ...levelIds.map((level) =>
      row(
        'level',
        'all',
        level,
        'all',
        sum(({ one }) => one.level === level),
      ),
    ),
    ...referrers.flatMap((name) =>
      levelIds.map((level) =>
        row(
          'referrer_to_level',
          name,
          level,
          'all',
          sum(({ referrer, one }) => referrer === name && one.level === level),
        ),
      ),
    ),
    ...list.map((one) =>
      row(
        'service',
        'all',
        one.level,
        one.service_id,
        sum((way) => way.one === one),
      ),
    ),
  ];
}

const team = (period: string, name: string, value: number | null, n = 100): MartRow<'mart_workforce'> => ({
  ...{ period, all_teams: name === 'All teams', team: name, teams: 1 },
  ...{
    in_scope: value === null ? null : n,
    trained: value === null ? null : (n * value) / 100,
    champions: value === null ? null : 4,
  },
  ...{ confidence_before: 5.1, confidence_after: 7.4, value },
  ...{ lower95_0cl: value === null ? null : value - 9, upper95_0cl: value === null ? null : value + 9 },
  status: value === null ? 'withheld' : 'measured',
});
const teams = [
  team('2022/23', 'All teams', 20),
  team('2024/25', 'All teams', 58),
  team('2022/23', 'Health visiting', 30),
  team('2024/25', 'Health visiting', 81),
  team('2024/25', 'Children’s social care and early help in the north of the county', 40),
  team('2024/25', 'Panel', null),
];

const reached = (
  period: string,
  channel: string,
  reach: number | null,
  engagements: number,
): MartRow<'mart_engagement'> => ({
  ...{ period, channel, views: reach === null ? 900 : null, reach, impressions: null, engagements },
  ...{ rate_of: reach === null ? 'views' : 'reach', rate: (engagements * 100) / (reach ?? 900) },
});
const messages = ['2023', '2024', '2025'].flatMap((period, i) => [
  reached(period, 'Facebook', 9000 + 4000 * i, 200 + 90 * i),
  reached(period, 'A newsletter to all parents of children in school', 700, 51),
  reached(period, 'Web pages', null, 60),
]);

const statement = (text: string, changes: Partial<MartRow<'mart_theory'>> = {}): MartRow<'mart_theory'> => ({
  ...{ stage: 'change', position: 2, statement: text, indicator: 'workforce_trained', title: 'Staff who are trained' },
  ...{ unit: '%', period: '2024/25', baseline: 20, value: 58, lower95_0cl: 55, upper95_0cl: 62, target: 75, due: null },
  ...{ judgement: 'on_the_way', distance: 69.1 },
  ...changes,
});
const theory = [
  statement('Families meet conflict late.', { stage: 'now', position: 1, judgement: 'away', distance: -400 }),
  statement('Staff can talk about relationships, whoever it is that they meet and wherever they happen to meet them.'),
  statement('Referrals go right.', { judgement: 'met', distance: 130 }),
  statement('Children thrive.', {
    ...{ stage: 'long_term', position: 4, judgement: 'no_figure', distance: null, value: null, title: null },
    ...{ indicator: 'children_thrive', lower95_0cl: null, upper95_0cl: null },
  }),
];

const agreed = (element: string, ...stages: readonly string[]): MartRow<'mart_planning'>[] =>
  stages.map((stage, i) => ({
    ...{ element, agreed_on: `${2022 + i}-03-31`, stage, evidence: null },
    position: Number(/\d/.exec(stage)?.[0] ?? Number.NaN) || null,
  }));
const planning = [
  ...agreed('Leadership', '1', '2', '3'),
  ...agreed('Working with partners in health, schools and the voluntary sector', '2', '2', '2'),
  ...agreed('Evidence', '3', '2', '1'),
];

/** The marts of a small borough with everything that these charts read. */
function rows(list = services(9), referrers: readonly string[] = ['School', 'GP', 'Police']): Rows {
  const all = reportRows();
  all.mart_service = list;
  all.mart_flow = referrers.length > 0 ? flows(list, referrers) : [];
  [all.mart_workforce, all.mart_engagement, all.mart_theory, all.mart_planning] = [teams, messages, theory, planning];
  return all;
}

const charts = [pathwayDiagram, workforceReach, engagementReach, theoryScoreboard, planningTool] as unknown as Chart[];
const allSizes = ['page', 'slide', 'phone'] as const;
const drawn = (chart: Chart, from: Rows, size: Size) => chart.draw(from as never, size);

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Every word placed by pixel in a spec, with the room it takes. */
function wordsOf(spec: TopLevelSpec, size: Size): Word[] {
  type Spoken = {
    mark: { type: string; align?: string; fontWeight?: number };
    data: { values: Record<string, unknown>[] };
    encoding: Record<string, { field?: string }>;
  };
  const { layer, padding } = spec as unknown as { layer: Spoken[]; padding: { left: number } };
  // The last layer is the foot, which the frame places.
  return layer.slice(0, -1).flatMap(({ mark, data, encoding }) =>
    mark.type !== 'text'
      ? []
      : data.values.flatMap((value) => {
          const [x, y] = [encoding.x?.field, encoding.y?.field].map((field) => Number(value[field ?? '']));
          const text = String(value[encoding.text?.field ?? ''] ?? '');
          if (x === undefined || y === undefined || text === '') return [];
          const wide = textWidth(text, sizes[size].text, mark.fontWeight === 600 ? 600 : 400);
          const left = padding.left + x - (mark.align === 'right' ? wide : mark.align === 'center' ? wide / 2 : 0);
          return [{ text, left, right: left + wide, y }];
        }),
  );
}

const over = (words: readonly Word[]): string[] =>
  words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .filter((b) => Math.abs(a.y - b.y) < 13 && a.left < b.right - 1 && b.left < a.right - 1)
      .map((b) => `${a.text} / ${b.text}`),
  );

describe('charts of the pathway and of partners', () => {
  it('are drawn in every size, with a finding, alt text and a table', () => {
    for (const chart of charts)
      for (const size of allSizes) {
        const drawing = drawn(chart, rows(), size);
        expect(() => compile(drawing!.spec), `${chart.name} ${size}`).not.toThrow();
        expect(drawing?.alt.endsWith(`${drawing.title}.`)).toBe(true);
        expect(drawing?.foot).toContain('Made-up data');
        expect(drawing?.table.rows.length).toBeGreaterThan(0);
        expect(drawing?.table.rows.every((row) => row.length === drawing.table.headings.length)).toBe(true);
      }
  });

  it('keep silent where the council has given nothing', () => {
    for (const chart of charts) expect(drawn(chart, reportRows(), 'page'), chart.name).toBeUndefined();
  });

  it('put no word over another, nor over the edge, whatever things are called and however many there are', () => {
    const cases = [
      rows(),
      rows(services(9), []),
      rows(services(26), [
        'School',
        'Health visitors and school nurses',
        'GP',
        'Police',
        'Self',
        'Early help',
        'Midwives',
        'Housing',
      ]),
      rows(services(3), ['not said']),
    ];
    for (const chart of charts)
      for (const [i, from] of cases.entries())
        for (const size of allSizes) {
          const drawing = drawn(chart, from, size);
          const words = wordsOf(drawing!.spec, size);
          expect(words.length, `${chart.name} ${size} ${i}`).toBeGreaterThan(3);
          expect(over(words), `${chart.name} ${size} ${i}`).toEqual([]);
          const beyond = words.filter(({ left, right }) => left < -1 || right > sizes[size].width + 6);
          expect(
            beyond.map(({ text }) => text),
            `${chart.name} ${size} ${i}`,
          ).toEqual([]);
        }
  });

  it('keep to the height of a slide', () => {
    const tall = (from: Rows) =>
      charts.map((chart) => {
        const spec = drawn(chart, from, 'slide')?.spec as unknown as {
          height: number;
          padding: { top: number; bottom: number };
        };
        return [chart.name, spec.height + spec.padding.top + spec.padding.bottom];
      });
    for (const from of [rows(), rows(services(26), ['School', 'GP', 'Police'])])
      expect(tall(from)).toEqual(charts.map(({ name }) => [name, sizes.slide.height]));
  });

  it('come out the same whatever the order of the rows', () => {
    const from = rows();
    const turned: Rows = { ...from, mart_flow: from.mart_flow.toReversed() };
    expect(drawn(pathwayDiagram as never, turned, 'page')?.spec).toEqual(
      drawn(pathwayDiagram as never, from, 'page')?.spec,
    );
  });
});

describe('the pathway', () => {
  it('says where most referrals come from and go to, or, without any, how many services each level has', () => {
    const list = services(6);
    expect(pathwayFinding(list, flowsIn(flows(list, ['School', 'GP'])))).toBe(
      'Of 156 referrals, the most came from ‘GP’ (99) and the most went to targeted selective help (58)',
    );
    expect(pathwayFinding(list, flowsIn([]))).toBe(
      'Six services make up the pathway: two universal, two targeted selective, one targeted indicated and one specialist',
    );
    expect(pathwayFinding(list.slice(0, 2), undefined)).toBe(
      'Two services make up the pathway: one universal and one targeted selective; none is targeted indicated or specialist',
    );
  });

  it('draws no withheld number: hatched, in words, and in the table', () => {
    const list = services(4);
    const small = flows(list, ['School', 'GP'], (r, s) => (r === 1 && s === 3 ? 3 : 20));
    const from = { ...rows(list), mart_flow: small };
    const phone = drawn(pathwayDiagram as never, from, 'phone');
    expect(JSON.stringify(phone?.spec)).toContain('GP withheld');
    expect(phone?.table.rows).toContainEqual(['Specialist', 'any', 'any', null, '', 'GP', 'withheld']);
    expect(drawn(pathwayDiagram as never, from, 'page')?.subtitle).toContain('Hatched: withheld');
  });

  it('takes referrals that name no service of the list for none', () => {
    const stray = flows(services(2), ['GP']).map((row) => ({
      ...row,
      level: row.level === 'all' ? 'all' : 'not_said',
    }));
    expect(flowsIn(stray)).toBeUndefined();
  });
});

describe('training', () => {
  it('rose only where the intervals do not meet', () => {
    expect(trainedFinding(teams)).toBe(
      '58 of 100 staff in scope (58%) were trained by 2024/25, up from 20% in 2022/23',
    );
    expect(trainedFinding([team('2022/23', 'All teams', 50), team('2024/25', 'All teams', 58)])).toBe(
      '58 of 100 staff in scope (58%) were trained by 2024/25',
    );
    expect(trainedFinding([team('2024/25', 'Panel', null)])).toBe('How many staff are trained is withheld');
  });
});

describe('messages to parents', () => {
  it('says by whose count, and what a rate is out of', () => {
    expect(reachFinding(messages)).toBe(
      'Facebook reached the most people in 2025, 17,000 by its own count, with 2.2 engagements per 100 reached',
    );
    expect(reachFinding([reached('2025', 'Web pages', null, 60)])).toBe('Messages went out by one channel');
  });
});

describe('the theory of change', () => {
  it('says how each stands in words that its interval bears out', () => {
    expect(theory.map(judgementWords)).toEqual([
      'going the other way',
      'on the way: 69% of the distance',
      'met',
      'no figure: not counted here',
    ]);
    expect(judgementWords(statement('x', { judgement: 'not_moving' }))).toBe(
      'not moving: the interval holds the baseline',
    );
    expect(judgementWords(statement('x', { target: 60 }))).toBe('on the way: the interval holds the target');
    expect(judgementWords(statement('x', { judgement: 'not_judged', target: null }))).toBe(
      'not judged: no baseline or target',
    );
    expect(judgementWords(statement('x', { judgement: 'not_judged', lower95_0cl: null }))).toBe(
      'not judged: no interval',
    );
    expect(wayWords(statement('x'))).toBe('from 20; 2024/25: 58% (55 to 62); aim 75');
    expect(theoryFinding(theory)).toBe(
      'Of three aims that can be judged, one is met, one is on the way and one is going the other way; one cannot be judged',
    );
  });
});

describe('the planning tool', () => {
  it('counts elements that moved, either way, and leaves out those whose stages have no order', () => {
    expect(stageFinding(planning)).toBe(
      'One of three elements is at a higher stage than in March 2022; one is where it was, one is at a lower one',
    );
    expect(stageFinding(agreed('Leadership', '2'))).toBe(
      'One element of the planning tool has a stage; none has a second date yet',
    );
    const words = { ...rows(), mart_planning: agreed('Leadership', 'emerging', 'established') };
    expect(drawn(planningTool as never, words, 'page')).toBeUndefined();
  });
});

describe('the directory', () => {
  it('marks what nobody has checked for a year, and funding that ends within one', () => {
    const on = '2026-11-22';
    expect([null, '2025-11-21', '2025-11-22'].map((verified_on) => isStale({ verified_on }, on))).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      [null, '2026-03-31', '2027-11-22', '2027-11-23'].map((funding_end) => endsSoon({ funding_end }, on)),
    ).toEqual([...[false, true, true, false]]);
  });
});

describe('how far it is to a service', () => {
  it('is a round distance, and an edge that runs through no other circle', () => {
    expect(roundReach({ left: 0, right: 22_000, top: 0, bottom: 24_000 })).toBe(2000);
    expect([distanceWords(2000), distanceWords(500)]).toEqual(['2 km', '500 m']);
    const edge = reachEdge(
      [
        [100, 100],
        [140, 100],
      ],
      50,
      { width: 400, height: 400 },
    );
    expect(edge.length).toBeGreaterThan(20);
    for (const { x, y, x2, y2 } of edge) {
      const far = [100, 140].map((middle) => Math.hypot((x + x2) / 2 - middle, (y + y2) / 2 - 100));
      expect(Math.min(...far)).toBeGreaterThan(49);
    }
  });
});
