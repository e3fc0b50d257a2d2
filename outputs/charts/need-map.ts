/** Where need is: wards shaded by the fifth of the ranking they stand in. */

import { defineChart } from '../define.js';
import { frame, roomFor } from '../drawing/frame.js';
import { polygonsOf } from '../map/grid.js';
import { needPlot, needReads, needTable, needWards } from '../map/need.js';
import { clustersOnMap } from '../telling/clusters.js';
import { footOf, outlineCredit, publishersOf } from '../telling/foot.js';
import { inIndex, qualityAfter, qualityOf } from '../telling/quality.js';
import { needFinding, rankedWards, withoutEstimate } from '../telling/wards.js';
import { indexName, needOf } from '../telling/words.js';

/** Choropleth of the index by ward. */
export const needMap = defineChart({
  name: 'need-map',
  title: 'Where need is highest',
  reads: needReads,
  draw(rows, size) {
    const assessment = rows.mart_assessment[0];
    const wards = needWards(rows);
    if (!assessment || wards.length === 0) return undefined;
    const { area_name, benchmark_name } = assessment;
    const index = indexName(assessment.index_title);
    const title = needFinding(rows.mart_index, needOf(assessment.index_title));
    const words = {
      title,
      subtitle: `${index}, ${area_name}: ${rankedWards(rows.mart_index)} ranked, in fifths by rank.`,
      foot: footOf(
        assessment,
        publishersOf(rows.mart_indicator_list),
        outlineCredit(rows.mart_source),
        qualityOf(inIndex(rows.mart_indicator_list)),
      ),
    };
    const neighbours = rows.mart_boundary.filter((b) => !b.in_area).flatMap((b) => polygonsOf(b.geometry));
    const around = { neighbours, insets: area_name === benchmark_name, tiles: false };
    return {
      ...words,
      spec: frame(words, size, needPlot(wards, around, size, roomFor(words, size))),
      alt: `Map of the wards of ${area_name} in five shades by rank on the ${index}, darker for more need. ${title}${withoutEstimate(wards.map(({ row }) => row))}.${clustersOnMap(rows.mart_cluster_list)}${qualityAfter(inIndex(rows.mart_indicator_list))}`,
      table: needTable(wards),
    };
  },
});
