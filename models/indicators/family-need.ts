import type { Index } from '../define.js';
import { childOutcomes } from './child-outcomes.js';
import { familyEconomic } from './family-economic.js';
import { individualParent } from './individual-parent.js';
import { parentalRelationship } from './parental-relationship.js';

/**
 * Family need: the three families of risk factor in the outcomes framework for reducing parental conflict (each
 * parent, their relationship, the family's circumstances) and children's outcomes, weighed alike.
 */
export const familyNeed: Index = {
  id: 'family-need',
  title: 'Family need',
  normalise: 'z_score',
  aggregate: 'arithmetic',
  domains: [
    { domain: individualParent, weight: 1 },
    { domain: parentalRelationship, weight: 1 },
    { domain: familyEconomic, weight: 1 },
    { domain: childOutcomes, weight: 1 },
  ],
};
