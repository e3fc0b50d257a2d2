/** The little that is used of two readers which come without types. */
declare module 'datapackage' {
  interface Resource {
    readonly name: string;
    readonly descriptor: { schema: unknown };
    read(options?: { keyed: boolean }): Promise<unknown[]>;
  }
  export class Package {
    static load(descriptor: unknown, options?: { basePath: string }): Promise<Package>;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    readonly descriptor: { resources: unknown };
    readonly resources: readonly Resource[];
  }
}
declare module 'jsonstat-toolkit' {
  interface Cell {
    readonly value: number | null;
    readonly status: string | null;
  }
  export default function JSONstat(dataset: unknown): {
    readonly length: number;
    Data(at: Readonly<Record<string, string>>): Cell;
  };
}
