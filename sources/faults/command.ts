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
