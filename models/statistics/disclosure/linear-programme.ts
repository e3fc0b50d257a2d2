/** Linear and mixed-integer programmes, by HiGHS (Huangfu and Hall, 2018, doi:10.1007/s12532-017-0130-5). */

/** Σ coefficient·variable, compared with a number. */
export interface Constraint {
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly is: '=' | '>=' | '<=';
  readonly right: number;
}

export interface Programme {
  /** To be made as small as can be: one coefficient a variable. */
  readonly objective: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly binary: readonly number[];
  readonly constraints: readonly Constraint[];
}

/** Nodes of the search for whole numbers; a limit in time would not be the same on every machine. */
const mostNodes = 2000;

/** The best value of each variable; undefined where there is none, or none was found within the nodes allowed. */
export type Solver = (programme: Programme) => Float64Array | undefined;

type Highs = {
  solve(text: string, options: object): { Status: string; Columns: Record<string, { Primal?: number }> };
};

/** Loads HiGHS, which takes a moment, for those who need it. The same programme has the same answer everywhere. */
export async function loadSolver(): Promise<Solver> {
  const { default: load } = await import('highs');
  // Its types are of CommonJS, where the module itself is what an import calls its default.
  const { solve } = await (load as unknown as () => Promise<Highs>)();
  return (programme) => {
    const { Status, Columns } = solve(textOf(programme), { mip_max_nodes: mostNodes, mip_rel_gap: 0 });
    if (Status !== 'Optimal') return undefined;
    return Float64Array.from(programme.objective, (_, i) => Columns[`x${i}`]?.Primal ?? 0);
  };
}

/** CPLEX LP format; each term on a line of its own, since lines may not be long. */
function textOf({ objective, least, most, binary, constraints }: Programme): string {
  const term = (coefficient: number, variable: number) =>
    `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} x${variable}`;
  const wanted = objective.flatMap((coefficient, i) => (coefficient === 0 ? [] : [term(coefficient, i)]));
  const held = constraints.flatMap(({ variables, coefficients, is, right }, i) => [
    `c${i}:`,
    ...variables.map((variable, k) => term(coefficients[k] ?? 0, variable)),
    `${is} ${right}`,
  ]);
  const bounds = objective.map((_, i) => `${bound(least[i])} <= x${i} <= ${bound(most[i])}`);
  const whole = binary.length > 0 ? ['Binary', ...binary.map((i) => `x${i}`)] : [];
  return ['Minimize', 'obj:', ...wanted, 'Subject To', ...held, 'Bounds', ...bounds, ...whole, 'End', ''].join('\n');
}

const bound = (value = 0): string => (Number.isFinite(value) ? String(value) : value > 0 ? '+inf' : '-inf');
