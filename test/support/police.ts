/** Draws archives as police.uk offers them. */
import type { Member } from './zip.js';

export const policeHeader =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';

export interface Event {
  readonly lsoa: string;
  readonly type?: string;
  /** So many of them. */
  readonly times?: number;
}

/** What one force gave for one month. */
export function streetFile(force: string, month: string, events: readonly Event[], header = policeHeader): Member {
  const rows = events.flatMap(({ lsoa, type = 'Violence and sexual offences', times = 1 }, i) =>
    Array.from({ length: times }, (_, j) => {
      const id = type === 'Anti-social behaviour' ? '' : `${i}-${j}`.padStart(64, '0');
      return `${id},${month},${force} Police,${force} Police,-1.5,53.8,On or near High Street,${lsoa},Somewhere 001A,${type},Under investigation,`;
    }),
  );
  return { name: `${month}/${month}-${force}-street.csv`, text: `${[header, ...rows].join('\r\n')}\r\n` };
}

/** Months from the first, as many as are wanted. */
export const monthsFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => new Date(`${first}-01T00:00:00Z`).getUTCMonth() + i).map((month) =>
    new Date(Date.UTC(Number(first.slice(0, 4)), month, 1)).toISOString().slice(0, 7),
  );
