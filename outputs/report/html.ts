/** HTML that is escaped unless it says it is HTML. Everything the report prints goes through here. */

/** A piece of finished HTML. Only this file makes them, so text cannot pass for one. */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose values are escaped; pieces of HTML and lists of them go in as they are, nothing for null or false. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, i) => text + print(parts[i])).join(''));
}

/** Markup made by this project (a drawing, a style sheet), never text from data. */
export const trusted = (text: string): Html => new Html(text);

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(print).join('');
  return escapeHtml(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in text and in quoted attributes. Control characters, which no browser shows, are left out. */
const escapeHtml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);

/** A quoted CSS string of any text: every mark that could end the string or the style sheet goes as its code. */
export const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 ]/gu, (mark) => `\\${mark.codePointAt(0)?.toString(16)} `)}"`;

/** Makes a text usable as an id: letters, digits and hyphens. */
export const idOf = (...parts: readonly string[]): string => parts.join('-').replace(/[^A-Za-z0-9-]+/g, '-');

/** A link where the address is an ordinary web page; the bare text where it is anything else. */
export function link(address: string, text: string): Html {
  return /^https?:\/\//i.test(address) ? html`<a href="${address}" rel="noreferrer">${text}</a>` : html`${text}`;
}

/** A whole page as text: its head, with the policy of what it may do, around a body that is already safe. */
export const htmlPage = (page: { title: string; policy: string; style: string; body: Html }): string =>
  html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(page.policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<style>${trusted(page.style)}</style>
</head>
<body>
${page.body}
</body>
</html>
`.toString();
