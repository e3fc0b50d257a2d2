/** Charts and the section about help: what they say, when they keep silent, and that every size can be drawn. */
import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import type { MartRow } from '../models/marts.js';
import type { LevelId } from '../models/pathways/levels.js';
import { evidenceCost, evidenceFinding } from '../outputs/charts/evidence-cost.js';
import { pathwayMap, placesFinding } from '../outputs/charts/pathway-map.js';
import { pathwayMatrix, shortFinding } from '../outputs/charts/pathway-matrix.js';
import { newest, programmeFunnel, stayFinding } from '../outputs/charts/programme-funnel.js';
import { referralControl, referralFinding } from '../outputs/charts/referral-control.js';
import type { Chart } from '../outputs/define.js';
import { wardGaps } from '../outputs/report/directory.js';
import { helpShort } from '../outputs/report/help.js';
import { reportPage } from '../outputs/report/page.js';
import { findings } from '../outputs/telling/finding.js';
import { helpFindings } from '../outputs/telling/help-findings.js';
import { supportPathways } from '../pipelines/support-pathways.js';
import { reportData, reportRows } from './support/report.js';

const service = (
  id: string,
  level: LevelId,
  changes: Partial<MartRow<'mart_service'>> = {},
): MartRow<'mart_service'> => ({
  service_id: id,
  organisation: 'Family hubs',
  name: `Service ${id}`,
  level,
  position: 1,
  sector: null,
  audience: null,
  situation: null,
  mode: null,
  evidence: null,
  cost: null,
  places: 100,
  wards_covered: 3,
  covers_all: true,
  covers: 'all',
  postcode: null,
  lat: null,
  lon: null,
  east: 432_000,
  north: 212_000,
  wait_days: null,
  languages: null,
  referral_route: null,
  funding_end: null,
  verified_on: null,
  ...changes,
});

const services = [
  service('A', 'universal', { places: 300 }),
  service('B', 'targeted_selective', { evidence: '3*', cost: '2' }),
  service('C', 'specialist', { places: null, east: null, north: null, evidence: 'NL2' }),
];

type Judgement = MartRow<'mart_shortfall'>['judgement'];
const shortfall = (ward: string, level: LevelId, judgement: Judgement): MartRow<'mart_shortfall'> => ({
  ward,
  ward_name: `Ward ${ward}`,
  authority: 'X06000001',
  level,
  position: 1,
  level_title: level,
  families: 1000,
  need: 36,
  need_lower95_0cl: 30,
  need_upper95_0cl: 42,
  places: 20,
  gap: judgement === 'unknown' ? null : 16,
  gap_lower: judgement === 'short' ? 10 : null,
  gap_upper: 22,
  rank_low: 1,
  rank_high: 2,
  judgement,
  status: judgement === 'unknown' ? 'missing' : 'modelled',
});

const uptake = (
  programme: string,
  counts: readonly (number | null)[],
  stayed: readonly [number, number, number] | null,
) => {
  const [enrolled = null, starts = null, retained = null, milestones = null] = counts;
  const [value = null, low = null, high = null] = stayed ?? [];
  return {
    programme,
    period: '2024/25',
    projects: 5,
    enrolled,
    starts,
    retained,
    milestones,
    started: null,
    started_lower95_0cl: null,
    started_upper95_0cl: null,
    stayed: value,
    stayed_lower95_0cl: low,
    stayed_upper95_0cl: high,
    reached: null,
    reached_lower95_0cl: null,
    reached_upper95_0cl: null,
    status: stayed ? 'measured' : 'withheld',
  } satisfies MartRow<'mart_uptake'>;
};

const referral = (
  period: string,
  value: number | null,
  signal: MartRow<'mart_referral'>['signal'],
): MartRow<'mart_referral'> => ({
  period,
  referrals: value === null ? null : 100,
  inappropriate: value,
  value,
  centre: 40,
  lower95_0cl: 30,
  upper95_0cl: 50,
  lower99_8cl: 25,
  upper99_8cl: 55,
  signal,
  status: value === null ? 'withheld' : 'measured',
});

