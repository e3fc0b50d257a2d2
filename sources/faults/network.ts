/** Publishers that cannot be had, or that answer with something else. */
import { exitCodes, Fault, untouched } from './fault.js';

interface Asking {
  readonly id: string;
}

export const unreachable = ({ id }: Asking, url: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${id} could not be fetched`,
    details: [
      ['from', url],
      ['found', found],
    ],
    consequence: 'What was locked before still works.',
    mend: ['Go on with the locked bytes', 'wardwise run --offline'],
  });

/** An answer that came, and is not what the source promises. */
export const oddAnswer = ({ id }: Asking, url: string, expected: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${id}: the publisher’s answer is not what it should be`,
    details: [
      ['from', url],
      ['expected', expected],
      ['found', found.replace(/\s*\n\s*/g, '; ')],
    ],
    consequence: untouched,
    mend: ['Stay on the bytes that are locked', 'wardwise run --offline'],
  });

export const needsKey = ({ id }: Asking, service: string, variable: string): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${id} could not be fetched: ${service} gives nothing without a key`,
    details: [['expected', `a key in the environment variable ${variable}`]],
    consequence: 'What was locked before still works.',
    mend: [
      'Ask the publisher for a key and set the variable, or go on with the locked bytes',
      'wardwise run --offline',
    ],
  });

/** A dataset that is sound but has moved further than datasets do. */
export const drifted = (
  { id }: Asking,
  release: string,
  moved: readonly (readonly [string, string])[],
  mirrored: boolean,
): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${id}, release ${release}: what the publisher gives has changed too much to go on unseen`,
    details: [...moved, ['expected', 'between half and double of the locked snapshot']],
    consequence: untouched,
    mend: [
      'Look at what changed; if it is right, accept it',
      mirrored ? `wardwise fetch ${id} --accept-change --mirror DIR` : `wardwise fetch ${id} --accept-change`,
    ],
  });
