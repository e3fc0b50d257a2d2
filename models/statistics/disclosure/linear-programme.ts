/** Linear and mixed-integer programmes, by HiGHS (Huangfu and Hall, 2018, doi:10.1007/s12532-017-0130-5). */
import type { Highs, Model, ModelData } from 'highs';

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

/** A programme that is asked many things: each answer starts from the one before. */
export interface OpenProgramme {
  /** Other bounds of all variables, or of one. */
  bound(least: Float64Array, most: Float64Array): void;
  boundOne(variable: number, least: number, most: number): void;
  /** The least of times·variable; undefined where no numbers fit. */
  least(variable: number, times: 1 | -1): number | undefined;
  /** At the last answer, r of times·variable = Σ rᵢ·variableᵢ, which holds of all numbers where the right sides are 0. */
  reducedCosts(): Float64Array;
  close(): void;
}

/** Nodes of the search for whole numbers; a limit in time would not be the same on every machine. */
const mostNodes = 2000;

export interface Solver {
  /** The best value of each variable; undefined where there is none, or none was found within the nodes allowed. */
  (programme: Programme): Float64Array | undefined;
  /** Keeps a programme without whole numbers open, until it is closed; its objective is not looked at. */
  open(programme: Programme): OpenProgramme;
}

/** Loads HiGHS, which takes a moment, for those who need it. The same programme has the same answer everywhere. */
export async function loadSolver(): Promise<Solver> {
  const { default: load } = await import('highs');
  // Its types are of CommonJS, where the module itself is what an import calls its default.
  const highs = await (load as unknown as () => Promise<Highs>)();
  const modelOf = (programme: Programme): Model => {
    const model = highs.createModel();
    model.options.set({ output_flag: false, mip_max_nodes: mostNodes, mip_rel_gap: 0 });
    model.passModel(dataOf(programme));
    return model;
  };
  const isSolved = (model: Model) => model.getModelStatus() === highs.constants.modelStatus.optimal;
  const solve = (programme: Programme) => {
    if (programme.objective.length === 0) return new Float64Array();
    const model = modelOf(programme);
    try {
      model.run();
      return isSolved(model) ? model.getSolution().colValue : undefined;
    } finally {
      model.dispose();
    }
  };
  const open = (programme: Programme): OpenProgramme => {
    const model = modelOf({ ...programme, objective: programme.objective.map(() => 0) });
    const all = { kind: 'range', from: 0, to: programme.objective.length - 1 } as const;
    let asked = 0;
    return {
      bound: (least, most) => void model.changeColsBounds(all, least, most),
      boundOne: (variable, least, most) => void model.changeColBounds(variable, least, most),
      least(variable, times) {
        model.changeColCost(asked, 0);
        model.changeColCost(variable, times);
        asked = variable;
        model.run();
        return isSolved(model) ? model.getObjectiveValue() : undefined;
      },
      reducedCosts: () => model.getSolution().colDual,
      close: () => model.dispose(),
    };
  };
  return Object.assign(solve, { open });
}

/** As HiGHS takes it, the constraints row by row. */
function dataOf({ objective, least, most, binary, constraints }: Programme): ModelData {
  const terms = constraints.map(({ variables, coefficients }) => {
    // A variable may be named twice, which HiGHS does not take.
    const of = new Map<number, number>();
    for (const [k, variable] of variables.entries()) of.set(variable, (of.get(variable) ?? 0) + (coefficients[k] ?? 0));
    return of;
  });
  const starts = [0];
  for (const of of terms) starts.push((starts.at(-1) ?? 0) + of.size);
  const whole = new Set(binary);
  const [numCols, numRows] = [objective.length, constraints.length];
  return {
    numCols,
    numRows,
    colCost: objective,
    colLower: least,
    colUpper: most,
    rowLower: constraints.map(({ is, right }) => (is === '<=' ? Number.NEGATIVE_INFINITY : right)),
    rowUpper: constraints.map(({ is, right }) => (is === '>=' ? Number.POSITIVE_INFINITY : right)),
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts,
      indices: terms.flatMap((of) => [...of.keys()]),
      values: terms.flatMap((of) => [...of.values()]),
    },
    ...(whole.size > 0 ? { integrality: objective.map((_, i) => (whole.has(i) ? 1 : 0)) } : {}),
  };
}
