/** The network as an assessment has it: some services at another base, such as a mirror of the council's own. */
import { type Network, openNetwork } from '../sources/http/network.js';
import type { Assessment } from './assessment.js';
import { refusing } from './refusing.js';
import type { Tell } from './report.js';
import { everySource } from './sources.js';

/** Opens the network for one command. Throws a Fault for an endpoint of no service. */
export async function networkOf(assessment: Assessment, tell: Tell = () => {}): Promise<Network> {
  const { endpoints } = assessment;
  const wanted = Object.keys(endpoints);
  if (wanted.length > 0) {
    const sources = [...(await everySource()), ...assessment.sources.values()];
    const known = [...new Set(sources.flatMap(({ via }) => via?.service.id ?? []))].sort();
    const stray = wanted.find((id) => !known.includes(id));
    if (stray !== undefined) throw refusing(assessment).unknown(['endpoints', stray], stray, known);
  }
  return openNetwork({ endpoints, note: (says) => tell({ event: 'note', says: `! ${says}` }) });
}
