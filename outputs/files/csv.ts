/** What makes a text safe in a spreadsheet: the same rule for files the engine writes and for those we write ourselves. */

/** What a spreadsheet runs as a formula when a cell begins with it: = + - or @, and their full-width forms. */
export const formulaMarks = '[=+@＝＋－＠-]';
/** The start of such a cell: one of them, or one after blanks. */
const formula = String.raw`^[ \t\r\n]*${formulaMarks}`;
const formulaHere = new RegExp(formula, 'u');

/**
 * Such texts go out in square brackets: `[=1+1]`. Brackets can be seen, can be taken off again, and unlike a leading
 * apostrophe or space they mean the same in every program. Numbers are left alone, so -1.2 is a number.
 */
const safeText = (text: string): string => (formulaHere.test(text) ? `[${text}]` : text);

/** The same as SQL over a column of texts. */
export const safeTextSql = (column: string): string =>
  `case when regexp_matches(${column}, '${formula}') then '[' || ${column} || ']' else ${column} end`;

/** A number as SQL text: 28, not 28.0, since a double that is whole is a count. */
export const plainNumberSql = (column: string): string => {
  const text = `cast(${column} as varchar)`;
  return `case when suffix(${text}, '.0') then left(${text}, -2) else ${text} end`;
};

/** RFC 4180 with a mark at the start, so that Excel reads the letters right. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    const text = typeof value === 'string' ? safeText(value) : value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
