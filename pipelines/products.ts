/** Which products a command is about. */
import type { Assessment } from './assessment.js';
import { choose } from './commands/command.js';
import type { Pipeline } from './define.js';
import { pipelines } from './index.js';

/** The products named, each once, or else those of the assessment. Throws a Fault for a name that is none. */
export const productsOf = ({ products }: Assessment, words: readonly string[] = []): readonly Pipeline[] =>
  choose('product', pipelines, (p) => p.id, [...new Set(words.length > 0 ? words : products)]);

/** What products that are made together have in common: one index, context and estimates, and so one set of tables. */
export function together(products: readonly Pipeline[]): Pipeline {
  const [first, ...others] = products;
  if (!first) throw new Error('No product is named');
  for (const { id, index, context, estimates } of others) {
    if (index !== first.index || context !== first.context || estimates !== first.estimates)
      throw new Error(`${first.id} and ${id} are not made of the same tables`);
  }
  return first;
}
