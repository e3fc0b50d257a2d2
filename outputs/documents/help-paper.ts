/** The paper on help: where it falls short of expected need, what there is, and where need is highest. */
import type { MartRow } from '../../models/marts.js';
import { needMap } from '../charts/need-map.js';
import { pathwayMap } from '../charts/pathway-map.js';
import { pathwayMatrix } from '../charts/pathway-matrix.js';
import { levelsIn, levelTitle, places } from '../telling/pathway.js';
import { capital, count, counted } from '../telling/words.js';
import type { DocumentRows, Paper, PaperTable } from './content.js';

const purpose = ({ area_name }: MartRow<'mart_assessment'>): string =>
  `This paper shows what help there is for families in ${area_name}, at four levels from help for all to the most intensive, and where it falls short of what families are expected to need. It rests on the council’s own list of services, and on need that is modelled.`;

/** Of each level: what is offered, and in how many wards that is short. */
function levelsTable({ pathway, shortfall }: DocumentRows): PaperTable {
  return {
    caption: 'Places offered at each level of help, and where they fall short',
    headings: ['Level of help', 'Services', 'Places a year', 'Wards clearly short', 'Cannot be told'],
    widths: [32, 14, 20, 18, 16],
    rows: levelsIn(pathway).map((level) => {
      const of = pathway.find((row) => row.level === level);
      const wards = (...judged: string[]) =>
        String(shortfall.filter((row) => row.level === level && judged.includes(row.judgement)).length);
      const offered = of?.places == null ? 'not said' : places(of.places);
      return [
        levelTitle(level),
        String(of?.services ?? 0),
        of && of.services_without_places > 0 && of.places !== null ? `at least ${offered}` : offered,
        wards('short'),
        wards('unsure', 'unknown'),
      ];
    }),
  };
}

function cautions({ services, pathway, disclosure }: DocumentRows): string[] {
  const silent = services.filter((one) => one.places === null).length;
  return [
    `How many families need a place at each level is a judgement${pathway.every(({ chosen }) => !chosen) ? ' that comes with Wardwise, and the council can change it' : ' of the council’s'}; which families live with conflict is modelled from national rates.`,
    'Places are not people: how full services are, who does not come and why, is not in the list.',
    ...(silent > 0
      ? [
          `${capital(counted(silent, 'service'))} ${silent === 1 ? 'does' : 'do'} not say how many places ${silent === 1 ? 'it has' : 'they have'}; wards ${silent === 1 ? 'it serves' : 'they serve'} could have enough.`,
        ]
      : []),
    'Services that the council has not listed are not here, and help from family, friends and faith groups never is.',
    ...(disclosure.length > 0
      ? [
          `${capital(count(disclosure.length))} ${disclosure.length === 1 ? 'figure is' : 'figures are'} withheld, because a count was small or would give one away.`,
        ]
      : []),
  ];
}

function nextSteps({ services }: DocumentRows): string[] {
  const silent = services.some((one) => one.places === null);
  return [
    'Test these gaps with those who refer families, and with those who did not get help, before any service is moved.',
    ...(silent ? ['Ask the services that have not said how many places they have.'] : []),
    'Check the list of services again before the next edition.',
  ];
}

export const helpPaper: Paper = {
  title: ({ area_name }) => `Support for families in ${area_name}`,
  purpose,
  decision: [
    'note where help falls short of expected need, and how sure that is',
    'agree which gaps to close first, and who will',
  ],
  parts: [
    { heading: 'Where help falls short', chart: pathwayMatrix, table: levelsTable },
    { heading: 'What help there is', chart: pathwayMap },
    { heading: 'Where need is highest', chart: needMap },
  ],
  cautions,
  nextSteps,
};
