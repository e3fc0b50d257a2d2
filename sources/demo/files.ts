/**
 * A made-up country and its council's folder, as the bytes its publishers would publish, so that the demo takes the
 * same way through contracts and models as real data. Every code starts with X.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toGrid } from '../formats/geojson.js';
import { authorityFiles } from './authorities.js';
import { censusFiles } from './census.js';
import { deprivationFile } from './deprivation.js';
import { cohortsFile, earlyHelpFile, outcomesFile } from './families.js';
import { birthsFile, domesticAbuseFile, ownIndicatorsFile } from './local.js';
import { outlines, type Ring, toLongitudeLatitude } from './outline.js';
import { engagementFile, planningFile, referralsFile, theoryFile, workforceFile } from './partners.js';
import { settlePeople } from './people.js';
import { servicesFile, uptakeFile } from './support.js';
import { bytes, csv } from './table.js';
import { type Authority, type DemoLsoa, type DemoWard, type World, world } from './world.js';
import { zonesFile } from './zones.js';

/** The borough the demo is about. */
export const demoAuthority = 'X06000001';

const geometryOf = (rings: readonly Ring[]) =>
  rings.length === 1
    ? { type: 'Polygon', coordinates: rings }
    : { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };

function boundaryFile({ territory, wards }: World): Uint8Array {
  const rings = outlines(territory);
  const features = wards.map(({ code, name, authority, middle, index }) => {
    const [LONG, LAT] = toLongitudeLatitude(middle);
    const owner = { LAD25CD: authority.code, LAD25NM: authority.name };
    const properties = { WD25CD: code, WD25NM: name, WD25NMW: ' ', ...owner, LONG, LAT };
    return JSON.stringify({ type: 'Feature', properties, geometry: geometryOf(rings[index] ?? []) });
  });
  return bytes(`{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`);
}

const lookupHeadings = 'LSOA21CD LSOA21NM LSOA21NMW WD25CD WD25NM WD25NMW LAD25CD LAD25NM LAD25NMW ObjectId';

const lookupFile = (lsoas: readonly DemoLsoa[]): Uint8Array =>
  csv(
    [
      lookupHeadings.split(' '),
      ...lsoas.map(({ code, name, ward }, i) => {
        const { authority } = ward;
        return [code, name, '', ward.code, ward.name, '', authority.code, authority.name, '', i + 1];
      }),
    ],
    { mark: true, lineEnd: '\r\n' },
  );

const centroidFile = (lsoas: readonly DemoLsoa[]): Uint8Array =>
  csv([
    ['LSOA21CD', 'x', 'y'],
    ...lsoas.map(({ code, middle }) => [
      code,
      ...toGrid(toLongitudeLatitude(middle)).map((metres) => metres.toFixed(1)),
    ]),
  ]);

const assessmentFile = ({ code, name }: Authority): Uint8Array =>
  bytes(`# ${name} is made up, and so is every figure about it. Its codes start with X, which no real area's do.
area: ${code}                 # one local authority, or a list for a regional assessment
wards: ward25                   # which wards: those of May 2025
index: family-need              # which domains and weights

# With whom wards are compared, besides the country: the region, and councils chosen as neighbours.
compare: { region: true, neighbours: [X06000002, X06000003] }

# The areas that the borough's family hubs work in: every figure is shown by them too.
zones: local/zones.csv

# The council's own files. They are read in place; rows about people are counted and never copied.
local:
  domestic_abuse_incidents: local/domestic-abuse-incidents.csv
  birth_registrations: local/birth-registrations.csv
  own_indicators: local/own-indicators.csv
  services: local/services.csv
  referrals: local/referrals.csv
  programme_uptake: local/programme-uptake.csv
  workforce: local/workforce.csv
  engagement: local/engagement.csv
  theory_of_change: local/theory-of-change.csv
  planning_tool: local/planning-tool.csv
  outcome_measures: local/outcome-measures.csv
  cohorts: local/cohorts.csv
  early_help_assessments: local/early-help-assessments.csv

# What the indicators in own-indicators.csv are; their numbers stay in the file.
own_indicators:
  workless_households:
    title: Households with no adult in work
    statistic: proportion
    direction: higher           # higher means more need
    domain: family_economic
    unit: "%"
  missed_health_checks:
    title: Two-year-olds who missed their health check
    statistic: proportion
    direction: higher
    domain: context             # shown, but not part of the index

# Counts below this are not published, nor anything they could be worked out from.
disclosure: { suppress_below: 5 }

# How many families are expected to need a place of each level of help in a year, in per cent: of all families at the
# universal level, of those modelled to live with conflict at the others. A judgement; these are the usual ones.
pathways: { universal: 10, targeted_selective: 20, targeted_indicated: 10, specialist: 3 }

# What the council says itself in its board paper; findings, pictures and cautions come from the figures.
paper:
  decision:
    - agree that family hubs look first at the five wards with the highest need
    - ask partners to list the support they offer in these wards before the next meeting

brand: { name: ${name} Council (made up), colour: "#12436D" }
`);

/** The demo's files by path relative to its workspace: the same bytes every time, on every machine. */
export function demoFiles(): ReadonlyMap<string, Uint8Array> {
  const country = world();
  const everybody = settlePeople(country);
  const [borough = { code: demoAuthority, name: '' }] = country.authorities;
  const own = ({ authority }: DemoWard) => authority.code === borough.code;
  const locals = everybody.filter(({ ward }) => own(ward));
  return new Map([
    ['assessment.yaml', assessmentFile(borough)],
    ['mirror/mhclg_iod2025/2025.csv', deprivationFile(everybody)],
    ['mirror/ons_lsoa21_ward25/2025.csv', lookupFile(country.lsoas)],
    ['mirror/ons_lsoa21_centroids/2021.csv', centroidFile(country.lsoas)],
    ['mirror/ons_ward25_boundaries/2025.geojson', boundaryFile(country)],
    ...censusFiles(everybody),
    ...authorityFiles(everybody),
    ['local/domestic-abuse-incidents.csv', domesticAbuseFile(locals)],
    ['local/birth-registrations.csv', birthsFile(locals)],
    ['local/own-indicators.csv', ownIndicatorsFile(locals)],
    ['local/services.csv', servicesFile(locals)],
    ['local/referrals.csv', referralsFile()],
    ['local/programme-uptake.csv', uptakeFile()],
    ['local/zones.csv', zonesFile(country.wards.filter(own), locals)],
    ['local/workforce.csv', workforceFile()],
    ['local/engagement.csv', engagementFile()],
    ['local/theory-of-change.csv', theoryFile()],
    ['local/planning-tool.csv', planningFile()],
    ['local/outcome-measures.csv', outcomesFile()],
    ['local/cohorts.csv', cohortsFile()],
    ['local/early-help-assessments.csv', earlyHelpFile(locals)],
  ]);
}

/** Writes the demo's files into a folder. One that is already there and equal is left as it is, with its date. */
export function writeDemo(folder: string): void {
  for (const [path, content] of demoFiles()) {
    const target = join(folder, path);
    if (existsSync(target) && readFileSync(target).equals(content)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
