/** Which months a period is about, so that periods written in different ways can be put side by side. */

/** From the first month to the one after the last, counted from January of the year 0. */
export interface Months {
  readonly from: number;
  readonly to: number;
}

/** How the names of months begin. */
export const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const april = 3;

/**
 * The months of a period: `2024`, `2024/25` (from April), `2023/24 Q2`, `Q2 2024`, `2024-04`, `April 2024`, `year ending
 * March 2025`, and from one of these to another, `April to June 2024` too. Undefined for a day (`mid-2024`) and for what
 * is written otherwise.
 */
export function monthsOf(period: string): Months | undefined {
  const text = period.trim().toLowerCase();
  const whole = oneOf(text);
  if (whole) return whole;
  const [, first, last] = /^(.+?)\s+(?:to|[–-])\s+(.+)$/.exec(text) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const to = oneOf(last);
  const from = oneOf(first) ?? oneOf(`${first} ${/\d{4}/.exec(last)?.[0]}`);
  return from && to && from.from < to.to ? { from: from.from, to: to.to } : undefined;
}

function oneOf(text: string): Months | undefined {
  const of = (shape: RegExp) => shape.exec(text)?.slice(1);
  const years = of(/^(\d{4})$/);
  if (years) return span(Number(years[0]), 0, 12);
  const crossing = of(/^(\d{4})[/–-](\d{2}|\d{4})(?:,? ?q([1-4]))?$/);
  if (crossing && (Number(crossing[0]) + 1) % 100 === Number(crossing[1]) % 100)
    return quarter(Number(crossing[0]), april, crossing[2]);
  const quarters = of(/^q([1-4]),? (\d{4})$/);
  if (quarters) return quarter(Number(quarters[1]), 0, quarters[0]);
  const numbered = of(/^(\d{4})-(0[1-9]|1[0-2])$/);
  if (numbered) return span(Number(numbered[0]), Number(numbered[1]) - 1, 1);
  const ending = of(/^(?:the )?year (?:ending|to) (?:end )?([a-z]{3})[a-z]* (\d{4})$/);
  if (ending) return span(Number(ending[1]) - 1, monthNames.indexOf(ending[0] ?? '') + 1, 12);
  const named = of(/^([a-z]{3})[a-z]* (\d{4})$/);
  return named && monthNames.includes(named[0] ?? '')
    ? span(Number(named[1]), monthNames.indexOf(named[0] ?? ''), 1)
    : undefined;
}

const span = (year: number, month: number, length: number): Months => ({
  from: 12 * year + month,
  to: 12 * year + month + length,
});

/** A quarter of a year that begins with this month, or the year. */
const quarter = (year: number, month: number, which: string | undefined): Months =>
  which === undefined ? span(year, month, 12) : span(year, month + 3 * (Number(which) - 1), 3);
