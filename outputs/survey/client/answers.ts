/** Answers in the page: read from its fields, put into them, and checked. */

/** A text, a list of texts, or nothing. */
export type Answer = string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

export interface Problem {
  /** The field that the summary leads to. */
  readonly field: HTMLElement;
  readonly question: HTMLElement;
  readonly says: string;
}

export const questionsIn = (part: Element): HTMLElement[] => [...part.querySelectorAll<HTMLElement>('.question')];

const one = <E extends HTMLElement>(within: Element, selector: string): E | null => within.querySelector<E>(selector);
const ticked = (question: Element): string[] =>
  [...question.querySelectorAll<HTMLInputElement>('input:checked:not([type=checkbox][name$="-place"])')].map(
    ({ value }) => value,
  );
/** What was pasted may hold characters that nobody sees and the council’s computer would refuse. */
const seen = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
const typed = (question: Element, selector: string): string =>
  seen(one<HTMLInputElement>(question, selector)?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
const items = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What is answered to a question; undefined where nothing is. */
export function read(question: HTMLElement): Answer | undefined {
  const found = readAny(question);
  return found.length > 0 ? found : undefined;
}

function readAny(question: HTMLElement): Answer {
  switch (question.dataset.kind) {
    case 'one':
      return ticked(question)[0] ?? '';
    case 'many':
      return ticked(question);
    case 'areas':
      return areas(question);
    case 'list':
      return items(typed(question, 'input'));
    case 'date':
      return day(question);
    case 'long':
      return seen(one<HTMLTextAreaElement>(question, 'textarea')?.value ?? '').trim();
    default:
      return typed(question, 'input, select');
  }
}

function areas(question: HTMLElement): readonly string[] {
  if (ticked(question)[0] !== 'some') return ticked(question);
  const places = [...question.querySelectorAll<HTMLInputElement>('.places input:checked')].map(({ value }) => value);
  return places.length > 0 ? places : items(typed(question, '.codes'));
}

/** The day as ISO 8601 writes it; as it was typed where it is none. */
function day(question: HTMLElement): string {
  const [d, m, y] = ['.day', '.month', '.year'].map((part) => typed(question, part));
  if (!d && !m && !y) return '';
  return /^\d{1,2}$/.test(d ?? '') && /^\d{1,2}$/.test(m ?? '') && /^\d{4}$/.test(y ?? '')
    ? `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`
    : `${d}/${m}/${y}`;
}

/** Puts an answer into its fields; what they cannot hold is left out. */
export function write(question: HTMLElement, answer: unknown): void {
  const listed = (Array.isArray(answer) ? answer : [answer]).filter((item): item is string => typeof item === 'string');
  const [first = ''] = listed;
  const put = (selector: string, text: string) => {
    const field = one<HTMLInputElement>(question, selector);
    if (field) field.value = text;
  };
  const tick = (selector: string, values: readonly string[]) => {
    for (const box of question.querySelectorAll<HTMLInputElement>(selector)) box.checked = values.includes(box.value);
  };
  switch (question.dataset.kind) {
    case 'one':
    case 'many':
      tick('input', listed);
      return;
    case 'areas':
      tick('input[type=radio]', listed.length === 0 ? [] : [first === 'all' ? 'all' : 'some']);
      tick('.places input', listed);
      put('.codes', first === 'all' ? '' : listed.join(', '));
      reveal(question);
      return;
    case 'list':
      put('input', listed.join(', '));
      return;
    case 'date': {
      const [, y = '', m = '', d = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(first) ?? [];
      put('.day', d);
      put('.month', m);
      put('.year', y);
      return;
    }
    default:
      put('input, select, textarea', first);
  }
}

/** Shows the places only where some of them are meant. */
export function reveal(question: HTMLElement): void {
  const some = one(question, '.some');
  if (some) some.hidden = ticked(question)[0] !== 'some';
}

/** What is wrong with an answer, in words that say what to do. */
export function problemWith(question: HTMLElement): Problem | undefined {
  const { needed, stays } = question.dataset;
  const answer = read(question);
  const says =
    answer === undefined ? needed : (wrongForm(question, answer) ?? (stays ? undefined : wrongWords(question, answer)));
  if (says === undefined) return undefined;
  const field = one(question, '.some:not([hidden]) input') ?? one(question, 'input, select, textarea');
  return field ? { field, question, says } : undefined;
}

const asked = (question: HTMLElement): string =>
  (one(question, 'legend, label')?.firstChild?.textContent ?? '').trim().replace(/\?$/, '');

function wrongForm(question: HTMLElement, answer: Answer): string | undefined {
  const text = String(answer);
  switch (question.dataset.kind) {
    case 'whole':
      return /^\d{1,7}$/.test(text.replaceAll(',', ''))
        ? undefined
        : `${asked(question)}: enter a whole number in figures, for example 120`;
    case 'postcode':
      return /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(text)
        ? undefined
        : 'Enter a whole postcode, for example BD1 1HX, or leave it blank';
    case 'date':
      return isDay(text) ? undefined : `${asked(question)}: enter a real day, for example 31 3 2027`;
    default:
      return undefined;
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** Words that are published may not be too many, nor lead to one person. */
function wrongWords(question: HTMLElement, answer: Answer): string | undefined {
  const text = [answer].flat().join('; ');
  const most = question.dataset.kind === 'words' ? 200 : 1000;
  if (question.dataset.kind !== 'areas' && text.length > most)
    return `${asked(question)}: use at most ${most} characters`;
  if (/[\w.%+-]+@[\w-]+\.[a-z]/i.test(text) || /(^|\D)(\+44 ?\(?0?\)?|0)7\d{3} ?\d{3} ?\d{3}(\D|$)/.test(text))
    return `${asked(question)}: this is published, so take out the e-mail address or telephone number`;
  return undefined;
}
