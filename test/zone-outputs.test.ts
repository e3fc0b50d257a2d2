/** What is shown of the council's own zones: the map, the table, the sentence, and that nothing is where there are none. */
import { describe, expect, it } from 'vitest';
import { zoneMap } from '../outputs/charts/zone-map.js';
import { drawSvg } from '../outputs/drawing/draw.js';
import { reportPage } from '../outputs/report/page.js';
import { zoneFinding } from '../outputs/telling/zones.js';
import { madeUpRows } from './support/marts.js';
import { reportData, reportRows } from './support/report.js';
import { zoneRows } from './support/zones.js';

const withZones = (rows = madeUpRows()) => ({ ...rows, ...zoneRows(rows.mart_index) });

describe('which zone has most need', () => {
  it.each([
    [
      [
        [1, 1],
        [2, 3],
        [2, 3],
      ],
      'Of three zones, family need is highest in North family hub, and stays so in 9 of 10 draws',
    ],
    [
      [
        [1, 2],
        [1, 2],
        [3, 3],
      ],
      'Of three zones, family need is highest in North family hub and Middle family hub; which of them is first is within what chance would do',
    ],
    [
      [
        [1, 3],
        [1, 3],
        [1, 3],
      ],
      'Family need is about the same in all three zones',
    ],
  ] as const)('%j', (ranges, said) => {
    expect(zoneFinding(zoneRows(madeUpRows().mart_index, ranges).mart_zone, 'family need')).toBe(said);
  });

  it('is not said of one zone, nor of none', () => {
    const { mart_zone } = zoneRows(madeUpRows().mart_index);
    expect(zoneFinding(mart_zone.slice(0, 1), 'need')).toBeUndefined();
    expect(zoneFinding([], 'need')).toBeUndefined();
  });
});

describe('the map of zones', () => {
  const drawing = zoneMap.draw(withZones(), 'page');

  it('says in words what is hatched, and numbers zones by rank', async () => {
    expect(drawing?.subtitle).toContain('One hatched ward lies in more than one zone');
    expect(drawing?.table.rows.map(([, name, , rank]) => [name, rank])).toEqual([
      ['North family hub', 1],
      ['Middle family hub', 2],
      ['South family hub', 3],
    ]);
    const svg = await drawSvg(drawing!);
    for (const text of ['1 (1 to 2) North family hub', '3 South family hub', 'In no zone']) expect(svg).toContain(text);
  });

  it('carries no codes that a page would shade by the ranks of wards', async () => {
    expect(await drawSvg(drawing!)).not.toMatch(/aria-label="X05/);
  });

  it('is not drawn without zones or outlines', () => {
    expect(zoneMap.draw(madeUpRows(), 'page')).toBeUndefined();
    expect(zoneMap.draw({ ...withZones(), mart_boundary: [] }, 'page')).toBeUndefined();
  });
});

describe('the report', () => {
  it('has zones beside wards: ranked, with what they are made of, and found by name', () => {
    const text = reportPage(reportData(withZones(reportRows())), 'script');
    expect(text).toContain('Zones of Merrowshire by rank');
    expect(text).toMatch(/70% of [A-Z]/);
    expect(text).toContain('Find a ward or a zone');
    expect(text).toContain('<option value="South family hub">');
  });

  it('says nothing of zones where the council gives none', () => {
    expect(reportPage(reportData(), 'script')).not.toMatch(/By zone|Find a ward or/);
  });
});
