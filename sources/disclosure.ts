/** What has been done about small counts before a figure reaches us: rounding is not withholding, and neither is chance. */

/** The publisher's measures; more than one may hold. */
export interface Published {
  /** Counts are rounded to multiples of this, so that 0 may stand for fewer than half of it. */
  readonly roundedTo?: number;
  /** Counts below this are withheld. */
  readonly withheldBelow?: number;
  /** Small or unreliable figures are withheld, and the publisher names no limit. */
  readonly withheld?: true;
  /** Counts are moved a little by chance. */
  readonly perturbed?: true;
  /** What the publisher says besides. */
  readonly also?: string;
}

/** `own`: exact counts that we must protect. `none needed`: nothing in it is about few people. */
export type Disclosure = 'own' | 'none needed' | Published;

/** In a few words, for lists and pages: `rounded to 5`, `counts under 500 withheld, rounded to 100`. */
export function describeDisclosure(disclosure: Disclosure): string {
  if (disclosure === 'own') return 'exact, protected by us';
  if (disclosure === 'none needed') return 'none needed';
  const { roundedTo, withheldBelow, withheld, perturbed, also } = disclosure;
  const said = [
    withheld && 'small or unreliable figures withheld',
    withheldBelow !== undefined && `counts under ${withheldBelow.toLocaleString('en-GB')} withheld`,
    roundedTo !== undefined && `rounded to ${roundedTo}`,
    perturbed && 'moved a little by chance',
    also,
  ];
  return said.filter(Boolean).join(', ');
}

/** What that means for a reader of figures; undefined where it means nothing. */
export function meaningOf(disclosure: Disclosure): string | undefined {
  if (typeof disclosure === 'string') return undefined;
  const { roundedTo, withheldBelow, withheld, perturbed } = disclosure;
  const said = [
    roundedTo !== undefined &&
      `The publisher rounds counts to multiples of ${roundedTo}: 0 may stand for up to ${Math.ceil(roundedTo / 2) - 1}, and sums of small areas may be out by a little.`,
    withheldBelow !== undefined &&
      `The publisher withholds counts under ${withheldBelow.toLocaleString('en-GB')}; they are not 0.`,
    withheld && 'The publisher withholds small or unreliable figures; they are not 0.',
    perturbed && 'The publisher moves counts a little by chance, so totals of two tables may differ by a few.',
  ];
  return said.filter(Boolean).join(' ') || undefined;
}
