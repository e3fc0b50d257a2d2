import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { templateCsv, templatesOf } from '../../outputs/files/template.js';
import { badCommand } from '../../sources/faults/command.js';
import { folderInUse } from '../../sources/faults/workspace.js';
import { assessmentFile } from '../assessment.js';
import { localSources } from '../local.js';
import { type Command, textOption } from './command.js';

export const initCommand: Command = {
  name: 'init',
  words: '<folder>',
  does: 'Make a workspace: a commented assessment.yaml, a folder for the council’s own files, .gitignore.',
  examples: ['wardwise init bradford --area E08000032'],
  most: 1,
  options: {
    area: { type: 'string', value: 'CODE', does: 'the local authority (E08000032), or E92000001 for England' },
  },
  async run(call) {
    const [word] = call.words;
    const area = textOption(call, 'area');
    if (!word || !area) throw badCommand('init needs a folder and an area', 'wardwise init <folder> --area E08000032');
    if (!/^[A-Z](0[6-9]|92)\d{6}$/.test(area)) {
      throw badCommand(
        `“${area}” is not the code of a local authority or a country`,
        'wardwise init <folder> --area E08000032',
      );
    }
    const folder = path.resolve(word);
    if (existsSync(path.join(folder, assessmentFile))) throw folderInUse(folder);
    mkdirSync(path.join(folder, 'local'), { recursive: true });
    for (const [name, text] of Object.entries(filesFor(area))) writeFileSync(path.join(folder, name), text);
    call.printer.result(`${folder} is ready. Next:  wardwise run --workspace ${word}`, { event: 'made', folder });
  },
};

const filesFor = (area: string): Readonly<Record<string, string>> => ({
  [assessmentFile]: assessmentText(area),
  '.gitignore':
    '.wardwise/\nout/\n# The council’s own files stay with the council.\nlocal/*\n!local/*.template.csv\n!local/*.template.xlsx\n',
  ...Object.fromEntries(
    localSources.flatMap((source) =>
      templatesOf(source)
        .slice(0, 1)
        .map((template) => [`local/${template.name}.template.csv`, templateCsv(template)]),
    ),
  ),
});

const assessmentText = (
  area: string,
): string => `# What this assessment is about. Every line but the first may be left out.

# A local authority, a list of them for a regional assessment, or E92000001 for all of England.
area: ${area}

# Which year's wards: ward25 (May 2025) or ward22 (December 2022).
wards: ward25

# How figures of smaller areas are brought to wards: each area wholly to the ward that holds most of its people
# (best_fit), or shared out by where its people live (population_weighted), where such a lookup is published.
rebase: best_fit

# The index. Its steps are as follows unless others are said; domains and indicators weigh alike unless weights are given:
# index:
#   id: family-need
#   # impute: mean              # or median, { by: mean, within: authority }; else what lacks a figure is left out whole
#   # threshold: 0.5            # or make a score of what is there, { domain: 0.5, index: 1 }
#   treat: none                 # or winsorise_then_log, { skew: 2, kurtosis: 3.5, winmax: 5, log: none }
#   normalise: z_score          # or min_max, rank, percentile, { method: min_max, lower: 1, upper: 100 } …, or
#                               # imd_exponential, as in the Indices of Deprivation
#   aggregate: arithmetic       # or geometric, harmonic, { domain: arithmetic, index: geometric }
#   weights: { individual_parent: 1, parental_relationship: 2, family_economic: 1, child_outcomes: 1 }
#   indicators: { crime_deprivation: { treat: winsorise_then_log } }
index: family-need

# With whom figures are compared, besides England and each ward's own authority: the region, authorities chosen as
# neighbours (their counts are pooled), targets by indicator; funnel: how far a ward may lie from the average by chance.
# compare: { region: true, neighbours: [E08000035, E08000034], target: { deprived_households: 18 }, funnel: true }

# Areas the council works in (school pyramids, family hubs): which wards or smaller areas make each, one row an area.
# Every figure is shown by them too.
# zones: local/zones.csv

# Fewer residents than this do not make a high-need cluster.
# clusters: { least_population: 5000 }

# How many families are expected to need a place of each level of help in a year, in per cent: of all families at the
# universal level, of those modelled to live with conflict at the others. A judgement; these are the usual ones.
# pathways: { universal: 10, targeted_selective: 20, targeted_indicated: 10, specialist: 3 }

# The fewest families that make a group, where several authorities could run one together.
# groups: { least: 8 }

# The council's own files, as CSV or XLSX. Each has a template in local/ (wardwise template writes more, with notes), and
# wardwise check --file says what is wrong with one. They are read in place and never copied. Services may also come as a
# folder of what partners answered (wardwise template survey), or from a directory that keeps Open Referral UK (https://…).
# local:
${localSources.map(({ id }) => `#   ${id}: local/${id.replaceAll('_', '-')}.csv`).join('\n')}

# What the rows of own_indicators mean.
# own_indicators:
#   workless_households:
#     title: Households with no adult in work
#     statistic: proportion     # or rate
#     direction: higher         # which way is more need; none for context
#     domain: family_economic   # or individual_parent, parental_relationship, child_outcomes, context
#   holiday_club_take_up:
#     title: Children who took up a place at a holiday club
#     statistic: proportion
#     direction: lower
#     domain: child_outcomes
#     numerator: holiday_clubs.came   # a measure of a source, in place of rows in the file
#     denominator: holiday_clubs.offered

# Datasets of the council's own portal, declared without code. All keys, and other ways to a dataset (a file,
# Opendatasoft, Socrata, ArcGIS, Explore Local Statistics): docs/OWN-PORTAL.md.
# sources:
#   holiday_clubs:
#     title: Children at holiday clubs, by LSOA
#     publisher: The council
#     licence: Open Government Licence v3.0
#     page: https://data.example.gov.uk/dataset/holiday-clubs
#     from: { ckan: { portal: "https://data.example.gov.uk", resource: a1b2c3d4-0000-4000-8000-000000000001 } }
#     area: { type: lsoa21, column: LSOA code }
#     period: 2024/25
#     columns: { came: { heading: Children who came }, offered: { heading: Children offered a place } }
#     marks: { c: withheld }

# Where a publisher's service stands for you, when your network reaches it by an address of its own. https only; a name
# that is not known is answered with those that are.
# endpoints:
#   nomis: https://proxy.example.gov.uk/nomis/

# Counts of the council's own files below this are withheld; protect_zeros withholds noughts, round_to rounds the rest.
disclosure: { suppress_below: 5 }

# What the council says itself in its board paper. Without it the paper asks the board to note the findings.
# paper:
#   purpose: Why this comes to the board now.
#   decision: [What the board is asked to agree]
#   next_steps: [Who does what, by when]

# When a new run is due, for wardwise schedule and wardwise run --due: minute, hour, day, month, day of the week,
# in the time of Britain. This is six in the morning on the first of each month.
# schedule: "0 6 1 * *"

# Figures for some only. A file is restricted as { file: local/referrals.csv, access: restricted }, an own indicator by the
# key access: restricted. Then there are two editions: a public one, made without them, and a restricted one.
# editions: [public, restricted]
# restricted_to: members of the partnership, under its information-sharing agreement

# What wardwise run makes when it names no product; wardwise list products says what there is. Several get a folder each in
# out/latest, and a page that leads to them.
# products: [needs-assessment, support-pathways]

# What the report is headed with.
# brand: { name: Bradford Relationships Matter, colour: "#12436D" }
`;
