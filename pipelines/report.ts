/** What commands tell while they work. The printer turns it into lines; `--json` into events. */

export type Event =
  | { readonly event: 'stage'; readonly stage: string; readonly says: string; readonly ms: number }
  | { readonly event: 'step'; readonly table: string; readonly ms: number }
  | { readonly event: 'source'; readonly source: string; readonly says: string; readonly ms: number }
  | {
      readonly event: 'progress';
      readonly source: string;
      readonly done: number;
      readonly of?: number;
      readonly unit: Unit;
    }
  | { readonly event: 'note'; readonly says: string };

type Unit = 'bytes' | 'pages';

export type Tell = (event: Event) => void;

/** Times one stage and tells of it. */
export async function stage<T>(
  tell: Tell,
  name: string,
  work: () => Promise<T>,
  says: (result: T) => string,
): Promise<T> {
  const start = performance.now();
  const result = await work();
  tell({ event: 'stage', stage: name, says: says(result), ms: performance.now() - start });
  return result;
}

/** Downloads that take longer than this are worth a bar, drawn so often. */
const worthABar = 1000;
const often = 200;

/** Tells how far a download has come, once it takes long. */
export function fetching(tell: Tell, source: string): (done: number, of: number | undefined, unit: Unit) => void {
  let next = performance.now() + worthABar;
  return (done, of, unit) => {
    if (performance.now() < next) return;
    next = performance.now() + often;
    tell({ event: 'progress', source, done, unit, ...(of === undefined ? {} : { of }) });
  };
}
