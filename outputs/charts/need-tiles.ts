/** Where need is, every ward drawn the same size: what a map shows of large wards and hides of small ones. */

import { defineChart } from '../define.js';
import { frame, roomFor } from '../drawing/frame.js';
import { manyWards } from '../map/layers.js';
import { type NeedRows, type NeedWard, needPlot, needReads, needTable, needWards } from '../map/need.js';
import { areaOf, type Tile, tilesOf } from '../map/tiles.js';
import { clustersOnMap } from '../telling/clusters.js';
import { footOf, outlineCredit, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { rankedWards, shareOfResidents, withoutEstimate } from '../telling/wards.js';
import { counted, decimal, indexName } from '../telling/words.js';

/** Wards differ much in size where nine in ten of them span this many times; otherwise the map itself is fair. */
const muchLarger = 4;
const fewest = 10;

/** The index by ward on hexagons of one size; nothing where a map does as well, or where there are too many wards to tell apart. */
export const needTiles = defineChart({
  name: 'need-tiles',
  title: 'Where need is highest, every ward the same size',
  reads: needReads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = needWards(rows);
    if (!assessment || wards.length < fewest || wards.length > manyWards || !differInSize(wards)) return undefined;
    const { area_name, index_title } = assessment;
    const words = {
      title: sizeFinding(wards, rows, area_name),
      subtitle: `${indexName(index_title)}, ${area_name}: ${rankedWards(rows.mart_index)} ranked, in fifths by rank. Each hexagon is a ward, all of one size and near where it lies; numbers are ranks.`,
      foot: footOf(
        assessment,
        publishersOf(rows.mart_indicator_list),
        outlineCredit(rows.mart_source),
        qualityOf(inIndex(rows.mart_indicator_list)),
      ),
    };
    const tiles = tilesFor(wards);
    const laid = wards.map((ward, i) => ({ ...ward, metres: [tiles[i]?.polygon ?? []] }));
    const { headings, rows: cells } = needTable(wards);
    return {
      ...words,
      spec: frame(
        words,
        size,
        needPlot(laid, { neighbours: [], insets: false, tiles: true }, size, roomFor(words, size)),
      ),
      alt: `Hexagons of one size, one for each ward of ${area_name} and near where it lies, in five shades by rank on the ${indexName(index_title)}, darker for more need. ${words.title}${withoutEstimate(wards.map(({ row }) => row))}.${clustersOnMap(rows.mart_cluster_list)}${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: {
        headings: [...headings, 'Row of hexagons from the north', 'Place in the row from the west'],
        rows: cells.map((row, i) => [...row, (tiles[i]?.row ?? 0) + 1, (tiles[i]?.column ?? 0) + 1]),
      },
    };
  },
});

/** Wards in the order of their codes, since that of their ranks changes with every edition. */
function tilesFor(wards: readonly NeedWard[]): Tile[] {
  const order = wards
    .map((_, i) => i)
    .sort((a, b) => ((wards[a]?.row.ward ?? '') < (wards[b]?.row.ward ?? '') ? -1 : 1));
  const tiles = tilesOf(order.map((i) => wards[i]?.metres ?? []));
  const laid: Tile[] = [];
  for (const [place, i] of order.entries()) laid[i] = tiles[place] as Tile;
  return laid;
}

const sizeOf = ({ metres }: NeedWard): number => metres.reduce((sum, polygon) => sum + areaOf(polygon), 0);

function differInSize(wards: readonly NeedWard[]): boolean {
  const areas = wards.map(sizeOf).sort((a, b) => a - b);
  const at = (share: number): number => areas[Math.floor(share * (areas.length - 1))] ?? 0;
  return at(0.95) >= muchLarger * at(0.05);
}

/** How little of the land the wards of highest need take up, and how many people live there. */
export function sizeFinding(wards: readonly NeedWard[], { mart_index }: NeedRows, area: string): string {
  const top = wards.filter(({ look }) => look === 0);
  const land = (some: readonly NeedWard[]): number => some.reduce((sum, ward) => sum + sizeOf(ward), 0);
  const share = (100 * land(top)) / land(wards);
  const homes = shareOfResidents(
    top.map(({ row }) => row),
    mart_index,
  );
  if (top.length === 0) return `No ward of ${area} could be ranked`;
  const covers = `${top.length === 1 ? 'covers' : 'cover'} ${share < 1 ? 'less than 1' : decimal(share, 0)}% of the land of ${area}`;
  const people =
    homes === undefined ? '' : ` and ${top.length === 1 ? 'is' : 'are'} home to ${decimal(homes, 0)}% of its residents`;
  const wardsOf = top.length === 1 ? 'The ward' : `The ${counted(top.length, 'ward')}`;
  return `${wardsOf} of highest need ${covers}${people}`;
}
