import { openReferralFeed } from '../connectors/open-referral.js';
import { defineSource, type RowsSource, unconfirmed } from '../define.js';
import { choice, columns, councilRows, optional } from './local.js';

/** Words that are published as they are. */
const words = { type: 'text', longest: 200 } as const;
const listed = { type: 'list', longest: 1000 } as const;

const evidence = ['NL2', '2', '2+', '3', '3+', '4', '4+'] as const;

/** What support there is, one row a service: the answers of a survey of organisations. */
export const services = defineSource({
  ...councilRows,
  id: 'services',
  title: 'Services that support families',
  answers: true,
  caveats: ['Ratings of evidence and cost are no quality mark and do not compare providers.'],
  tables: [
    {
      row: 'a service',
      columns: columns({
        service_id: { ...words, means: 'A short name that no other service has.', example: 'S01' },
        organisation: { ...words, means: 'Who runs it.', example: 'Family hubs' },
        name: { ...words, means: 'What it is called.', example: 'Arguing better' },
        level: {
          ...choice('universal', 'targeted_selective', 'targeted_indicated', 'specialist'),
          means: 'For all families, for groups at risk, for families with first signs, or for those in need.',
          example: 'targeted_selective',
        },
        sector: {
          ...optional,
          ...choice('local_authority', 'nhs', 'voluntary', 'school', 'police', 'private', 'other'),
          means: 'Which sector the organisation is of.',
          example: 'voluntary',
        },
        audience: { ...optional, ...listed, means: 'Whom it is for.', example: 'dads; young parents' },
        situation: {
          ...optional,
          ...choice('intact', 'separating', 'separated', 'expectant', 'step', 'kinship'),
          type: 'list',
          means: 'Which families it is for.',
          example: 'separating; separated',
        },
        mode: {
          ...optional,
          ...choice('digital', 'phone', 'one_to_one', 'group', 'home'),
          type: 'list',
          means: 'How it is given.',
          example: 'group; phone',
        },
        evidence: {
          ...optional,
          ...choice(...evidence, ...evidence.map((rating) => `${rating}*`)),
          means: 'Rating in the EIF Guidebook: NL2 (not level 2) to 4+; * for mixed findings.',
          example: '3*',
        },
        cost: {
          ...optional,
          ...choice('1', '2', '3', '4', '5', 'NA'),
          means: 'Rating of cost per family: 1 under £100, 2 £100–499, 3 £500–999, 4 £1,000–2,000, 5 over £2,000.',
          example: '2',
        },
        capacity_per_year: { ...optional, type: 'whole', means: 'Places in a year.', example: '120' },
        covers: {
          type: 'list',
          longest: 20_000,
          means: 'all, or the codes of the wards or zones it serves.',
          example: 'E05001341; E05001342',
        },
        postcode: {
          ...optional,
          type: 'text',
          longest: 10,
          means: 'Where it is; blank where the address must not be public.',
          example: 'BD1 1HX',
        },
        lat: {
          ...optional,
          type: 'number',
          between: [49, 61],
          means: 'Where it is, in place of a postcode.',
          example: '53.7939',
        },
        lon: {
          ...optional,
          type: 'number',
          between: [-9, 3],
          means: 'Where it is, in place of a postcode.',
          example: '-1.7521',
        },
        languages: { ...optional, ...listed, means: 'Languages besides English.', example: 'Urdu; Polish' },
        referral_route: { ...optional, ...listed, means: 'Who may refer.', example: 'self; school; GP' },
        wait_days: { ...optional, type: 'whole', means: 'Days from referral to start.', example: '21' },
        funding_end: { ...optional, type: 'date', means: 'When its funding ends.', example: '31/03/2027' },
        verified_on: { ...optional, type: 'date', means: 'When someone last checked this row.', example: '01/09/2025' },
      }),
      key: ['service_id'],
      postcode: { column: 'postcode', lat: 'lat', lon: 'lon' },
    },
  ],
});

/** The same from a directory of services that a publisher keeps as Open Referral UK. */
export const servicesFrom = (url: string): RowsSource =>
  defineSource({
    ...services,
    publisher: new URL(url).host,
    licence: 'As its publisher says',
    page: url,
    cadence: 'as its publisher keeps it',
    releases: [{ id: 'current', period: '', published: '' }],
    via: openReferralFeed(url),
    caveats: [
      ...(services.caveats ?? []),
      unconfirmed('a directory as Open Referral UK, whose shape is from its documentation'),
    ],
  });
