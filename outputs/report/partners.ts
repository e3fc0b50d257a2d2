/** How partners work together: staff trained, messages to parents, the theory of change, the planning tool. */
import { chartFigure } from './charts.js';
import type { ReportChart, ReportData } from './data.js';
import { type Html, html } from './html.js';

/** Each picture with how it is to be read; nothing where the council has given none of their files. */
export const partnersPart = (_: ReportData, charts: readonly ReportChart[]): Html | false =>
  charts.length > 0 && html`${charts.map((chart) => html`${chartFigure(chart)}${notes[chart.name]}`)}`;

const notes: Readonly<Record<string, Html>> = {
  'workforce-reach': html`<p class="note">Trained is not yet done differently: how often staff use what they learnt is not counted here. Teams differ in who is in scope, and means of confidence have no interval, so that a change in them may be chance.</p>
`,
  'engagement-reach': html`<p class="note">A person seen by several channels is counted by each, and a view is not a change at home.</p>
`,
  'theory-scoreboard': html`<p class="note">A figure that moved did not move because of what was done: many things change at once. Where the interval of a figure holds its baseline, nothing can be said of it but that. The figures are those of this assessment; names that lead nowhere are among the <a href="#gaps">gaps</a>.</p>
`,
  'planning-tool': html`<p class="note">Partners place themselves; another group on another day might place them elsewhere.</p>
`,
};
