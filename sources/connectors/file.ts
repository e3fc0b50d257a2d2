/** A file at a plain address, which is all that many publishers have. */
import type { ByFile, Kind, Service } from './connector.js';

/** Brings the file at `url`. Its host is the service. */
export function atAddress(url: string, expects: Kind): ByFile {
  const { origin, host } = new URL(url);
  const service: Service = {
    id: host,
    title: host,
    base: origin,
    pace: { perSecond: 2, burst: 4, atOnce: 2 },
  };
  return { service, file: async () => ({ at: url, expects }) };
}
