/** The services of the page: added, removed, counted. */
import { questionsIn, read, reveal, write } from './answers.js';

export function find<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`The page lacks ${selector}`);
  return found;
}

/** Makes an element. Text goes in as text: nothing typed or opened is ever read as markup. */
export function make(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const place = (): HTMLElement => find('#services');
export const services = (): HTMLElement[] => [...place().querySelectorAll<HTMLElement>('.service')];

let made = 0;

/** Adds an empty service, and gives it back. */
export function addService(): HTMLElement {
  made++;
  const copy = document.importNode(find<HTMLTemplateElement>('#service').content, true);
  for (const element of copy.querySelectorAll('*')) {
    for (const name of ['id', 'for', 'name', 'aria-describedby']) {
      const value = element.getAttribute(name);
      if (value?.startsWith('N-')) element.setAttribute(name, `s${made}-${value.slice(2)}`);
    }
  }
  place().append(copy);
  number();
  return services().at(-1) as HTMLElement;
}

/** Headings and buttons say which service they are of. */
export function number(): void {
  const all = services();
  for (const [i, service] of all.entries()) {
    const heading = service.querySelector('h2') as HTMLElement;
    const remove = service.querySelector('.remove') as HTMLElement;
    heading.textContent = all.length === 1 ? 'Your service' : `Service ${i + 1} of ${all.length}`;
    heading.tabIndex = -1;
    remove.textContent = `Remove service ${i + 1}`;
    remove.hidden = all.length === 1;
  }
}

export interface Draft {
  readonly about: Readonly<Record<string, unknown>>;
  readonly services: readonly {
    readonly id?: string | undefined;
    readonly answers: Readonly<Record<string, unknown>>;
  }[];
}

const about = (): HTMLElement[] =>
  questionsIn(find('#survey')).filter((question) => question.closest('.service') === null);

const answersOf = (questions: readonly HTMLElement[]): Record<string, unknown> =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const answer = read(question);
      return answer === undefined ? [] : [[question.dataset.id ?? '', answer]];
    }),
  );

/** Everything that has been answered. */
export const draft = (): Draft => ({
  about: answersOf(about()),
  services: services().map((service) => ({ id: service.dataset.service, answers: answersOf(questionsIn(service)) })),
});

/** Puts answers into the page, in place of what is there. */
export function restore({ about: said, services: told }: Draft): void {
  for (const service of services()) service.remove();
  for (const question of about()) write(question, own(said, question.dataset.id));
  for (const { id, answers } of told.length > 0 ? told : [{ id: undefined, answers: {} }]) {
    const service = addService();
    if (id !== undefined) service.dataset.service = id;
    for (const question of questionsIn(service)) write(question, own(answers, question.dataset.id));
  }
  for (const question of document.querySelectorAll<HTMLElement>('[data-kind=areas]')) reveal(question);
}

const own = (answers: Readonly<Record<string, unknown>>, id = ''): unknown =>
  Object.hasOwn(answers, id) ? answers[id] : undefined;
