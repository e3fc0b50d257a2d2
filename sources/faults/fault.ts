/**
 * Everything that can go wrong for a user, in one folder and one voice: what happened, where, what was expected and
 * found, what it means for the data, and one command to paste.
 */

/** One exit code for each kind of fault. */
export const exitCodes = {
  done: 0,
  fault: 1,
  notUnderstood: 2,
  unreachable: 10,
  contract: 11,
  audit: 12,
  missingBytes: 13,
} as const;

/** One kind of fault in a file: how often, where first, what was expected and found there. */
export interface Problem {
  readonly column: string;
  readonly expected: string;
  readonly found: string;
  readonly count: number;
  readonly rows?: number;
  readonly row: number;
  /** For a council's own file: what to do about it. */
  readonly mend?: string;
}

export interface FaultText {
  readonly exit: number;
  /** What happened, and where. */
  readonly what: string;
  /** Pairs such as `expected`, `found`. */
  readonly details?: readonly (readonly [label: string, text: string])[];
  /** What it means for the data. */
  readonly consequence?: string;
  /** What to do, and a command to paste. */
  readonly mend?: readonly [advice: string, command?: string];
  /** The same faults for a program to read. */
  readonly problems?: readonly Problem[];
}

/** A fault of the input, the settings or the world; anything else that is thrown is a fault of the tool. */
export class Fault extends Error {
  constructor(readonly text: FaultText) {
    super(text.what);
    this.name = 'Fault';
  }

  get exit(): number {
    return this.text.exit;
  }

  /** The message as people read it. */
  render(): string {
    const { what, details = [], consequence, mend, exit } = this.text;
    const width = Math.max(0, ...details.map(([label]) => label.length));
    const lines = [`✗ ${what}`, ...details.map(([label, text]) => `    ${label.padEnd(width)} ${text}`)];
    if (consequence) lines.push(`  ${consequence}`);
    if (mend) lines.push(`  ${mend[0]}${mend[1] ? `:  ${mend[1]}` : ''}`);
    lines[lines.length - 1] += `        [exit ${exit}]`;
    return lines.map(seen).join('\n');
  }
}

/** What files hold may be meant for the terminal, or for a hasty eye: such characters are shown by their codes. */
const seen = (line: string): string =>
  line.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is shown
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `1 row`, `2 rows`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** What it means for the data when a file is refused. */
export const untouched = 'Nothing was loaded; the last good tables are untouched.';
