/** Small hands for the page: finding, making, and remembering in its address. */

export function find<E extends Element = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`The page lacks ${selector}`);
  return found;
}

type Child = Node | string;

/** Makes an element. Text goes in as text: nothing from data is ever read as markup. */
export function make(name: string, attributes: Readonly<Record<string, string>> = {}, ...children: readonly Child[]) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The same in a drawing. */
export function draw(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Child[]
) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The settings behind the # of the address: `#weights=1,2,1,1&ward=E05…`. */
export function remembered(): URLSearchParams {
  const text = location.hash.slice(1);
  return new URLSearchParams(text.includes('=') ? text : '');
}

/** Puts a setting into the address, or takes it out, without moving the page. */
export function remember(name: string, value: string | undefined): void {
  const settings = remembered();
  if (value === undefined) settings.delete(name);
  else settings.set(name, value);
  const text = settings.toString().replaceAll('%2C', ',');
  history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
}
