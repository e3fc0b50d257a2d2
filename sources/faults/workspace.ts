/** A workspace, its settings, its bytes and its runs. */
import { type AreaType, describeAreaType } from '../geography.js';
import { exitCodes, Fault, plural, untouched } from './fault.js';

export const notALock = (file: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${file} is not a lock file this version understands`,
    details: [['found', found.replaceAll('\n', ' ')]],
    mend: ['Restore it from version control, or delete it and fetch again', 'wardwise fetch'],
  });

export const noSuchRelease = (source: { id: string; releases: readonly { id: string }[] }, wanted: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${source.id} has no release ${wanted}`,
    details: [
      ['expected', source.releases.map((r) => r.id).join(', ') || 'a council’s own file, which has no releases'],
    ],
    mend: ['See what there is', 'wardwise list sources'],
  });

export const auditFailed = (audit: string, meaning: string, rows: number, first: string): Fault =>
  new Fault({
    exit: exitCodes.audit,
    what: `The audit ${audit} found ${plural(rows, 'row')}`,
    details: [
      ['looks for', meaning],
      ['found', first],
    ],
    consequence: 'Nothing was published; the last good run is untouched. These tables are in .wardwise/failed.duckdb.',
    mend: ['See the rows', `wardwise sql ${audit}`],
  });

export const notAWorkspace = (folder: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `There is no assessment.yaml in ${folder}`,
    mend: ['Make a workspace', 'wardwise init bradford --area E08000032'],
  });

/** Mistakes in assessment.yaml, each with its place. */
export const assessmentMistake = (file: string, mistakes: readonly { where: string; text: string }[]): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${file}: ${plural(mistakes.length, 'mistake')}`,
    details: mistakes.map(({ where, text }) => [where, text]),
    consequence: 'Nothing was changed.',
    mend: ['The settings are explained in the comments of a fresh one', 'wardwise init example --area E08000032'],
  });

export const unknownAssessedAreas = (areas: readonly string[], wardType: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `No wards of ${describeAreaType(wardType as AreaType).replace('ward ', '')} lie in ${areas.join(', ')}`,
    details: [['expected', 'the code of a local authority as it was in the year of the wards']],
    mend: ['Look the code up, or choose the wards of another year (area: and wards: in assessment.yaml)'],
  });

/** A figure that was copied from a larger area, declared in an index. */
export const inheritedInIndex = (indicator: { id: string; title: string }, because: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${indicator.id} cannot be part of an index of wards`,
    details: [
      ['title', indicator.title],
      ['because', because],
    ],
    consequence:
      'It is the same in every ward, so it would tell none apart and look as if it did. Nothing was changed.',
    mend: [
      'Show it beside the index, in the domain context, or give the council’s own counts by ward (own_indicators)',
    ],
  });

/** An indicator that was planned for wards though nothing of it is known for wards. */
export const notForWards = (indicator: { id: string }, because: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${indicator.id} was planned for wards, and cannot be`,
    details: [['because', because]],
    consequence: 'Nothing was made of it: no ward figure, index or rank.',
    mend: ['Show it for the authority as a whole'],
  });

export const noLocalFile = (id: string, file: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${id}: there is no file ${file}`,
    details: [['expected', `the file that assessment.yaml names under local: ${id}`]],
    consequence: untouched,
    mend: ['Put the file there, or take the line out of assessment.yaml'],
  });

export const missingBytes = (source: { id: string }, entry: { release: string; sha256: string }): Fault =>
  new Fault({
    exit: exitCodes.missingBytes,
    what: `${source.id}, release ${entry.release}: the locked bytes are not here`,
    details: [['expected', `a snapshot with SHA-256 ${entry.sha256.slice(0, 12)}…`]],
    consequence: 'Nothing was changed.',
    mend: ['Fetch them', `wardwise fetch ${source.id}`],
  });

/** A run for which the files that everything rests on are not at hand. */
export const nothingToAssess = (sources: readonly string[]): Fault =>
  new Fault({
    exit: exitCodes.unreachable,
    what: 'There is not enough at hand to assess anything',
    details: [['lacking', sources.join(', ')]],
    consequence: 'Nothing was changed.',
    mend: ['Fetch from the publishers, or name a folder that holds their files', 'wardwise run --mirror DIR'],
  });

export const busy = (file: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `Another run is at work in this workspace`,
    details: [['holds', file]],
    consequence: 'Nothing was changed.',
    mend: ['Wait for it to end, then run again', 'wardwise run'],
  });

export const notBuilt = (): Fault =>
  new Fault({
    exit: exitCodes.missingBytes,
    what: 'Nothing has been built in this workspace yet',
    mend: ['Build it first', 'wardwise run'],
  });

export const noSchedule = (): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: 'assessment.yaml has no schedule',
    details: [
      ['expected', 'schedule: "0 6 1 * *" or another cron expression: minute, hour, day, month, day of the week'],
    ],
    consequence: 'Nothing was run.',
    mend: ['Add the line, or run without a schedule', 'wardwise run'],
  });

export const folderInUse = (folder: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${folder} already holds an assessment`,
    consequence: 'Nothing was changed.',
    mend: ['Choose another folder', 'wardwise init another --area E08000032'],
  });

export const stale = (reasons: readonly string[]): Fault =>
  new Fault({
    exit: exitCodes.audit,
    what: 'out/latest is not what a run would make now',
    details: reasons.map((reason) => ['because', reason]),
    mend: ['Bring it up to date', 'wardwise run'],
  });

export const latestInUse = (folder: string, found: string): Fault =>
  new Fault({
    exit: exitCodes.notUnderstood,
    what: `${folder} could not be replaced`,
    details: [['found', found]],
    consequence: 'The last run is still there; the new one was not published.',
    mend: ['Close the files of it that are open, then run again', 'wardwise run --offline'],
  });
