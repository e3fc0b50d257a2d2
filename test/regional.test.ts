/**
 * Northumberland and its neighbours pool small cohorts; ten authorities of the East Midlands share one data set. Figures
 * stand side by side, groups are judged together, and no authority's small number can be told from the whole.
 */
import { describe, expect, it } from 'vitest';
import { marts } from '../models/marts.js';
import { authoritiesFinding } from '../outputs/charts/authorities.js';
import { standsOut } from '../outputs/report/authorities.js';
import { jointFinding } from '../outputs/telling/joint-groups.js';
import type { Source } from '../sources/define.js';
import { referrals } from '../sources/local/referrals.js';
import { services } from '../sources/local/services.js';
import { censusAge } from '../sources/ons/census-age.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { assessed, settingsOf, under16, wantedOf } from './support/assessed.js';

const northumberland = 'E06000057';
const neighbours = ['E06000047', 'E08000021'] as const;
const eastMidlands = Array.from({ length: 10 }, (_, i) => `E0700${String(i + 1).padStart(4, '0')}`);

/** Authorities of two wards with an LSOA each; the further down the list, the more children. */
function land(authorities: readonly string[]): [Source, string][] {
  const areas = authorities.flatMap((authority, i) =>
    [0, 1].map((k) => ({
      authority,
      ward: `E05${String(10 * i + k).padStart(6, '0')}`,
      lsoa: `E01${String(10 * i + k).padStart(6, '0')}`,
      n: 300 + 40 * i,
    })),
  );
  return [
    [
      lsoa21Ward25,
      `LSOA21CD,WD25CD,WD25NM,LAD25CD,LAD25NM\n${areas.map((a) => `${a.lsoa},${a.ward},Castle,${a.authority},Place ${a.authority}`).join('\n')}\n`,
    ],
    [
      censusAge,
      `Lower layer Super Output Areas Code,Age (6 categories),Observation\n${areas.map((a) => `${a.lsoa},Aged 15 years and under,${a.n}\n${a.lsoa},Aged 16 to 24 years,1000`).join('\n')}\n`,
    ],
  ];
}

async function region(
  authorities: readonly string[],
  files: readonly [Source, string][],
  sql: readonly string[],
  changes = {},
) {
  const { answers } = await assessed(
    {
      wanted: wantedOf([under16]),
      settings: settingsOf(authorities, changes),
      files: new Map([...land(authorities), ...files]),
    },
    sql,
  );
  return answers;
}

const programmes = `service_id,organisation,name,level,covers,lat,lon
N1,North,Arguing better,targeted_indicated,all,55.2,-2.0
D1,Dales,Arguing better,targeted_indicated,all,54.8,-1.6
N2,North,Mediation,specialist,all,55.2,-2.0
`;
const first = 'E05000000';
/** Rows of counts: where, which service, what came of it, how many. */
const referred = (rows: readonly (readonly [string, string, string, number])[], period = '2024/25') =>
  `period,area,service_id,outcome,n\n${rows.map((row) => [period, ...row].join(',')).join('\n')}\n`;
const question = `select level, programme, authority, referrals, verdict, authorities_withheld from mart_group
  order by level, programme nulls last, authority nulls last`;
const all = [northumberland, ...neighbours];

