/** `assessment.yaml`: what a council has settled. Mistakes are shown with their line and column. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { wardGeographies } from '../models/geography.js';
import { usualShares } from '../models/pathways/levels.js';
import type { Settings } from '../models/settings.js';
import { type ObservationSource, takesAnswers } from '../sources/define.js';
import { assessmentMistake, notAWorkspace } from '../sources/faults/workspace.js';
import { countryOf } from '../sources/geography.js';
import { isSafe } from '../sources/http/address.js';
import { access, type Editions, editions, editionsOf, type LocalFile, localFile, usualAudience } from './access.js';
import { declaredSources, sourcesOf } from './declared-sources.js';
import { pipelines } from './index.js';
import { type IndexSettings, indexSettings, stepUnionWords } from './index-settings.js';
import { localSources } from './local.js';
import { isSchedule } from './schedule.js';
import { readSettings } from './settings-file.js';

export const assessmentFile = 'assessment.yaml';

const wardTypes = wardGeographies.map((g) => g.type);
const areaCode = z
  .string()
  .regex(/^[A-Z](0[6-9]|92)\d{6}$/, 'a code of a local authority (E08000032) or a country (E92000001)');
const authorityCode = z.string().regex(/^[A-Z]0[6-9]\d{6}$/, 'codes of local authorities, such as E08000035');
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name in small letters, digits and underscores');
const localIds = localSources.map((s) => s.id);

const productIds = pipelines.map((p) => p.id) as [string, ...string[]];

const measureName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'a source and one of its measures, such as ons_census_age.residents');

const ownIndicator = z
  .strictObject({
    title: z.string().min(1),
    statistic: z.enum(['proportion', 'rate', 'mean']),
    direction: z.enum(['higher', 'lower', 'none']),
    domain: z.string(),
    unit: z.string().optional(),
    access: access.optional(),
    multiplier: z.number().positive().optional(),
    /** Measures of sources; without them the figures are rows of the council's file own_indicators. */
    numerator: measureName.optional(),
    denominator: measureName.optional(),
  })
  .refine(({ numerator, denominator }) => numerator !== undefined || denominator === undefined, {
    path: ['denominator'],
    error: 'a denominator needs a numerator beside it',
  })
  .refine(({ numerator, statistic }) => numerator !== undefined || statistic !== 'mean', {
    path: ['statistic'],
    error: 'a mean is of a score, which numerator must name',
  });

const compare = z.strictObject({
  england: z.literal(true).default(true),
  region: z.boolean().default(false),
  neighbours: z.array(authorityCode).default([]),
  target: z.record(id, z.number()).default({}),
  funnel: z.boolean().default(false),
});

const base = z
  .string()
  .refine((text) => URL.canParse(text) && isSafe(new URL(text)), 'expected an https address, or http on this machine');

/** Another base by service id. */
const endpoints = z.record(z.string(), base).default({});

/** 5,000 people are three small areas: fewer are too few to plan for. */
const clusterSettings = z.strictObject({ least_population: z.int().min(0).default(5000) });

const percent = z.number().min(0).max(100);

/** Per cent of families expected to need a place of each level in a year. */
const pathways = z.strictObject({
  universal: percent.default(usualShares.universal),
  targeted_selective: percent.default(usualShares.targeted_selective),
  targeted_indicated: percent.default(usualShares.targeted_indicated),
  specialist: percent.default(usualShares.specialist),
});

