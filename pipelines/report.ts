/** What commands tell while they work. The printer turns it into lines; `--json` into events. */

export type Event =
  | { readonly event: 'stage'; readonly stage: string; readonly says: string; readonly ms: number }
  | { readonly event: 'step'; readonly table: string; readonly ms: number }
  | { readonly event: 'note'; readonly says: string };

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
