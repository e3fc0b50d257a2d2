/**
 * What a machine needs to read the tidy tables: a Frictionless Data Package (specs.frictionlessdata.io, version 1) and
 * CSV on the Web metadata (W3C Recommendation, 17 December 2015), both from the contracts of the marts.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type MartName, type MartRow, marts } from '../../models/marts.js';
import { columnType, type Field, fieldsOf, martKeys } from '../read.js';
import { editionName } from '../telling/edition.js';

/** A table as it is published: the name of its files in `data/`, and the mart it holds. */
export interface PublishedTable {
  readonly name: string;
  readonly mart: MartName;
}

const openGovernmentLicence = {
  name: 'OGL-UK-3.0',
  title: 'Open Government Licence v3.0',
  path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};

/** The tables of the restricted edition are on nobody’s terms but the council’s. */
const notForRelease = { name: 'not-for-release', title: 'Not for release' };

/** The words of a column that takes only some; undefined for free text. */
function choices(field: Field): readonly string[] | undefined {
  const schema = z.toJSONSchema(field as unknown as z.ZodType);
  const either = [schema, ...(schema.anyOf ?? [])] as { readonly enum?: string[] }[];
  return either.find((one) => one.enum !== undefined)?.enum;
}

/** A text may be empty, and an empty cell is none to a reader. */
const isRequired = (field: Field): boolean => !field.safeParse(null).success && !field.safeParse('').success;

const frictionlessTypes = { text: 'string', whole: 'integer', number: 'number', boolean: 'boolean' } as const;
const csvwTypes = { text: 'string', whole: 'integer', number: 'double', boolean: 'boolean' } as const;

function frictionlessField([name, field]: [string, Field]) {
  const only = choices(field);
  const constraints = { ...(isRequired(field) && { required: true }), ...(only && { enum: only }) };
  return {
    name,
    type: frictionlessTypes[columnType(field)],
    description: field.description ?? '',
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

async function frictionlessResource({ name, mart }: PublishedTable, folder: string) {
  const path = `data/${name}.csv`;
  const bytes = await readFile(join(folder, path));
  return {
    name,
    path,
    profile: 'tabular-data-resource',
    description: marts[mart].description ?? '',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    schema: {
      fields: Object.entries(fieldsOf(mart)).map(frictionlessField),
      primaryKey: martKeys[mart],
      missingValues: [''],
    },
  };
}

/** `datapackage.json`. The CSV files must have been written: it tells their size and their hash. */
export async function dataPackage(
  assessment: MartRow<'mart_assessment'>,
  sources: readonly MartRow<'mart_source'>[],
  tables: readonly PublishedTable[],
  folder: string,
  version: string,
): Promise<string> {
  return printed({
    profile: 'tabular-data-package',
    name: `wardwise-${slug(assessment.index_id)}-${slug(assessment.area_name)}`,
    title: `${editionName(assessment, '. ')}${assessment.title}, ${assessment.area_name}`,
    description: described(assessment),
    version: assessment.data_hash,
    created: `${assessment.data_date}T00:00:00Z`,
    contributors: [{ title: `Wardwise ${version}`, role: 'wrangler' }],
    licenses: assessment.edition === 'restricted' ? [notForRelease] : licencesOf(sources),
    sources: sources.map(({ title, publisher, page }) => ({
      title: `${title} (${publisher})`,
      ...(isAddress(page) && { path: page }),
    })),
    resources: await Promise.all(tables.map((table) => frictionlessResource(table, folder))),
  });
}

/** `data/csv-metadata.json`, where a reader of CSV on the Web looks for it. */
export function csvOnTheWeb(assessment: MartRow<'mart_assessment'>, tables: readonly PublishedTable[]): string {
  return printed({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': `${editionName(assessment, '. ')}${assessment.title}, ${assessment.area_name}`,
    'dc:description': described(assessment),
    ...(assessment.edition !== 'restricted' && { 'dc:license': openGovernmentLicence.path }),
    'dc:modified': { '@value': assessment.data_date, '@type': 'xsd:date' },
    tables: tables.map(({ name, mart }) => ({
      url: `${name}.csv`,
      'dc:description': marts[mart].description ?? '',
      tableSchema: {
        columns: Object.entries(fieldsOf(mart)).map(([column, field]) => ({
          name: column,
          titles: column,
          'dc:description': field.description ?? '',
          datatype: csvwTypes[columnType(field)],
          required: isRequired(field),
        })),
        primaryKey: martKeys[mart],
      },
    })),
  });
}

const isAddress = (page: string): boolean => /^https?:/.test(page);

const printed = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function described({ made_up, ward_type_title, wards }: MartRow<'mart_assessment'>): string {
  const about = `Tidy tables of a ward-level needs assessment (${wards} wards, ${ward_type_title}). A blank is no figure, never nought; the column status says why.`;
  return made_up ? `Made-up data: no real place. ${about}` : about;
}

/** The licences of the published sources, each once; the tables themselves are on the Open Government Licence's terms. */
function licencesOf(sources: readonly MartRow<'mart_source'>[]) {
  const published = sources.filter((row) => isAddress(row.page)).map((row) => row.licence);
  const others = [...new Set(published)]
    .filter((licence) => !licence.startsWith(openGovernmentLicence.title))
    .sort()
    .map((title) => ({ name: slug(title), title }));
  return [openGovernmentLicence, ...others];
}