/** A file is named by its place; an address may stand where a source can be had from one, by https. */
export const isAddress = (place: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(place);

function checkAddresses(local: Readonly<Record<string, LocalFile | undefined>>, context: z.RefinementCtx): void {
  for (const [name, given] of Object.entries(local)) {
    const place = given?.file ?? '';
    if (!isAddress(place)) continue;
    const source = localSources.find((s) => s.id === name);
    const say = (message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (!source || !takesAnswers(source)) say('expected a file; an address is understood for services only');
    else if (!URL.canParse(place) || !isSafe(new URL(place))) say('expected an address that begins with https://');
  }
}

/** A file of figures that nobody has said the meaning of would be read by nothing, and so lost in silence. */
function checkOwnIndicators(
  { local, own_indicators }: { local: object; own_indicators: object },
  context: z.RefinementCtx,
): void {
  if (!('own_indicators' in local) || Object.keys(own_indicators).length > 0) return;
  context.addIssue({
    code: 'custom',
    path: ['local', 'own_indicators'],
    message:
      'the file is named, but nothing says what its rows mean; expected each indicator under own_indicators: with title, statistic, direction and domain',
  });
}

/** How many families make a group worth running: eight leave enough when some drop out. */
const groups = z.strictObject({ least: z.int().min(2).default(8) });

const lines = z.union([z.string().min(1), z.array(z.string().min(1))]).transform((text) => [text].flat());

const paper = z.strictObject({
  purpose: z.string().min(1).optional(),
  decision: lines.optional(),
  next_steps: lines.optional(),
});

const keys = z.strictObject({
  area: z.union([areaCode, z.array(areaCode).min(1)]),
  wards: z.enum(wardTypes as [string, ...string[]]).default(wardTypes[0] ?? ''),
  rebase: z.enum(['best_fit', 'population_weighted']).default('best_fit'),
  index: z.union([z.string(), indexSettings]).default('family-need'),
  zones: z.string().optional(),
  local: z
    .partialRecord(z.enum(localIds as [string, ...string[]]), localFile)
    .superRefine(checkAddresses)
    .default({}),
  own_indicators: z.record(id, ownIndicator).default({}),
  sources: declaredSources,
  endpoints,
  disclosure: z
    .strictObject({
      suppress_below: z.int().min(1).default(5),
      protect_zeros: z.boolean().default(false),
      round_to: z.int().min(2).optional(),
    })
    .prefault({}),
  compare: compare.prefault({}),
  clusters: clusterSettings.prefault({}),
  pathways: pathways.prefault({}),
  groups: groups.prefault({}),
  paper: paper.default({}),
  editions,
  restricted_to: z.string().min(1).default(usualAudience),
  products: z.array(z.enum(productIds)).min(1).default([productIds[0]]),
  schedule: z.string().refine(isSchedule, 'expected a cron expression of five fields, such as "0 6 1 * *"').optional(),
  brand: z
    .strictObject({
      name: z.string().optional(),
      colour: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as "#12436D"')
        .optional(),
    })
    .default({}),
});

const schema = keys.superRefine(checkOwnIndicators);

type OwnIndicators = z.infer<typeof schema>['own_indicators'];

export interface Assessment extends Editions {
  readonly settings: Settings;
  readonly index: IndexSettings;
  /** Local file by source id, as given. */
  readonly local: Readonly<Record<string, string>>;
  readonly ownIndicators: OwnIndicators;
  /** Datasets that the council declares itself, by id. */
  readonly sources: ReadonlyMap<string, ObservationSource>;
  /** Where services stand for this council, by their id. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Which products a run makes that names none, by their ids. */
  readonly products: readonly string[];
  /** When runs are due, as a cron expression. */
  readonly schedule: string | undefined;
  /** The line and column of what stands under some keys, or of the nearest thing above it. */
  readonly whereOf: (keys: readonly PropertyKey[]) => string;
  /** The file's text: what a run's fingerprint takes in. */
  readonly text: string;
}

/** Reads and checks the assessment of a workspace. Throws a Fault that names line and column. */
export function readAssessment(workspace: string): Assessment {
  const file = path.join(workspace, assessmentFile);
  if (!existsSync(file)) throw notAWorkspace(workspace);
  const text = readFileSync(file, 'utf8');
  const { data, whereOf } = readSettings(text, schema, unionWords, (mistakes) => assessmentMistake(file, mistakes));
  return {
    settings: settingsOf(data, file),
    index: typeof data.index === 'string' ? { id: data.index } : data.index,
    local: Object.fromEntries(
      Object.entries({ zones: data.zones ? { file: data.zones } : undefined, ...data.local }).flatMap(([id, one]) =>
        one ? [[id, one.file]] : [],
      ),
    ),
    ...editionsOf(data),
    ownIndicators: data.own_indicators,
    sources: sourcesOf(data.sources),
    endpoints: data.endpoints,
    products: data.products,
    schedule: data.schedule,
    whereOf,
    text,
  };
}

function settingsOf(data: z.infer<typeof schema>, file: string): Settings {
  const areas = typeof data.area === 'string' ? [data.area] : data.area;
  const found = [...new Set(areas.map((area) => countryOf(area)))];
  const [country] = found;
  if (found.length !== 1 || !country) {
    throw assessmentMistake(file, [
      {
        where: 'area',
        text: `expected authorities of one country (codes that start with E, or W), found ${areas.join(', ')}`,
      },
    ]);
  }
  return {
    areas,
    wardType: data.wards as Settings['wardType'],
    rebase: data.rebase,
    suppressBelow: data.disclosure.suppress_below,
    protectZeros: data.disclosure.protect_zeros,
    roundTo: data.disclosure.round_to ?? null,
    compare: data.compare,
    pathways: data.pathways,
    leastGroup: data.groups.least,
    clusterLeastPopulation: data.clusters.least_population,
    country,
    paper: [
      ...(data.paper.purpose ? [{ part: 'purpose' as const, text: data.paper.purpose }] : []),
      ...(data.paper.decision ?? []).map((text) => ({ part: 'decision' as const, text })),
      ...(data.paper.next_steps ?? []).map((text) => ({ part: 'next_step' as const, text })),
    ],
    brand: data.brand,
  };
}

/** What may stand where several kinds of value may. */
const unionWords: Readonly<Record<string, string>> = {
  area: 'a code of a local authority (E08000032) or a country (E92000001), or a list of them',
  local: 'a file, or { file: …, access: restricted }',
  ...stepUnionWords,
};
