/**
 * Files attached to a publication on GOV.UK. Their addresses are hashed and change with every correction, so they are
 * looked up in the Content API each time: https://content-api.publishing.service.gov.uk/
 */
import { z } from 'zod';
import { oddAnswer } from '../faults/network.js';
import type { Answer, ByFile, Found, Http, Service } from './connector.js';

export const govuk: Service = {
  id: 'govuk',
  title: 'GOV.UK',
  base: 'https://www.gov.uk/api/content/',
  hosts: ['assets.publishing.service.gov.uk', 'assets.digital.cabinet-office.gov.uk'],
  pace: { perSecond: 5, burst: 5, atOnce: 2 },
};

export interface GovukFile {
  /** The publication's path behind https://www.gov.uk/. */
  readonly path: string;
  /** What the attachment's title or file name holds. A group named `period` says what its figures are about. */
  readonly attachment: RegExp;
  readonly kind: 'csv' | 'xlsx' | 'ods';
  /** `latest`: the publication is updated with each release, and the day of its last update names it. */
  readonly release?: 'latest';
}

const content = z.object({
  public_updated_at: z.string().nullish(),
  details: z.object({
    attachments: z
      .array(z.object({ title: z.string().nullish(), filename: z.string().nullish(), url: z.string() }))
      .nullish(),
    /** The same as pieces of HTML, all that older publications have. */
    documents: z.array(z.string()).nullish(),
  }),
});

interface Attachment {
  readonly title: string;
  readonly filename: string;
  readonly url: string;
}

/** Brings one attachment of a publication. Throws a Fault that names the candidates when not just one fits. */
export function govukFile(wanted: GovukFile): ByFile {
  return {
    service: govuk,
    ...(wanted.release === 'latest' && { newest: async (http: Http) => (await attached(http, wanted)).found }),
    file: async ({ http }) => ({ at: (await attached(http, wanted)).url, expects: wanted.kind }),
  };
}

async function attached(http: Http, { path, attachment, kind }: GovukFile): Promise<{ url: string; found: Found }> {
  const answer = await http.ask({ at: path, expects: 'json' });
  const { public_updated_at, details } = await answer.json(content);
  const all = [...(details.attachments ?? []), ...(details.documents ?? []).flatMap(linksIn)].map(namesOf);
  const files = [...new Map(all.map((a) => [a.url, a])).values()].filter((a) => a.filename.endsWith(`.${kind}`));
  const match = ({ title, filename }: Attachment) => attachment.exec(title) ?? attachment.exec(filename);
  const fitting = files.filter(match);
  const [only] = fitting;
  if (!only || fitting.length > 1) throw notOne(http, answer, attachment, kind, fitting.length ? fitting : files);
  const published = public_updated_at?.slice(0, 10) ?? '';
  const period = match(only)?.groups?.period ?? published;
  return { url: new URL(only.url, answer.url).href, found: { id: published, period, published } };
}

interface Named {
  readonly title?: string | null | undefined;
  readonly filename?: string | null | undefined;
  readonly url: string;
}

const namesOf = ({ title, filename, url }: Named): Attachment => ({
  title: title ?? '',
  filename: (filename ?? decodeURIComponent(url.split(/[?#]/)[0]?.split('/').at(-1) ?? '')).toLowerCase(),
  url,
});

const linksIn = (html: string): Named[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"[^>]*>([^<]*)<\/a>/g)].map(([, url = '', title = '']) => ({
    title: title.trim(),
    url: url.replaceAll('&amp;', '&'),
  }));

const notOne = (http: Http, answer: Answer, attachment: RegExp, kind: string, candidates: readonly Attachment[]) =>
  oddAnswer(
    http.asking,
    answer.url,
    `one ${kind.toUpperCase()} attachment like ${attachment.source}`,
    candidates.length === 0
      ? 'no such file'
      : candidates.map(({ title, filename }) => `“${title || filename}” (${filename})`).join(', '),
  );
