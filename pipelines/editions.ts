/** The public edition: what is wanted and gathered, without what the council holds for the restricted one. */
import type { Domain, Indicator } from '../models/define.js';
import { measuresOfContext } from '../models/define.js';
import { plan, type Wanted } from '../models/plan.js';
import type { Gap } from '../models/plan-gaps.js';
import type { Settings } from '../models/settings.js';
import type { Access } from '../sources/define.js';
import type { Assessment } from './assessment.js';
import { type Gathered, neededFor } from './gather.js';

/** The settings of one edition; undefined stands for the only one, which holds everything. */
export const settingsFor = ({ settings, audience }: Assessment, access: Access | undefined): Settings =>
  access ? { ...settings, edition: { access, audience } } : settings;

/** What the tables of the fullest edition are of: the only one, or the restricted. */
export const fullest = ({ editions }: Assessment): Access | undefined =>
  editions.length > 0 ? 'restricted' : undefined;

/** An index is made anew without restricted indicators, a plan without restricted files; a line of the gaps says so, and names nothing of the council's. */
export function publicPart(
  assessment: Assessment,
  wanted: Wanted,
  gathered: Gathered,
): { readonly wanted: Wanted; readonly gathered: Gathered } {
  const { files } = assessment.restricted;
  const isHeld = held(assessment);
  const without = (domain: Domain): Domain => ({ ...domain, indicators: domain.indicators.filter((i) => !isHeld(i)) });
  const domains = wanted.index.domains.map(({ domain, weight }) => ({ domain: without(domain), weight }));
  const kept = new Set(domains.flatMap(({ domain }) => domain.indicators.map(({ id }) => id)));
  const index = {
    ...wanted.index,
    domains,
    indicators: Object.fromEntries(Object.entries(wanted.index.indicators ?? {}).filter(([id]) => kept.has(id))),
  };
  const open: Wanted = { ...wanted, index, context: without(wanted.context) };
  const planned = plan(open, assessment.settings, (source) => gathered.has(source) && !files.has(source.id));
  const needed = neededFor(planned);
  return {
    wanted: open,
    gathered: {
      ...gathered,
      plan: { ...planned, gaps: [...planned.gaps, ...heldGaps(assessment, wanted, gathered)] },
      used: gathered.used.filter(({ source }) => needed.includes(source)),
    },
  };
}

/** Whether an indicator is restricted itself, or rests on a restricted file. */
const held =
  ({ restricted }: Assessment) =>
  (indicator: Indicator): boolean =>
    restricted.indicators.has(indicator.id) ||
    measuresOfContext(indicator).some(({ source }) => restricted.files.has(source.id));

/** Kinds of files are ours to name, the council's own indicators are not. */
function heldGaps(assessment: Assessment, wanted: Wanted, { used }: Gathered): Gap[] {
  const { restricted } = assessment;
  const line = (item: string, n: number): Gap => ({
    item,
    what: n > 1 ? `${n} are held for the restricted edition.` : 'Held for the restricted edition.',
    effect: 'Not in the index, its ranks or any figure here.',
    mend: 'Ask the council whether its agreements let you have the restricted edition.',
  });
  const files = used.filter(({ source }) => restricted.files.has(source.id)).map(({ source }) => line(source.title, 1));
  const known = [...wanted.index.domains.map(({ domain }) => domain), wanted.context].flatMap((d) => d.indicators);
  const own = known.filter(({ id }) => restricted.indicators.has(id)).length;
  return [...files, ...(own > 0 ? [line('Indicators of the council’s own', own)] : [])];
}
