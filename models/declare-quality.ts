/** What a source says of the quality of its figures, as a table; the rules that rate it are in `quality_side.sql`. */
import { monthsBetween } from '../sources/cadence.js';
import { areaTypesOf, cautionsOf, type ObservationSource } from '../sources/define.js';
import { levelOf } from '../sources/geography.js';
import type { Step } from './build.js';
import { declared } from './declared.js';
import type { Engine } from './engine/engine.js';
import type { Plan } from './plan.js';
import type { Settings } from './settings.js';

export const sourceTraitTable = (engine: Engine, { observations }: Plan, { wardType }: Settings): Step =>
  declared(
    engine,
    'source_trait',
    {
      source: 'text',
      cadence: 'text',
      months: 'number',
      moved: 'number',
      other_wards: 'boolean',
      sampled: 'boolean',
      basis: 'text',
      cautions: 'number',
    },
    observations.map(({ source }) => ({
      source: source.id,
      cadence: source.cadence,
      months: monthsBetween(source.cadence) ?? null,
      moved: movedBy(source),
      other_wards: areaTypesOf(source).some((type) => levelOf(type) === 'ward' && type !== wardType),
      sampled: source.sampled === true,
      basis: source.basis ?? null,
      cautions: cautionsOf(source).length,
    })),
  );

/** How far a count of one area may be from the truth by what its publisher has done: half the rounding, or one by chance. */
function movedBy({ disclosure }: ObservationSource): number {
  if (typeof disclosure === 'string') return 0;
  return Math.max((disclosure.roundedTo ?? 0) / 2, disclosure.perturbed ? 1 : 0);
}
