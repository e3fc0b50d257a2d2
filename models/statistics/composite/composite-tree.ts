/**
 * The tree of a composite index: indicators in groups, groups in larger groups, up to one index; and aggregation along
 * it. Level 1 are the indicators, a group is one level above its highest member.
 */

import type { Numbers } from '../reasons.js';
import { type Aggregated, type AggregateMean, aggregate } from './aggregate.js';
import { exponentialOfScores } from './imd.js';

export interface Element {
  readonly id: string;
  /** The group that it belongs to; null for the index itself. */
  readonly parent: string | null;
  /** Relative to the others in the group, 1 if not said. */
  readonly weight?: number;
}

export interface TreeGroup {
  readonly id: string;
  readonly level: number;
  readonly members: readonly string[];
}

export interface Tree {
  readonly index: string;
  readonly indicators: readonly string[];
  /** Every group after its members. */
  readonly groups: readonly TreeGroup[];
  readonly weights: ReadonlyMap<string, number>;
  readonly parents: ReadonlyMap<string, string | null>;
  readonly levels: ReadonlyMap<string, number>;
}

/** Refuses what is no tree: a name twice, a parent that is not there, an empty group, a circle, two indices. */
export function buildTree(indicators: readonly Element[], groups: readonly Element[]): Tree {
  const all = [...indicators, ...groups];
  const parents = new Map(all.map(({ id, parent }) => [id, parent]));
  if (parents.size < all.length) throw new RangeError('a composite index names an element twice');
  const members = new Map(groups.map(({ id }) => [id, [] as string[]]));
  for (const { id, parent } of all) {
    if (parent === null) continue;
    const group = members.get(parent);
    if (group === undefined) throw new RangeError(`${id} belongs to ${parent}, which is not a group`);
    group.push(id);
  }
  const roots = groups.filter(({ parent }) => parent === null).map(({ id }) => id);
  const [index] = roots;
  if (index === undefined || roots.length > 1 || indicators.some(({ parent }) => parent === null)) {
    throw new RangeError(`a composite index has one top, found ${roots.join(' and ') || 'none'}`);
  }
  const levels = new Map(indicators.map(({ id }) => [id, 1]));
  const ordered: TreeGroup[] = [];
  const visit = (id: string): number => {
    const inside = members.get(id) ?? [];
    if (inside.length === 0) throw new RangeError(`the group ${id} is empty`);
    const level = 1 + Math.max(...inside.map((each) => levels.get(each) ?? visit(each)));
    levels.set(id, level);
    ordered.push({ id, level, members: inside });
    return level;
  };
  visit(index);
  if (levels.size < all.length) throw new RangeError('a composite index has groups that lead in a circle');
  return {
    index,
    indicators: indicators.map(({ id }) => id),
    groups: ordered,
    weights: new Map(all.map(({ id, weight }) => [id, weight ?? 1])),
    parents,
    levels,
  };
}

export interface TreeAggregation {
  /** How groups are made of their members: one mean, or one for each level from 2. */
  readonly mean?: AggregateMean | readonly AggregateMean[];
  /** The share of members that must be present, one or one for each level from 2. 0: one is enough. */
  readonly threshold?: number | readonly number[];
  /** Whether groups are ranked and stretched as domains of the IMD are, before they enter a larger group. */
  readonly stretch?: boolean;
  /** Weights in place of the tree's own. */
  readonly weights?: ReadonlyMap<string, number>;
}

/** What one of several levels is given. */
export function atLevel<T>(given: T | readonly T[] | undefined, level: number, levels: number, usual: T): T {
  if (given === undefined) return usual;
  if (!Array.isArray(given)) return given as T;
  if (given.length !== levels - 1) throw new RangeError(`${given.length} settings for ${levels - 1} levels`);
  return (given as readonly T[])[level - 2] ?? usual;
}

/** Scores of every group, with the reasons of the missing ones. */
export function aggregateTree(
  tree: Tree,
  columns: ReadonlyMap<string, Numbers>,
  { mean, threshold, stretch = false, weights = tree.weights }: TreeAggregation = {},
): ReadonlyMap<string, Aggregated> {
  const levels = tree.levels.get(tree.index) ?? 1;
  const found = new Map<string, Aggregated>();
  const of = (id: string): Numbers => {
    const group = found.get(id)?.values;
    if (group !== undefined) return stretch ? exponentialOfScores(group) : group;
    const column = columns.get(id);
    if (column === undefined) throw new RangeError(`no values of ${id}`);
    return column;
  };
  for (const { id, level, members } of tree.groups) {
    const given = members.map((member) => {
      const weight = weights.get(member);
      if (weight === undefined) throw new RangeError(`no weight of ${member}`);
      return weight;
    });
    const how = {
      mean: atLevel<AggregateMean>(mean, level, levels, 'arithmetic'),
      threshold: atLevel(threshold, level, levels, 0),
    };
    found.set(id, aggregate(members.map(of), given, how));
  }
  return found;
}

/** Each element's share of the whole index: its weight in its group times the group's share. */
export function effectiveWeights(tree: Tree, weights = tree.weights): ReadonlyMap<string, number> {
  const shares = new Map([[tree.index, 1]]);
  for (const { id, members } of tree.groups.toReversed()) {
    const total = members.reduce((sum, member) => sum + (weights.get(member) ?? 0), 0);
    for (const member of members) shares.set(member, ((weights.get(member) ?? 0) / total) * (shares.get(id) ?? 0));
  }
  return shares;
}
