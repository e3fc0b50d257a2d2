/** What the contracts of marts say the same wherever it occurs. */
import { z } from 'zod';

export const text = z.string();
export const number = z.number();
/** A number that is never in parts: printed without decimals, and typed as whole where a file has types. */
export const whole = z.int();
export const maybe = <T extends z.ZodType>(type: T) => type.nullable();

/** How a figure came about, or why there is none. They are drawn differently. */
export const figureStatus = z.enum(['measured', 'modelled', 'rounded', 'withheld', 'missing', 'no_estimate']);

export const comparison = z.enum(['lower', 'similar', 'higher', 'not_compared']);
export const judgement = z.enum(['better', 'similar', 'worse', 'lower', 'higher', 'not_compared']);

// Said the same wherever they occur.
export const wardCode = text.describe('Code of the ward (Government Statistical Service).');
export const authorityCode = text.describe('Code of the local authority the ward lies in.');
export const authorityName = text.describe('Name of that local authority.');
export const indicatorId = text.describe('Short name of the indicator, the same in every file.');
export const indicatorTitle = text.describe('The indicator in words.');
export const level = z.enum(['ward', 'zone', 'authority', 'country']).describe('What kind of area the row is about.');
export const estimateId = text.describe('Short name of the estimate, the same in every file.');
export const reliability = maybe(z.enum(['low_count', 'small_numbers', 'usual'])).describe(
  'How many it is of. low_count: fewer than 10; small_numbers: fewer than 20, treat with caution; blank for averages.',
);
export const benchmarkKind = z
  .enum(['country', 'region', 'neighbours', 'authority', 'target', 'wards'])
  .describe(
    'With what: the country, the region, chosen neighbours, the authority itself, a target, the wards’ average.',
  );
export const sourceId = text.describe('Short name of the dataset, the same in every file.');

/** The interval of a figure, in the columns of PHEindicatormethods. */
export const limits95 = {
  lower95_0cl: maybe(number).describe('Lower end of the 95% interval.'),
  upper95_0cl: maybe(number).describe('Upper end of the 95% interval.'),
};
export const limits = {
  ...limits95,
  lower99_8cl: maybe(number).describe('Lower end of the 99.8% interval.'),
  upper99_8cl: maybe(number).describe('Upper end of the 99.8% interval.'),
};
