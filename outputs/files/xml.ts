const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
const special = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Escapes text for XML, in an element or an attribute; characters XML has no place for are dropped. */
export const escapeXml = (text: string): string => text.replace(special, (mark) => references[mark] ?? '');
