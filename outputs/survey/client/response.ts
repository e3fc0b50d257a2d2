/** A response: the file that is saved, and opened again to be changed. */
import { questionsIn } from './answers.js';
import { type Draft, find, services } from './page.js';

const version = 1;

/** A part of a name for files and ids: letters and digits of any script. */
const slug = (text: unknown): string =>
  String(text ?? '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

/** Questions whose answers stay in the response. */
const staying = (): ReadonlySet<string> =>
  new Set(questionsIn(find('#survey')).flatMap(({ dataset: { id, stays } }) => (id && stays ? [id] : [])));

export interface Saved {
  readonly name: string;
  readonly text: string;
}

/** The file of what has been answered. Each service keeps the name by which it was known when it was opened. */
export function saved({ about, services: told }: Draft, now: Date): Saved {
  const { organisation, sector, contact_name, contact_email } = about;
  const stays = staying();
  const taken = new Set(told.flatMap(({ id }) => id ?? []));
  const response = {
    wardwise_survey: version,
    survey: find('#survey').dataset.survey,
    saved: now.toISOString(),
    organisation,
    sector,
    contact: { name: contact_name, email: contact_email },
    services: told.map(({ id, answers }, i) => {
      const service_id = id ?? unused(`${slug(organisation)}--${slug(answers.name)}`, taken);
      const element = services()[i];
      if (element) element.dataset.service = service_id;
      const [more, columns] = [true, false].map((wanted) =>
        Object.fromEntries(Object.entries(answers).filter(([name]) => stays.has(name) === wanted)),
      );
      return { service_id, ...columns, more };
    }),
  };
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return {
    name: `${slug(organisation) || 'response'}-${day}.json`,
    text: `${JSON.stringify(response, undefined, 2)}\n`,
  };
}

function unused(wanted: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The answers of a file; undefined where it is no response of this form. */
export function opened(text: string): Draft | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.wardwise_survey !== version || !Array.isArray(value.services)) return undefined;
  const contact = isObject(value.contact) ? value.contact : {};
  return {
    about: {
      organisation: value.organisation,
      sector: value.sector,
      contact_name: contact.name,
      contact_email: contact.email,
    },
    services: value.services
      .slice(0, 200)
      .filter(isObject)
      .map(({ service_id, more, ...columns }) => ({
        id: typeof service_id === 'string' ? service_id : undefined,
        answers: { ...columns, ...(isObject(more) ? more : {}) },
      })),
  };
}
