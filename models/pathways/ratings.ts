/** The ratings of programmes in the EIF Guidebook (guidebook.eif.org.uk), and what they must never be taken for. */

/** How sure it is that a programme helps; from the least to the most. */
export const evidenceRatings = {
  NL2: 'Not level 2: the best evaluation does not meet the level 2 threshold for a child outcome',
  '2': 'Preliminary evidence of improving a child outcome; causal impact cannot be assumed',
  '2+': 'Level 2 and more: the evaluation also had a comparison group, or others support it',
  '3': 'Evidence of a short-term positive impact from at least one rigorous evaluation',
  '3+': 'Level 3 and more: further evaluations of level 2 or better support it',
  '4': 'Evidence of a long-term positive impact through multiple rigorous evaluations',
  '4+': 'Level 4 and more: at least one further rigorous evaluation supports it',
} as const;

/** Added to a rating. */
export const mixed = '* mixed findings: some rigorous evaluations found no effect, or a negative one';

export type EvidenceRating = keyof typeof evidenceRatings;
/** From the least sure to the most. */
export const evidenceOrder = ['NL2', '2', '2+', '3', '3+', '4', '4+'] as const satisfies readonly EvidenceRating[];

/** What a place costs to provide. */
export const costRatings = {
  '1': 'under £100',
  '2': '£100–£499',
  '3': '£500–£999',
  '4': '£1,000–£2,000',
  '5': 'over £2,000',
} as const;

export type CostRating = keyof typeof costRatings;

/** Printed wherever ratings are. */
export const ratingCaveats = [
  'A rating is not a kitemark, a recommendation or an endorsement, and the Guidebook is not a market comparison.',
  'Evidence ratings say how sure it is that a programme has helped children, not how much. Cost ratings say what it takes to set up and deliver a place, not what this council pays.',
] as const;
