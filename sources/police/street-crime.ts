import { policeArchive } from '../connectors/police.js';
import { defineSource, OGL, unconfirmed } from '../define.js';
import { censusAge } from '../ons/census-age.js';
import { ltla24Pfa24 } from '../ons/ltla24-pfa24.js';
import { authoritiesOfOtherYears, forces } from './forces.js';

const antiSocial = 'Anti-social behaviour';
const violence = 'Violence and sexual offences';

/** Every crime type of police.uk; anti-social behaviour is none, though it is listed with them. */
const crimes = [
  'Bicycle theft',
  'Burglary',
  'Criminal damage and arson',
  'Drugs',
  'Other crime',
  'Other theft',
  'Possession of weapons',
  'Public order',
  'Robbery',
  'Shoplifting',
  'Theft from the person',
  'Vehicle crime',
  violence,
] as const;

const ofType = (types: readonly string[]) => ({ of: 'records', where: { column: 'crime_type', in: types } }) as const;

/** Crimes and anti-social behaviour recorded by the police, by force, month and place. */
export const streetCrime = defineSource({
  id: 'police_street_crime',
  gives: 'observations',
  title: 'Street-level crime',
  publisher: 'Home Office, police.uk',
  licence: OGL,
  page: 'https://data.police.uk/data/archive/',
  cadence: 'monthly',
  areaType: ['lsoa21', 'lsoa11'],
  covers: 'England and Wales',
  disclosure: { also: 'places moved to the nearest of a list of points' },
  releases: [],
  via: policeArchive,
  basis: 'proxy',
  caveats: [
    'Each event is put at the nearest of a list of points, so near a border it may be counted in the next ward.',
    'Domestic abuse is not marked: violence and sexual offences can only stand in for it, and much of it is between strangers.',
    'Greater Manchester Police has published nothing since July 2019, and other forces lack some months: those are missing, not 0.',
    'Events recorded by British Transport Police, which lacks many months, are not counted. A crime that two forces record is counted twice.',
    unconfirmed('the address of the archive and the names of its files'),
  ],
  tables: [
    {
      members: '^(?<month>[0-9]{4}-[0-9]{2})/\\k<month>-(?<publisher>[a-z-]+)-street\\.csv$',
      columns: {
        area: { heading: 'LSOA code', type: 'code', blanks: true },
        month: { heading: 'Month', type: 'month' },
        crime_type: { heading: 'Crime type', type: 'choice', choices: [antiSocial, ...crimes] },
      },
    },
  ],
  coverage: {
    lookup: ltla24Pfa24,
    otherYears: authoritiesOfOtherYears,
    publishers: forces,
    called: 'the force',
    months: 12,
    atLeast: 9,
  },
  measures: {
    violence: { title: violence, kind: 'count', ...ofType([violence]) },
    crimes: { title: 'Crimes of all types, without anti-social behaviour', kind: 'count', ...ofType(crimes) },
    anti_social_behaviour: { title: antiSocial, kind: 'count', ...ofType([antiSocial]) },
    person_years: {
      title: 'Years lived by residents in the months published',
      kind: 'score',
      of: 'years_published',
      averagedBy: censusAge.measures.residents,
    },
  },
});
