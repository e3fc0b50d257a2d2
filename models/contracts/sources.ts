/** Where figures come from, what is missing, and what was withheld. */
import { z } from 'zod';
import { maybe, number, sourceId, text, whole } from './words.js';

export const sourcesMarts = {
  mart_source: z
    .object({
      source: sourceId,
      title: text.describe('The dataset in its publisher’s words.'),
      publisher: text.describe('Who publishes it.'),
      licence: text.describe('On what terms.'),
      page: text.describe('Where it is described.'),
      geography: text.describe('The areas it is published for.'),
      release: text.describe('Which edition was used.'),
      period: text.describe('The time that edition is about.'),
      published: text.describe('The day it came out.'),
      url: maybe(text).describe('Where the bytes came from; blank where they were handed over as a file.'),
      sha256: maybe(text).describe(
        'The bytes’ SHA-256 hash: the same hash, the same bytes. Blank for a council’s own file, whose counts it could give away.',
      ),
      bytes: maybe(whole).describe('Size of the file; blank for a council’s own.'),
      retrieved: text.describe('The day it was retrieved.'),
      caveats: text.describe('What to be careful of.'),
    })
    .describe('A source whose bytes were used.'),
  mart_gap: z
    .object({
      item: text.describe('What was asked for.'),
      what: text.describe('What happened.'),
      effect: text.describe('What that does to the result.'),
      mend: text.describe('What would mend it.'),
      owner: text.nullable().describe('Who has it, as the council notes; null for gaps found here.'),
      asked_on: text.nullable().describe('The day the council asked for it, as ISO 8601 writes it.'),
      status: text.nullable().describe('How far it has come, as the council notes.'),
      expected: text.nullable().describe('The day it is to come, as ISO 8601 writes it.'),
    })
    .describe('What was asked for and is not there, what that does to the result, and what would mend it.'),
  mart_reconciliation: z
    .object({
      source: sourceId,
      measure: text.describe('What was counted.'),
      period: text.describe('The time the counts are about.'),
      total: maybe(number).describe(
        'All of them in the source; blank where it would help to find a number that was withheld or rounded.',
      ),
      wards_in_area: maybe(number).describe('Of these, placed in the wards assessed.'),
      wards_elsewhere: maybe(number).describe('Placed in other wards.'),
      wards_unfinished: maybe(number).describe(
        'Known of wards that have no total, since one of their parts has no figure.',
      ),
      unallocated: maybe(number).describe('Placed in no ward.'),
      residual: maybe(number).describe('What sharing out gained or lost; it should be nothing.'),
      areas: whole.describe('Areas the source has a count for.'),
      areas_unallocated: whole.describe('Of these, areas that belong to no ward.'),
    })
    .describe('Where every count of every source went: nothing is lost without a line.'),
  mart_coverage: z
    .object({
      source: sourceId,
      source_title: text.describe('The dataset in its publisher’s words.'),
      publisher: text.describe('Who gives the data of an area, as the source writes it: a police force.'),
      publisher_name: text.describe('Its name.'),
      area: maybe(text).describe('Code of the area it serves; blank where it serves none of its own.'),
      month: text.describe('The month.'),
      status: z
        .enum(['published', 'partly', 'not_published'])
        .describe('Whether it was published; partly: fewer than half the records of its usual month, and so not used.'),
      records: whole.describe('Records it holds.'),
      counted: z.boolean().describe('Whether the figures are about that month.'),
      in_area: z.boolean().describe('Whether an authority assessed lies in the publisher’s area.'),
    })
    .describe(
      'A month of a publisher, for sources that come in pieces. What was not published is missing, never nought.',
    ),
} as const;
