/** Tables a screen reader can read: a caption, scoped headings, and a frame that can be scrolled with the keyboard. */
import { type Html, html, idOf, type Part } from './html.js';

export interface Column {
  readonly heading: Part;
  /** Figures stand to the right, in tabular numerals. */
  readonly figure?: boolean;
  /** Sentences need room, even where the table must then be scrolled. */
  readonly prose?: boolean;
}

export interface Group {
  /** Heads the rows below it across the whole table. */
  readonly heading?: string;
  readonly rows: readonly (readonly Part[])[];
  /** The wards that the rows are about, where each is about one. */
  readonly wards?: readonly string[];
}

export interface TableParts {
  readonly id: string;
  readonly caption: Part;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  /** Which cell names the row. */
  readonly rowHeading?: number;
  /** Said below: how the columns are to be read, where the rest is. */
  readonly note?: Part;
}

/** How many rows of one table the page carries before it points to the file. */
const rowsShown = 100;

/** A table longer than this, or one of sentences, may be cut by the end of a printed page. */
const longTable = 14;

const classOf = (column: Column | undefined): Part =>
  column?.figure ? html` class="figure"` : column?.prose ? html` class="prose"` : '';

/** One table with its caption above and its note below. */
export function table({ id, caption, columns, groups, rowHeading = 0, note }: TableParts): Html {
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const isLong = rows > longTable || columns.some((column) => column.prose);
  const captionId = idOf(id, 'caption');
  const row = (cells: readonly Part[], ward?: string): Html =>
    html`<tr${ward !== undefined && html` data-ward="${ward}"`}>${cells.map((cell, i) => tableCell(cell, i))}</tr>\n`;
  const tableCell = (cell: Part, i: number): Html => {
    const kind = classOf(columns[i]);
    return i === rowHeading ? html`<th scope="row"${kind}>${cell}</th>` : html`<td${kind}>${cell}</td>`;
  };
  return html`<div class="${isLong ? 'table' : 'table short'}" id="${id}" role="group" aria-labelledby="${captionId}" tabindex="0">
<table><caption id="${captionId}"><span>${caption}</span></caption>
<thead><tr>${columns.map((c) => html`<th scope="col"${classOf(c)}>${c.heading}</th>`)}</tr></thead>
${groups.map(
  (group) =>
    html`<tbody>${
      group.heading === undefined
        ? ''
        : html`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${group.heading}</th></tr>\n`
    }${group.rows.map((cells, i) => row(cells, group.wards?.[i]))}</tbody>\n`,
)}</table></div>
${note === undefined || note === false ? '' : html`<p class="note">${note}</p>\n`}`;
}

/** The first rows, and the line that says where the rest is; no line when nothing is left out. */
export function firstRows<T>(rows: readonly T[], file: string): { readonly shown: readonly T[]; readonly rest?: Html } {
  if (rows.length <= rowsShown) return { shown: rows };
  const rest = html`The first ${rowsShown} of ${rows.length.toLocaleString('en-GB')} rows are shown. All of them are in <a href="${file}">${file}</a>.`;
  return { shown: rows.slice(0, rowsShown), rest };
}