describe('Northumberland: regional pooling of small cohorts', () => {
  const file = referred([
    [first, 'N1', 'accessed', 6],
    [neighbours[0], 'D1', 'waiting', 7],
    [neighbours[0], 'D1', 'inappropriate', 9],
    ['E05000020', 'D1', 'accessed', 5],
    [northumberland, 'N2', 'accessed', 20],
    [neighbours[0], 'N2', 'accessed', 6],
  ]);

  it('finds that together there are enough for a group, where no authority has enough alone', async () => {
    const [rows = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, file],
      ],
      [question],
    );
    expect(rows.filter(({ programme }) => programme === 'Arguing better')).toMatchObject([
      { authority: neighbours[0], referrals: 7, verdict: 'too_few' },
      { authority: northumberland, referrals: 6, verdict: 'too_few' },
      { authority: neighbours[1], referrals: 5, verdict: 'too_few' },
      { authority: null, referrals: 18, verdict: 'joint', authorities_withheld: 0 },
    ]);
    // Where one has enough alone, it needs no others.
    expect(rows.find(({ programme, authority }) => programme === 'Mediation' && authority === null)).toMatchObject({
      ...{ referrals: 26, verdict: 'enough' },
    });
  });

  it('goes by the size that the setting asks for, and says it', async () => {
    const [rows = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, file],
      ],
      ['select * from mart_group'],
      { leastGroup: 19 },
    );
    const parsed = rows.map((row) => marts.mart_group.parse(row));
    const pooled = parsed.find(({ programme, authority }) => programme === 'Arguing better' && authority === null);
    expect(pooled).toMatchObject({ verdict: 'too_few', least_group: 19, period: '2024/25' });
    expect(jointFinding(parsed)).toBeUndefined();
    const [usual = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, file],
      ],
      ['select * from mart_group'],
    );
    expect(jointFinding(usual.map((row) => marts.mart_group.parse(row)))).toBe(
      'Together the authorities had enough suitable referrals in twelve months for a joint group of ‘Arguing better’ (18); no authority had the eight it takes alone.',
    );
  });

  it('says that no authority has enough alone only where that is known', async () => {
    const of = async (north: number, dales: number) => {
      const rows = referred([
        [first, 'N1', 'accessed', north],
        [neighbours[0], 'D1', 'accessed', dales],
      ]);
      const [shown = []] = await region(
        all,
        [
          [services, programmes],
          [referrals, rows],
        ],
        [question],
      );
      return shown.find(({ programme, authority }) => programme && authority === null)?.verdict;
    };
    // 26 would be enough, and is withheld for the sake of the 4. Two of at most 4 that make 8 would both be known.
    expect([await of(26, 4), await of(7, 6), await of(4, 4)]).toEqual(['together', 'joint', 'unknown']);
  });

  it.each([
    ['two authorities, one of them small', [6, 3, 0], { withheld: 2 }],
    ['three, one of them small', [6, 7, 3], { withheld: 2 }],
    ['none small', [6, 7, 5], { withheld: 0 }],
  ])('%s: one less than the total gives nobody away', async (_, counts, { withheld }) => {
    const rows = counts.flatMap((n, i): [string, string, string, number][] =>
      n > 0 ? [[all[i] ?? '', 'N1', 'accessed', n]] : [],
    );
    const [shown = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, referred(rows)],
      ],
      [question],
    );
    const own = shown.filter(({ programme }) => programme === 'Arguing better');
    const hidden = own.filter((row) => row.authority !== null && row.referrals === null).length;
    const total = own.find(({ authority }) => authority === null)?.referrals ?? null;
    if (withheld === 0) expect([hidden, total]).toEqual([0, 18]);
    // A small one never stands alone beside the whole: another is withheld with it, or the whole is.
    else expect(total === null ? hidden >= 1 : hidden >= withheld).toBe(true);
    expect(own.some(({ referrals }) => Number(referrals) === 3)).toBe(false);
  });

  it('adds up the months of the newest year, and leaves each month as it was', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`);
    const rows = months.flatMap((period, i) => [
      `${period},${first},N1,accessed,${i === 5 ? 2 : 9}`,
      `${period},${neighbours[0]},D1,accessed,8`,
    ]);
    const [groups = [], control = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, `period,area,service_id,outcome,n\n${rows.join('\n')}\n`],
      ],
      [question, 'select period, referrals from mart_referral order by period'],
    );
    expect(groups.find(({ programme, authority }) => programme && authority === null)).toMatchObject({
      referrals: 11 * 9 + 2 + 12 * 8,
    });
    expect(control.map((row) => row.referrals)).toEqual(months.map((_, i) => (i === 5 ? 10 : 17)));
  });

  it('what is left of all referrals when the suitable ones are taken gives nobody away', async () => {
    // Three were not appropriate: the service shows its referrals or its programme the suitable ones, never both.
    const rows = referred([
      [first, 'N1', 'accessed', 16],
      [neighbours[0], 'D1', 'accessed', 15],
      [neighbours[0], 'D1', 'inappropriate', 3],
    ]);
    const [groups = [], flows = []] = await region(
      all,
      [
        [services, programmes],
        [referrals, rows],
      ],
      [question, 'select step, service_id, referrals from mart_flow'],
    );
    const suitable = groups.find(({ programme, authority }) => programme && authority === null)?.referrals;
    const every = flows.filter(({ step }) => step === 'service').map((row) => row.referrals);
    expect([suitable, ...every].filter((n) => n === null).length).toBeGreaterThan(0);
  });

  it('is silent for one authority alone', async () => {
    const [rows] = await region(
      [northumberland],
      [
        [services, programmes],
        [referrals, referred([[first, 'N1', 'accessed', 30]])],
      ],
      [question],
    );
    expect(rows).toEqual([]);
  });
});

describe('East Midlands: ten authorities, one shared data set', () => {
  it('stand side by side, each against the country and against all of them together', async () => {
    const [rows = [], index = []] = await region(
      eastMidlands,
      [],
      ['select * from mart_authority order by authority', 'select * from mart_index'],
    );
    const parsed = rows.map((row) => marts.mart_authority.parse(row));
    expect(parsed).toHaveLength(10);
    const pooled =
      (100 * parsed.reduce((sum, row) => sum + (row.numerator ?? 0), 0)) /
      parsed.reduce((sum, row) => sum + (row.denominator ?? 0), 0);
    expect(new Set(parsed.map(({ together_value }) => together_value?.toFixed(9)))).toEqual(
      new Set([pooled.toFixed(9)]),
    );
    expect(parsed[0]).toMatchObject({ together_comparison: 'lower', together_judgement: 'better' });
    expect(parsed[9]).toMatchObject({ together_comparison: 'higher', together_judgement: 'worse' });
    expect(authoritiesFinding(parsed, 'England')).toMatch(
      /^Place E07000\d{3} has more need than England on one of one indicator, .* others on (none|one)/,
    );
    const last = parsed.slice(9);
    expect(standsOut(last, { index: index.map((row) => marts.mart_index.parse(row)) })).toMatch(
      /^Place E07000010: 2 of its two ranked wards are in the fifth with the highest need; more need than the authorities together on ‘Children under 16’/,
    );
  });

  it('have no row where there is only one', async () => {
    const [rows] = await region([northumberland], [], ['select * from mart_authority']);
    expect(rows).toEqual([]);
  });
});
