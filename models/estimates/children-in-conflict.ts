import { censusAge } from '../../sources/ons/census-age.js';
import { censusHouseholdComposition } from '../../sources/ons/census-household-composition.js';
import { defineEstimate } from '../define.js';

const { couple_with_dependent_children, lone_parent_with_dependent_children } = censusHouseholdComposition.measures;

/**
 * Children exposed to conflict between their parents. The rates are national: nobody has measured this for wards. What
 * is counted here are families, so both kinds are taken to have as many children each.
 */
export const childrenInConflict = defineEstimate({
  id: 'children_in_conflict',
  title: 'Children exposed to conflict between their parents',
  parts: [
    {
      title: 'Couples with dependent children',
      of: couple_with_dependent_children,
      rate: {
        value: 10,
        lower: 8,
        upper: 12,
        found:
          'DWP Parental Conflict Indicator 2021 to 2022 (12 March 2025): 10% of children in couple-parent families had a parent who reported relationship distress. DWP prints no interval; the limits are our judgement: its edition before said 12%, and it does not hold the two to be different.',
      },
    },
    {
      title: 'Lone parents with dependent children',
      of: lone_parent_with_dependent_children,
      rate: {
        value: 50,
        lower: 40,
        upper: 60,
        found:
          'DWP, as reported by Children & Young People Now: about half of the children in separated families are exposed to conflict that may harm them. No interval was given; the limits are our judgement of “about half”.',
      },
    },
  ],
  among: censusAge.measures.aged_under_16,
  caveats: [
    'Wards differ here only by which families live there, never by how these get on.',
    'Families that share a home with others are left out, and children are taken to be as many in each kind of family.',
  ],
});
