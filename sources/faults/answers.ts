/** Services of publishers that answer, but not with what was asked for. */
import { type AreaType, describeAreaType } from '../geography.js';
import { exitCodes, Fault, plural } from './fault.js';

/** The source that was asked for, and where, without any key. */
interface Asked {
  readonly asking: { readonly id: string };
  readonly url: string;
}

const locked = 'What was locked before still works.';
const goOn = ['Go on with the locked bytes', 'wardwise run --offline'] as const;

/** A table, layer or resource that its publisher has taken away or renamed, as a new edition often is. */
export const noSuchTable = ({ asking, url }: Asked, name: string, said: string, look: string): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${asking.id}: the publisher has no “${name}” any more`,
    details: [
      ['from', url],
      ['said', said],
      ['look', look],
    ],
    consequence: `A new edition has a new name, which goes into the declaration of the source. ${locked}`,
    mend: goOn,
  });

/** Pages that together hold fewer or more rows than the service said there are. */
export const notAllCame = ({ asking, url }: Asked, expected: number, found: number): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${asking.id}: not all rows came, or too many`,
    details: [
      ['from', url],
      ['expected', plural(expected, 'row')],
      ['found', found.toLocaleString('en-GB')],
    ],
    consequence: `None of it was kept. ${locked}`,
    mend: ['It may have been changed while it was read; try again', `wardwise fetch ${asking.id}`],
  });

/** Something asked for that a service does not know, or something given that was not asked for. */
export const otherThanAsked = ({ asking, url }: Asked, expected: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.contract,
    what: `${asking.id}: the publisher has other things than were asked for`,
    details: [
      ['from', url],
      ['expected', expected],
      ['found', found],
    ],
    consequence: `None of it was kept. ${locked}`,
    mend: goOn,
  });

/** A service that allows so many requests an hour, and has had them. */
export const noRequestsLeft = ({ asking, url }: Asked, done: number, of: number, again: string | undefined): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${asking.id}: the publisher allows no more requests for now`,
    details: [
      ['from', url],
      ['got', `${done.toLocaleString('en-GB')} of ${plural(of, 'answer')}`],
      ...(again === undefined ? [] : [['again from', again] as const]),
    ],
    consequence: `None of it was kept. ${locked}`,
    mend: ['Try again then', `wardwise fetch ${asking.id}`],
  });

/** A service that is asked by authority, where nothing at hand says which areas an authority has. */
export const noAreasToAskFor = ({ id }: { readonly id: string }, areaType: string): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: `${id} could not be asked for: the publisher wants the codes of its areas`,
    details: [
      ['expected', `a lookup or outlines at hand with ${describeAreaType(areaType as AreaType)} and its authorities`],
    ],
    consequence: locked,
    mend: ['Fetch the lookups first', 'wardwise fetch'],
  });
