/** Who takes which place, so that all of them together move least. */

/**
 * For each row the column it takes, no column twice, with the smallest sum of costs (shortest augmenting paths: Kuhn
 * 1955, Jonker and Volgenant 1987). Rows may be fewer than columns. Time grows with rows² × columns.
 */
export function assign(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  if (rows > columns) throw new Error(`${rows} rows cannot each take one of ${columns} columns`);
  // Row and column 0 stand for nobody and nowhere.
  const ofRow = new Float64Array(rows + 1);
  const ofColumn = new Float64Array(columns + 1);
  const holder = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const least = new Float64Array(columns + 1).fill(Infinity);
    const seen = new Uint8Array(columns + 1);
    holder[0] = row;
    let here = 0;
    do {
      seen[here] = 1;
      const at = holder[here] ?? 0;
      let [delta, next] = [Infinity, 0];
      for (let column = 1; column <= columns; column++) {
        if (seen[column]) continue;
        const reduced = cost(at - 1, column - 1) - (ofRow[at] ?? 0) - (ofColumn[column] ?? 0);
        if (reduced < (least[column] ?? 0)) [least[column], before[column]] = [reduced, here];
        if ((least[column] ?? 0) < delta) [delta, next] = [least[column] ?? 0, column];
      }
      for (let column = 0; column <= columns; column++) {
        if (seen[column]) {
          ofRow[holder[column] ?? 0] = (ofRow[holder[column] ?? 0] ?? 0) + delta;
          ofColumn[column] = (ofColumn[column] ?? 0) - delta;
        } else least[column] = (least[column] ?? 0) - delta;
      }
      here = next;
    } while (holder[here] !== 0);
    // Back along the path, each column passing to the row before it.
    for (; here !== 0; here = before[here] ?? 0) holder[here] = holder[before[here] ?? 0] ?? 0;
  }
  const taken = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column++) if (holder[column]) taken[(holder[column] ?? 0) - 1] = column - 1;
  return taken;
}
