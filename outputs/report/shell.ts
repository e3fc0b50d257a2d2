/** What every page has around what it says: head, policy, style, the mark of made-up data, and its foot. */
import type { MartRow } from '../../models/marts.js';
import { editionName, editionShort, restrictedNote } from '../telling/edition.js';
import { day } from '../telling/words.js';
import { type Html, html, htmlPage, type Part, trusted } from './html.js';
import { scriptHash } from './script.js';
import { madeUpLabel, styleSheet } from './style.css.js';

type Assessment = MartRow<'mart_assessment'>;

export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** The page’s own script, and the block of figures it works on. */
  readonly script?: { readonly text: string; readonly data: Html };
}

/** Whose page it is. */
export const councilOf = ({ brand_name, area_name }: Assessment): string => brand_name ?? area_name;

/** A whole page as text; it asks nothing of anywhere. */
export function wholePage(assessment: Assessment, { title, body, script }: PageParts): string {
  const { brand_colour: brandColour, made_up: madeUp, data_hash, data_date } = assessment;
  const edition = `Data ${data_hash}, ${day(data_date)}`;
  const foot = [editionName(assessment), assessment.title, 'Draft', edition, madeUp ? madeUpLabel : '']
    .filter(Boolean)
    .join(' · ');
  const said = body.toString();
  const style = styleSheet({ brandColour, over: overEvery(assessment), foot, text: said });
  return htmlPage({
    title: `${editionShort(assessment, '. ')}${title}${madeUp ? ` (${madeUpLabel.toLowerCase()})` : ''}`,
    policy: policyOf(script?.text),
    style,
    body: html`${trusted(said)}
${script && html`${script.data}<script>${trusted(script.text)}</script>`}`,
  });
}

/** Nothing is fetched, and nothing runs but the page's own script, known by its hash. */
const policyOf = (script: string | undefined): string =>
  [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${scriptHash(script)}`]),
    "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
  ].join('; ');

/** What stands over every printed page. */
function overEvery(assessment: Assessment): string {
  return [assessment.made_up ? madeUpLabel : '', editionName({ ...assessment, edition: restrictedOnly(assessment) })]
    .filter(Boolean)
    .join(' · ');
}

const restrictedOnly = ({ edition }: Assessment) => (edition === 'restricted' ? edition : null);

/** On screen they stay in sight while scrolling; in print they stand across and above every page. */
export function marks(assessment: Assessment): Part {
  const note = restrictedNote(assessment);
  const { made_up } = assessment;
  if (!made_up && note === undefined) return '';
  return html`<div class="page-marks">${
    note !== undefined &&
    html`<aside class="restricted" aria-label="Restricted edition"><strong>Restricted edition.</strong> ${note}</aside>`
  }${
    made_up &&
    html`<aside class="made-up" aria-label="${madeUpLabel}"><strong>${madeUpLabel}.</strong> The figures are invented and describe no real place.</aside>`
  }</div>
<div class="every-page" aria-hidden="true"><span>${made_up ? madeUpLabel : 'Restricted'}</span></div>`;
}

/** Beside the council’s name: that it is a draft, and of which edition. */
export const tags = (assessment: Assessment): Html =>
  html`<span class="tag">Draft</span>${assessment.edition && html`<span class="tag">${editionShort(assessment)}</span>`}`;

export const pageFoot = ({ data_hash, made_up }: Assessment, version: string | undefined): Html =>
  html`<footer><div class="frame"><p>Made with Wardwise${version !== undefined && ` ${version}`} from data ${data_hash}. ${
    made_up && `${madeUpLabel}. `
  }The text is set in Source Sans 3, under the SIL Open Font License.</p></div></footer>`;
