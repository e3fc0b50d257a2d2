/** Figures of the made-up authority as a whole: one higher than the country, one copied from a police force, one withheld. */
import type { MartRow } from '../../models/marts.js';

type ContextRow = MartRow<'mart_context'>;

const need: ContextRow = {
  area: 'X06000001',
  area_name: 'Merrowshire',
  indicator: 'children_in_need',
  title: 'Children in need',
  domain: 'context',
  position: 20,
  period: '2025',
  unit: 'per 10,000 children',
  direction: 'higher',
  statistic: 'rate',
  method: 'Byars',
  multiplier: 10_000,
  numerator: 1204,
  denominator: 33_800,
  value: 356.2,
  lower95_0cl: 336.4,
  upper95_0cl: 376.9,
  lower99_8cl: 325.3,
  upper99_8cl: 388.9,
  comparison: 'higher',
  judgement: 'worse',
  country_value: 320.1,
  country_made: 'summed',
  region_name: 'The East Shore',
  region_value: 331.4,
  region_made: 'summed',
  region_comparison: 'higher',
  inherited_from: null,
  inherited_name: null,
  status: 'measured',
  reason: null,
  geography: 'county or unitary authority 2023',
  sources: 'Children in need',
  publisher: 'Department for Education',
  caveats: '',
};
const unlimited = { lower95_0cl: null, upper95_0cl: null, lower99_8cl: null, upper99_8cl: null } as const;
const uncompared = {
  comparison: 'not_compared',
  judgement: 'not_compared',
  region_comparison: 'not_compared',
} as const;

export const contextRows: readonly ContextRow[] = [
  need,
  {
    ...{ ...need, ...unlimited, ...uncompared, numerator: null, denominator: null },
    ...{ indicator: 'abuse', title: 'Domestic abuse', position: 21, unit: 'per 1,000', value: 31.8 },
    ...{ inherited_from: 'pfa', inherited_name: 'Shorewatch <East>', region_value: null, country_value: 27.1 },
  },
  {
    ...{ ...need, ...unlimited, ...uncompared, numerator: null, denominator: null },
    ...{ indicator: 'plans', title: 'Children with a plan', position: 22, value: null },
    ...{ status: 'withheld', reason: 'withheld by the publisher' },
  },
];
