/** Words on the command line. */
import { exitCodes, Fault } from './fault.js';

const didYouMean = (meant: string | undefined): (readonly [string, string])[] =>
  meant ? [['did you mean', meant]] : [];

export const unknownArea = (wanted: string, meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not an area of this assessment`,
    details: [['expected', 'the code or the name of a ward, its authority or the country'], ...didYouMean(meant)],
    mend: ['See the wards', 'wardwise explain'],
  });

export const unknownIndicator = (wanted: string, meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not an indicator of this assessment`,
    details: didYouMean(meant),
    mend: ['See the indicators', 'wardwise list indicators'],
  });

/** A word of the command line that is not known: a command, a table, a chart, a product, an option. */
export const unknownWord = (kind: string, wanted: string, known: readonly string[], meant: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `“${wanted}” is not ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`,
    details: [...didYouMean(meant), ['expected', known.join(', ')]],
    mend: ['See how it is used', 'wardwise help'],
  });

export const badCommand = (found: string, usage: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: found,
    details: [['usage', usage]],
    mend: ['See how it is used', 'wardwise help'],
  });

export const notPublished = (): Fault =>
  new Fault({
    exit: exitCodes.missingBytes,
    what: 'Nothing has been published in this workspace yet',
    mend: ['Make the report first', 'wardwise run'],
  });

export const noBrowser = (report: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: 'There is no browser here that Wardwise could print the report with',
    details: [
      ['expected', 'Chromium, Chrome or Edge where they are usually put, or its path in CHROMIUM'],
      ['instead', `open ${report} in any browser and print it to a PDF`],
    ],
    mend: ['Open the report', 'wardwise open'],
  });

export const notPrinted = (browser: string, why: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: 'The report could not be printed',
    details: [
      ['with', browser],
      ['found', why.split('\n')[0] ?? ''],
    ],
    mend: ['Open it, and print it from there', 'wardwise open'],
  });