const fall = [
  referral('2024-01', 60, 'above 99.8%'),
  referral('2024-02', 40, 'within'),
  referral('2024-03', null, null),
  referral('2024-04', 18, 'below 99.8%'),
];

/** The marts of a small borough, with help in three of its wards. */
function rows() {
  const all = reportRows();
  const wards = all.mart_index.slice(0, 3).map(({ ward }) => ward);
  const each = (judgements: readonly Judgement[], level: LevelId) =>
    wards.map((ward, i) => shortfall(ward, level, judgements[i] ?? 'unknown'));
  all.mart_service = services;
  all.mart_shortfall = [
    ...each(['enough', 'enough', 'short'], 'universal'),
    ...each(['short', 'short', 'unsure'], 'targeted_selective'),
  ];
  all.mart_offer = all.mart_shortfall.map(({ ward, ward_name, authority, level, position, level_title }) => ({
    ...{ ward, ward_name, authority, level, position, level_title },
    services: 1,
    services_without_places: 0,
    places: 20,
    families: 1000,
    children: 800,
    places_per_1000: 20,
    nearest_km: 3.2,
    nearest_from: 'people',
    nearest_service: 'Service A',
  }));
  all.mart_pathway = [
    {
      level: 'universal',
      position: 1,
      title: 'Universal',
      whom: 'for all families',
      base: 'families',
      share: 10,
      chosen: false,
      services: 1,
      services_without_places: 0,
      places: 300,
    },
  ];
  all.mart_uptake = [uptake('Arguing better', [41, 34, 28, 22], [82, 66, 92])];
  all.mart_referral = fall;
  return all;
}

describe('charts of help', () => {
  const charts: readonly Chart[] = [pathwayMap, pathwayMatrix, evidenceCost, programmeFunnel, referralControl] as never;

  it('are drawn in every size, with a finding, alt text and a table, and say that data are made up', () => {
    for (const chart of charts)
      for (const size of ['page', 'slide', 'phone'] as const) {
        const drawing = chart.draw(rows() as never, size);
        if (chart === (pathwayMap as never) && !drawing) continue;
        expect(() => compile(drawing!.spec), `${chart.name} ${size}`).not.toThrow();
        expect(drawing?.alt.endsWith(`${drawing.title}.`)).toBe(true);
        expect(drawing?.table.rows.length).toBeGreaterThan(0);
        expect(drawing?.table.rows.every((row) => row.length === drawing.table.headings.length)).toBe(true);
      }
  });

  it('keep silent where the council has given nothing', () => {
    for (const chart of charts) expect(chart.draw(reportRows() as never, 'page'), chart.name).toBeUndefined();
  });

  it('say at least so many places while a service has not said', () => {
    expect(placesFinding(services)).toBe('Three services offer at least 400 places a year, 75% of them universal');
    expect(placesFinding(services.slice(0, 1))).toBe(
      `One service offers ${services[0]?.places} places a year, all of them universal`,
    );
    expect(placesFinding(services.slice(0, 2))).toBe('Two services offer 400 places a year, 75% of them universal');
  });

  it('never take what is not known for enough', () => {
    const of = (judgement: 'unknown' | 'enough') => ({
      ...reportData(),
      shortfall: reportRows().mart_index.map(({ ward }) => shortfall(ward, 'specialist', judgement)),
    });
    const said = (judgement: 'unknown' | 'enough') =>
      findings(of(judgement), helpFindings)
        .map(({ text }) => text)
        .join(' ');
    expect(said('enough')).toContain('none is clearly short');
    expect(said('unknown')).not.toContain('clearly short');
    expect(said('unknown')).toContain('Whether there are places enough cannot be told of any ward');
    expect(wardGaps(of('unknown') as never)).toBe(false);
    expect(helpShort({ ...of('unknown'), pathway: [{}] } as never)).toBe(false);
  });

  it('count a ward as short only where its whole range says so', () => {
    expect(shortFinding(rows().mart_shortfall)).toBe(
      'Targeted selective help has fewer places than families are expected to need in two of three wards',
    );
    expect(shortFinding([shortfall('1', 'specialist', 'unsure')])).toBe(
      'No ward is clearly short of places at any level of help',
    );
    expect(shortFinding([shortfall('1', 'specialist', 'unknown')])).toBe(
      'Of no ward is it known whether places are enough',
    );
  });

  it('name the ratings of evidence, and what has none', () => {
    expect(evidenceFinding(services)).toBe(
      'One of three services gives a programme rated 3 or above for evidence; one has no rating',
    );
  });

  it('set programmes against each other only where their intervals do not meet', () => {
    const [a, b] = [uptake('A', [50, 40, 39, 30], [97, 87, 99]), uptake('B', [50, 40, 20, 10], [50, 35, 65])];
    expect(stayFinding([a, b])).toBe('97% of those who start ‘A’ stay, 50% of those who start ‘B’');
    expect(stayFinding([a, uptake('C', [20, 12, 10, 9], [83, 55, 95])])).toBe(
      'Between 83 and 97% of those who start a programme stay; the intervals overlap',
    );
    expect(stayFinding([uptake('D', [13, null, null, null], null)])).toContain('withheld');
    expect(
      newest([
        { ...a, period: '2023/24' },
        { ...a, period: '2024/25' },
      ]).map(({ period }) => period),
    ).toEqual(['2024/25']);
  });

  it('speak of a fall only from above the limits to below them', () => {
    expect(referralFinding(fall)).toBe(
      'Referrals that were not appropriate fell from 60% in 2024-01 to 18% in 2024-04, more than chance would make it',
    );
    expect(referralFinding([...fall].reverse())).toContain('rose from 18%');
    expect(referralFinding([fall[0]!, fall[1]!])).toBe(
      'About 40% of referrals were not appropriate; one of two periods stands out',
    );
    expect(referralFinding([fall[1]!])).toContain('no period stands out');
  });
});

