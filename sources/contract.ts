/** What a table must look like: its columns, what their cells may say, and which shapes a source may come in. */

/**
 * One column of a table. `heading` lists every wording the publisher and its redistributors use; a `*` in one stands
 * for words that vary (`Compared to * value or percentiles`), where no wording fits as it is.
 */
export interface Column {
  readonly heading: string | readonly string[];
  /**
   * `area`: a code as people write it, or a postcode. `list`: several texts, between semicolons or commas. `yes_no` becomes
   * Y or N.
   */
  readonly type: 'code' | 'area' | 'text' | 'number' | 'whole' | 'date' | 'month' | 'choice' | 'list' | 'yes_no';
  /** For `choice`: every value that may occur; for `list`, in each of its places. One never seen stops the load. */
  readonly choices?: readonly string[];
  /** For choices that people type: capitals do not matter, nor spaces for underscores. */
  readonly typed?: boolean;
  /** For numbers: the least and the most it can be. */
  readonly between?: readonly [least: number, most: number];
  /** For numbers: the column it is a part of, and so cannot be more than. */
  readonly partOf?: string;
  /**
   * Words of people outside the council, which are published: the most characters they may have. They may then hold no
   * control characters, no marks that turn text about, and nothing by which one person could be reached.
   */
  readonly longest?: number;
  /** What it means and how a cell of it looks: for people who are to fill in the file. */
  readonly means?: string;
  readonly example?: string;
  /** A column the file may lack altogether. */
  readonly optional?: boolean;
  /** Says something of one person or case: never shown, in a message or anywhere. */
  readonly personal?: boolean;
  /** Whether cells may be blank; they become `missing`, never 0. */
  readonly blanks?: boolean;
  /** For codes: the columns whose code stands for a blank one, the first that has any: a region's, where there is no authority's. */
  readonly instead?: readonly string[];
  /** For blanks: the column that says why, and how it begins where there is a number that is withheld. */
  readonly why?: { readonly column: string; readonly withheld: readonly string[] };
}

/** How a publisher writes "there is a number, but not for you" and "there is none". */
export type Marks = Readonly<Record<string, 'withheld' | 'missing'>>;

/** What a cell or a name may say: one of some texts, or all that matches a regular expression. */
export type Wording = readonly string[] | { readonly matches: string };

/** The shape of a table. A source may know several; the first whose headings are all there is read. */
export interface Contract {
  /** What a row of it is, where people are to fill it in: `a referral`. */
  readonly row?: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that together may occur only once. */
  readonly key?: readonly string[];
  readonly marks?: Marks;
  /** A value for a column this shape does not have. */
  readonly assume?: Readonly<Record<string, string>>;
  /**
   * For JSON: the path to the array of rows, such as `data.results`, empty for an array at the top; and where a row is
   * not itself its cells, the path to them inside it: `properties` in GeoJSON.
   */
  readonly json?: { readonly rows: string; readonly cells?: string };
  /** For a workbook (XLSX, ODS): which of its sheets; absent: any. */
  readonly sheet?: Wording;
  /** For a workbook: how many rows the header has; a heading may stand in any of them. Absent: one. */
  readonly headerRows?: number;
  /** The rows to read, where a file holds others beside them: by what stands in a column. Blank is ''. */
  readonly only?: Readonly<Record<string, Wording>>;
  /**
   * For a zip archive of events: which of its members to read, by a regular expression with the groups `publisher` and
   * `month`. Each is what one publisher gave for one month. Events are counted as `records` when they are read.
   */
  readonly members?: string;
  /** Rows may end before the header does: what they lack is blank. Otherwise such a row is torn. */
  readonly shortRows?: boolean;
  /** Words the title rows above the header must hold. */
  readonly titleHolds?: string;
  /**
   * What it means that an authority is given in part. `zero`, a file of events: an area without a row had none.
   * `missing`: it has no figure. Otherwise the file is taken for half a file and refused.
   */
  readonly absent?: 'zero' | 'missing';
  /** Fewer rows than this mean half a file. */
  readonly atLeastRows?: number;
  /**
   * For rows of persons or cases: a SELECT over `cells`, which has all columns of this shape, that adds them up to the
   * columns of the shape that is counts already. It is all that is kept of them.
   */
  readonly keeps?: string;
  /** For rows that say where they are by a point in place of `area`: the columns that hold it. */
  readonly point?: { readonly x: string; readonly y: string; readonly in: 'degrees' | 'metres' };
  /** For rows that may say by postcode where they are: the column of it, and those in degrees that are filled in from it. */
  readonly postcode?: { readonly column: string; readonly lat: string; readonly lon: string };
  /** Where a row's period comes from; absent: the release's own period. */
  readonly period?: { readonly column: string } | { readonly spanOf: string };
}
