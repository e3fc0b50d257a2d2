/** Refusing what an assessment says once it is known what there is. */
import { assessmentMistake } from '../sources/faults/workspace.js';
import { nearest } from '../sources/formats/nearest.js';
import { type Assessment, assessmentFile } from './assessment.js';

/** Faults that name the line and column of some keys in assessment.yaml. */
export function refusing({ whereOf }: Assessment) {
  const at = (keys: readonly string[], text: string) =>
    assessmentMistake(assessmentFile, [{ where: whereOf(keys), text }]);
  const unknown = (keys: readonly string[], name: string, known: readonly string[]) => {
    const meant = nearest(name, known);
    const hint = meant ? `did you mean “${meant}”?` : `expected one of: ${known.join(', ')}`;
    return at(keys, `“${name}” is not known under ${keys.slice(0, -1).join('.')}; ${hint}`);
  };
  return { at, unknown };
}

export type Refusing = ReturnType<typeof refusing>;
