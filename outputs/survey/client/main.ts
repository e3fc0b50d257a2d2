/** The form's script: without it there is nothing to fill in, since the answers become a file here and nowhere else. */
import { type Problem, problemWith, questionsIn, reveal } from './answers.js';
import { addService, type Draft, draft, find, make, number, restore, services } from './page.js';
import { opened, saved } from './response.js';

const form = find<HTMLFormElement>('#survey');
/** Pages from files may share what is kept, so that it is told apart by whose survey it is. */
const key = ['wardwise', form.dataset.council, form.dataset.survey].join(' ');
const title = document.title;

/** What was typed is kept where the browser allows. */
const kept = {
  get(): Draft | undefined {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '') as Draft;
    } catch {
      return undefined;
    }
  },
  set(answers: Draft | undefined): void {
    try {
      if (answers) localStorage.setItem(key, JSON.stringify(answers));
      else localStorage.removeItem(key);
    } catch {
      // Nothing is kept: the form says “where your browser allows”.
    }
  },
};

const isAnswered = ({ about, services }: Draft): boolean =>
  Object.keys(about).length > 0 || services.some(({ answers }) => Object.keys(answers).length > 0);

function begin(answers: Draft | undefined): void {
  try {
    restore(answers ?? { about: {}, services: [] });
  } catch {
    restore({ about: {}, services: [] });
  }
}

function changed(): void {
  kept.set(draft());
  find('#saved').hidden = true;
}

/** Problems at the top and at each field, as GOV.UK has them; the summary is where the reader is taken. */
function show(problems: readonly Problem[]): void {
  for (const question of document.querySelectorAll<HTMLElement>('.question.bad')) mark(question, undefined);
  for (const { question, says } of problems) mark(question, says);
  const summary = find('#problems');
  summary.replaceChildren();
  summary.hidden = problems.length === 0;
  document.title = problems.length > 0 ? `Error: ${title}` : title;
  if (problems.length === 0) return;
  const links = problems.map(({ field, says }) => {
    const link = make('a', { href: `#${field.id}` }, says);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: 'center' });
    });
    return make('li', {}, link);
  });
  summary.append(make('h2', {}, 'There is a problem'), make('ul', {}, ...links));
  summary.focus();
  summary.scrollIntoView();
}

function mark(question: HTMLElement, says: string | undefined): void {
  const wrong = question.querySelector<HTMLElement>('.wrong');
  if (!wrong) return;
  question.classList.toggle('bad', says !== undefined);
  wrong.hidden = says === undefined;
  wrong.replaceChildren(...(says === undefined ? [] : [`Error: ${says}`]));
  const holder = question.querySelector('fieldset') ?? question.querySelector('input, select, textarea');
  const others = (holder?.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((id) => id !== wrong.id && id !== '');
  const described = says === undefined ? others : [...others, wrong.id];
  if (described.length > 0) holder?.setAttribute('aria-describedby', described.join(' '));
  else holder?.removeAttribute('aria-describedby');
  if (holder?.localName === 'fieldset') return;
  if (says === undefined) holder?.removeAttribute('aria-invalid');
  else holder?.setAttribute('aria-invalid', 'true');
}

function problemsFound(): Problem[] {
  const all = services();
  const found = questionsIn(form).flatMap((question): Problem[] => {
    const problem = problemWith(question);
    const within = question.closest<HTMLElement>('.service');
    if (!problem) return [];
    return [
      within && all.length > 1 ? { ...problem, says: `${problem.says} (service ${all.indexOf(within) + 1})` } : problem,
    ];
  });
  const names = all.map((service) => service.querySelector<HTMLInputElement>('[data-id=name] input'));
  const seen = new Set<string>();
  for (const field of names) {
    const name = field?.value.trim().toLowerCase() ?? '';
    const question = field?.closest<HTMLElement>('.question');
    if (name !== '' && seen.has(name) && field && question)
      found.push({
        field,
        question,
        says: `Two services are called “${field.value.trim()}”: give each a name of its own`,
      });
    seen.add(name);
  }
  const order = questionsIn(form);
  return found.sort((a, b) => order.indexOf(a.question) - order.indexOf(b.question));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const problems = problemsFound();
  show(problems);
  if (problems.length > 0) return;
  const { name, text } = saved(draft(), new Date());
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  kept.set(draft());
  tellSaved(name);
});

function tellSaved(name: string): void {
  const panel = find('#saved');
  const { return: to } = form.dataset;
  const whom = to
    ? make('a', { href: `mailto:${to}?subject=${encodeURIComponent(title)}` }, to)
    : 'whoever sent you this form';
  panel.replaceChildren(
    make('h2', {}, 'Your answers are saved'),
    make(
      'p',
      {},
      'The file ',
      make('strong', {}, name),
      ' is where your browser puts downloads. Please e-mail it to ',
      whom,
      '.',
    ),
    make('p', {}, 'They have not been sent yet. To change them later, open this form and then the file.'),
    make('p', {}, 'If others use this computer, press “Clear all answers” once you have sent the file.'),
  );
  panel.hidden = false;
  panel.focus();
  panel.scrollIntoView({ block: 'center' });
}

form.addEventListener('input', changed);
form.addEventListener('change', (event) => {
  const question = (event.target as Element).closest<HTMLElement>('[data-kind=areas]');
  if (question) reveal(question);
});

form.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('.remove');
  if (!button) return;
  const service = button.closest<HTMLElement>('.service');
  const named = service?.querySelector<HTMLInputElement>('[data-id=name] input')?.value.trim();
  if (named && !confirm(`Remove “${named}” and all that you answered for it?`)) return;
  service?.remove();
  number();
  changed();
  find('#add').focus();
});

find('#add').addEventListener('click', () => {
  const service = addService();
  changed();
  service.querySelector<HTMLElement>('h2')?.focus();
});

find('#print').addEventListener('click', () => print());

find('#clear').addEventListener('click', () => {
  if (isAnswered(draft()) && !confirm('Clear everything you have typed here?')) return;
  kept.set(undefined);
  begin(undefined);
  show([]);
  find('#kept').hidden = true;
  find('#saved').hidden = true;
  form.querySelector<HTMLElement>('input[type=text]')?.focus();
});

find<HTMLInputElement>('#open').addEventListener('change', async (event) => {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (!file) return;
  const answers = file.size < 8 * 2 ** 20 ? opened(await file.text()) : undefined;
  const said = find('#open-said');
  if (answers && isAnswered(draft()) && !confirm('Put the answers of this file in place of what you have typed?'))
    return;
  said.textContent = answers
    ? `${file.name} is open: its answers are below.`
    : `${file.name} is not a file that this form saved. Nothing was changed.`;
  input.value = '';
  if (!answers) return;
  begin(answers);
  show([]);
  kept.set(draft());
});

const before = kept.get();
begin(before);
find('#kept').hidden = !(before && isAnswered(draft()));
form.hidden = false;
