/** Which places a map names, and where: the wards of highest need, or the authorities where there are several. */
import { textWidth } from '../drawing/style.js';
import { boxOf, type Fit, isSpeck, middleOf, type Polygon } from './grid.js';
import { contains, inside, type Label, type Named, placeLabels } from './labels.js';

/** A ward as its map draws it. */
export interface NamedWard {
  readonly name: string;
  readonly authority: string;
  readonly authorityName: string;
  /** Whether it is in the class of highest need. */
  readonly top: boolean;
  /** Number of its high-need cluster. */
  readonly cluster: number | null;
  readonly metres: readonly Polygon[];
  readonly polygons: readonly Polygon[];
}

/** More names than this would hide what they name. Wards come in order of rank, so the first are kept. */
const mostNames = 8;

/** Names set where they hide little: best the land around, least of all the wards of highest need. */
export function namesOn(wards: readonly NamedWard[], fit: Fit, text: number): Label[] {
  const boxes = wards.map(({ polygons }) => boxOf(polygons));
  const several = new Set(wards.map(({ authority }) => authority)).size > 1;
  const places = several ? authorityNames(wards, text) : wardNames(wards, fit, text);
  const names = [...(several && places.length > mostNames ? [] : places), ...clusterNames(wards, text)];
  const hides = (name: number, x: number, y: number): number => {
    const at = wards.findIndex(({ polygons }, i) => {
      const box = boxes[i];
      return box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom && contains(polygons, x, y);
    });
    if (at < 0) return 0.1;
    if (at === names[name]?.at) return names[name].small ? 0.5 : 0;
    return wards[at]?.top ? 1.5 : 0.5;
  };
  return placeLabels(names, text, { left: 0, top: 0, right: fit.width, bottom: fit.height }, hides);
}

type Place = Named & { readonly at: number };

/** A cluster is named beside the last of its wards: the first have names of their own. */
function clusterNames(wards: readonly NamedWard[], text: number): Place[] {
  const last = new Map<number, number>();
  for (const [at, { cluster, polygons }] of wards.entries())
    if (cluster !== null && polygons.length > 0) last.set(cluster, at);
  return [...last].map(([cluster, at]) => {
    const name = `Cluster ${cluster}`;
    const anchor = inside(wards[at]?.polygons ?? []);
    return { at, text: name, anchor, small: true, boxed: true, width: textWidth(name, text, 600) + 6 };
  });
}

function wardNames(wards: readonly NamedWard[], fit: Fit, text: number): Place[] {
  const named = wards.flatMap(({ name, top, polygons, metres }, at): Place[] => {
    if (!top) return [];
    const width = textWidth(name, text, 600);
    const { left, right, top: up, bottom } = boxOf(polygons);
    const small = right - left < width * 0.75 || bottom - up < text * 2 || polygons.length === 0;
    const speck = isSpeck(metres, fit) || polygons.length === 0;
    return [{ at, text: name, anchor: speck ? middleOf(metres, fit) : inside(polygons), small, width }];
  });
  return named.slice(0, mostNames);
}

/** An authority is named in its largest ward that is not of highest need, where there is one. */
function authorityNames(wards: readonly NamedWard[], text: number): Place[] {
  const best = new Map<string, Place & { size: number }>();
  for (const [at, { authority, authorityName, top, polygons }] of wards.entries()) {
    const { left, right, top: up, bottom } = boxOf(polygons);
    const size = polygons.length === 0 ? 0 : (right - left) * (bottom - up) * (top ? 0.25 : 1);
    if (size <= (best.get(authority)?.size ?? -1)) continue;
    const anchor = polygons.length === 0 ? ([0, 0] as const) : inside(polygons);
    best.set(authority, { at, text: authorityName, anchor, width: textWidth(authorityName, text, 600), size });
  }
  return [...best.values()];
}
