/** A warehouse in memory whose inputs are drawn in the test, run through the product's own SQL. */
import { build, readModels, type Step, sqlSteps } from '../../models/build.js';
import { disclosureStep } from '../../models/disclosure/gate.js';
import { openDuckDB } from '../../models/engine/duckdb.js';
import { type Cell, type ColumnType, type Engine, type Row, toRows } from '../../models/engine/engine.js';
import { editionsStep } from '../../models/load/editions.js';
import { loadNoRows, rowsTable, rowsTables } from '../../models/load/rows.js';
import { rowsSources } from '../../models/rows.js';

type Table = { readonly types: Readonly<Record<string, ColumnType>>; readonly rows: readonly (readonly Cell[])[] };

const figure = { period: 'text', value: 'number', lower95_0cl: 'number', upper95_0cl: 'number' } as const;

const inputs: Readonly<Record<string, Readonly<Record<string, ColumnType>>>> = {
  observation: {
    source: 'text',
    area_type: 'text',
    area: 'text',
    period: 'text',
    measure: 'text',
    value: 'number',
    status: 'text',
  },
  lookup: {
    from_type: 'text',
    from_area: 'text',
    to_type: 'text',
    to_area: 'text',
    to_name: 'text',
    authority: 'text',
    authority_name: 'text',
    share: 'number',
    method: 'text',
    change: 'text',
  },
  bridge: { from_type: 'text', to_type: 'text' },
  succession: { code: 'text', becomes: 'text', pieces: 'whole', whole: 'whole' },
  context_measure: { source: 'text', measure: 'text' },
  context_indicator: {
    indicator: 'text',
    position: 'number',
    kind: 'text',
    numerator_source: 'text',
    numerator_measure: 'text',
    denominator_source: 'text',
    denominator_measure: 'text',
    lower_measure: 'text',
    upper_measure: 'text',
    inherited_from: 'text',
  },
  container: { from_area: 'text', to_type: 'text', to_area: 'text', to_name: 'text' },
  people: { area_type: 'text', area: 'text', people: 'number' },
  boundary: {
    area_type: 'text',
    area: 'text',
    name: 'text',
    authority: 'text',
    authority_name: 'text',
    geometry: 'text',
  },
  assessed_area: { area: 'text' },
  neighbour: { area: 'text' },
  setting: {
    ward_type: 'text',
    rebase: 'text',
    suppress_below: 'number',
    protect_zeros: 'boolean',
    round_to: 'number',
    country: 'text',
    country_name: 'text',
    compare_region: 'boolean',
  },
  pathway_level: { level: 'text' },
  source_trait: {
    source: 'text',
    cadence: 'text',
    months: 'number',
    moved: 'number',
    other_wards: 'boolean',
    sampled: 'boolean',
    basis: 'text',
    cautions: 'number',
  },
  period_age: { period: 'text', age: 'number' },
  index_imputed: { ward: 'text', indicator: 'text' },
  assessment: { whole_country: 'boolean', edition: 'text' },
  own_measure: { measure: 'text', title: 'text', ...figure },
  mart_indicator: { area_level: 'text', indicator: 'text', title: 'text', unit: 'text', ...figure },
  mart_context: { indicator: 'text', title: 'text', unit: 'text', ...figure },
  local_zones: { area: 'text', zone: 'text', zone_name: 'text' },
  measure: {
    source: 'text',
    measure: 'text',
    kind: 'text',
    disclosure: 'text',
    averaged_by_source: 'text',
    averaged_by_measure: 'text',
    area_type: 'text',
  },
  indicator: {
    indicator: 'text',
    position: 'number',
    statistic: 'text',
    disclosure: 'text',
    numerator_source: 'text',
    numerator_measure: 'text',
    denominator_source: 'text',
    denominator_measure: 'text',
    title: 'text',
  },
};

/** Decimals arrive as the loader makes them. */
const asLoaded: Readonly<Record<string, string>> = {
  observation:
    'select * exclude (value), cast(value as decimal(18, 6)) as value, null as snapshot from drawn_observation',
  people: 'select * exclude (people), cast(people as decimal(18, 6)) as people from drawn_people',
  lookup: 'select * exclude (share), cast(share as decimal(7, 6)) as share from drawn_lookup',
};

export type Drawn = Partial<Record<keyof typeof inputs, readonly (readonly Cell[])[]>>;

/** Builds every table model over the drawn rows, in the order of each table's columns. Close the engine after use. */
export async function warehouse(drawn: Drawn): Promise<{ engine: Engine; rows: (sql: string) => Promise<Row[]> }> {
  const engine = await openDuckDB();
  const steps: Step[] = Object.entries(inputs).map(([name, types]) =>
    inputStep(engine, name, { types, rows: drawn[name] ?? [] }),
  );
  const noRows = rowsSources
    .filter((source) => !(rowsTable(source) in inputs))
    .map((source) => ({
      makes: rowsTables(source),
      reads: [],
      content: '',
      make: () => loadNoRows(engine, source),
    }));
  await build(engine, [
    ...steps,
    ...noRows,
    editionsStep(engine),
    disclosureStep(engine),
    ...(await sqlSteps(engine, readModels('tables'), 'table')),
  ]);
  return { engine, rows: async (sql) => toRows(await engine.query(sql)) };
}

function inputStep(engine: Engine, name: string, { types, rows }: Table): Step {
  const columns = Object.fromEntries(
    Object.keys(types).map((column, i) => [column, rows.map((row) => row[i] ?? null)]),
  );
  const cast = asLoaded[name];
  return {
    makes: [name],
    reads: [],
    content: JSON.stringify(columns),
    make: async () => {
      await engine.load(cast ? `drawn_${name}` : name, types, columns);
      if (cast) await engine.create(name, cast, 'view');
    },
  };
}