describe('the section on help', () => {
  const page = reportPage(reportData(rows()));

  it('stands before what is not known, with the judgement, the caveats and the ranges', () => {
    const [at, unknown] = [
      page.indexOf('id="section-what-help-there-is"'),
      page.indexOf('id="section-what-we-don-t-know"'),
    ];
    expect(at).toBeGreaterThan(0);
    expect(unknown).toBeGreaterThan(at);
    for (const words of [
      'rests on a judgement',
      '10% of families with dependent children',
      '36 (30 to 42)',
      '1 to 2',
      'straight lines',
      'at it cannot be told',
    ])
      expect(page, words).toContain(words.replace('at it', 'it'));
  });

  it('keeps ratings for the report on support pathways, and says so', () => {
    const whole = reportPage({ ...reportData(rows()), report: supportPathways.report });
    for (const words of ['not a kitemark', 'not a market comparison']) {
      expect(whole, words).toContain(words);
      expect(page, words).not.toContain(words);
    }
    expect(page).toContain('the report on support pathways');
  });

  it('is among the findings, stamped as modelled, with the way to its chart and table', () => {
    const found = reportData(rows()).findings.find(({ chart }) => chart === 'pathway-matrix');
    expect(found).toMatchObject({ anchor: 'shortfall-table' });
    expect(found?.text).toMatch(/in two of three wards \(modelled\)\.$/);
    expect(reportData(rows()).findings.length).toBeLessThanOrEqual(6);
  });

  it('says which services leave something open', () => {
    expect(page).toContain('One of three services does not say how many places it has: Service C.');
    expect(page).toContain('One of three services has no address on the map: Service C.');
  });

  it('says where nothing is known of help, and keeps its place among the eight', () => {
    const without = reportPage(reportData());
    expect([...without.matchAll(/<h2 [^>]*>([^<]*)/g)].map(([, heading]) => heading)).toEqual([
      '1. What we found',
      '2. Where need is highest',
      '3. Why',
      '4. How sure we are',
      '5. What help there is',
      '6. What changed',
      '7. What we don’t know',
      '8. How it was made',
    ]);
    expect(without).toContain('the council has given no list of services');
  });
});
