/** How old the periods are that figures are about: from their end to the day of the newest data. */
import type { Step } from '../build.js';
import { codeHash } from '../code.js';
import type { Engine } from '../engine/engine.js';
import { monthNames } from '../months.js';

const types = { period: 'text', age: 'number' } as const;

/** Makes `period_age`: a row for each period that a figure is of, and its whole months of age; null where it names no year. */
export const periodAgeStep = (engine: Engine): Step => ({
  makes: ['period_age'],
  reads: ['indicator_period', 'context_count', 'assessment'],
  content: codeHash('sources', 'models'),
  make: async () => {
    const { data_date } = await engine.query('select data_date from assessment');
    const { period = [] } = await engine.query(`
      select period from indicator_period where period is not null
      union select denominator_period from indicator_period where denominator_period is not null
      union select period from context_count where period is not null
      order by 1`);
    const age = period.map((text) => monthsSince(periodEnd(String(text)), String(data_date?.[0])));
    await engine.load('period_age', types, { period, age });
  },
});

/** Whole months from one day to another, none below 0; null where either is no day. */
function monthsSince(from: string | undefined, to: string): number | null {
  const [then, now] = [new Date(from ?? ''), new Date(to)];
  const months = 12 * (now.getUTCFullYear() - then.getUTCFullYear()) + now.getUTCMonth() - then.getUTCMonth();
  return Number.isNaN(months) ? null : Math.max(0, months);
}

/**
 * The last day of a period, as ISO 8601 writes it: of "2021" the last of December, of "2024/25" the last of March (a
 * financial year), of "mid-2022" the last of June, of "April 2024 to March 2025", "2025-03" and "March 2025" that of the last
 * month named. "2022-24" ends with its last year. Undefined where no year is named.
 */
export function periodEnd(period: string): string | undefined {
  const month = [...period.matchAll(/\b((?:19|20)\d{2})-(0[1-9]|1[0-2])(-\d{2})?\b/g)].at(-1);
  if (month) return month[3] === undefined ? lastDay(Number(month[1]), Number(month[2])) : month[0];
  const year = [...period.matchAll(/\b((?:19|20)\d{2})((?:\s*[/–-]\s*\d{2}(?!\d))*)/g)].at(-1);
  if (!year) return undefined;
  const [, begins = '', further = ''] = year;
  const short = Number(further.slice(-2));
  const ends = further === '' ? Number(begins) : Number(begins) + ((short - Number(begins.slice(2)) + 100) % 100);
  const [, name = ''] = [...period.toLowerCase().matchAll(monthPattern)].at(-1) ?? [];
  if (name) return lastDay(ends, monthNames.indexOf(name) + 1);
  if (/\bmid\b/i.test(period)) return lastDay(ends, 6);
  return lastDay(ends, further.includes('/') ? 3 : 12);
}

const monthPattern = new RegExp(`\\b(${monthNames.join('|')})[a-z]*\\b`, 'g');

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
