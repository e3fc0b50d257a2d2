/** Which addresses may be asked, how a question becomes one, and how keys are kept out of what is shown. */
import type { Question, Service } from '../connectors/connector.js';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/** https, or http on this very machine, for replicas. */
export const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** The hosts a service may answer from, with its base as it stands or as the settings put it. */
export const hostsOf = ({ hosts = [] }: Service, base: string): ReadonlySet<string> =>
  new Set([new URL(base).host, ...hosts]);

const behind = (base: string, at: string): string =>
  at === '' ? base : `${base.replace(/\/*$/, '/')}${at.replace(/^\/+/, '')}`;

/** The address of a question. A whole address behind the service's own base follows the base where settings move it. */
export function addressOf(service: Service, base: string, { at, query = {} }: Question): URL {
  const whole = /^https?:\/\//i.test(at);
  const moved = whole && at.startsWith(service.base) ? behind(base, at.slice(service.base.length)) : at;
  const url = new URL(whole ? moved : behind(base, at));
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** Takes a key out of an address or any other text. */
export function hiding(key: string | undefined): (text: string) => string {
  if (!key) return (text) => text;
  const forms = [...new Set([key, encodeURIComponent(key), new URLSearchParams({ key }).toString().slice(4)])];
  return (text) => {
    let shown = text;
    for (const form of forms) {
      const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      shown = shown
        .replace(new RegExp(`([?&])[^?&=#\\s]+=${escaped}(&|(?=#|\\s|$))`, 'g'), (_, before: string, after: string) =>
          after === '&' ? before : '',
        )
        .replaceAll(form, '…');
    }
    return shown;
  };
}
