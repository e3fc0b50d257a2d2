/** The calendar of what was published. */
import { describe, expect, it } from 'vitest';
import type { MartRow } from '../models/marts.js';
import { coverageCalendar } from '../outputs/charts/coverage-calendar.js';
import type { Drawing, Size } from '../outputs/define.js';
import { madeUpRows } from './support/marts.js';
import { monthsFrom } from './support/police.js';

type Cell = MartRow<'mart_coverage'>;
const months = monthsFrom('2022-11', 36);

/** A letter a month: x published, p partly, . not. */
function force(name: string, given: string, inArea = false, area = 'E23000000'): Cell[] {
  const cells = given.length === 1 ? given.repeat(months.length) : given;
  return months.map((month, i) => ({
    source: 'police_street_crime',
    source_title: 'Street-level crime',
    publisher: name.toLowerCase(),
    publisher_name: name,
    area,
    month,
    status: cells[i] === 'x' ? 'published' : cells[i] === 'p' ? 'partly' : 'not_published',
    records: 0,
    counted: i >= 24,
    in_area: inArea,
  }));
}
const without = (gaps: readonly number[]) => months.map((_, i) => (gaps.includes(i) ? '.' : 'x')).join('');

const elsewhere = [
  ...force('Devon and Cornwall', without([0, 1])),
  ...force('Gwent', without([32, 33, 34, 35]), false, 'W15000002'),
  ...force('Kent', without([30])),
  ...force('Essex', 'x'),
  ...force('Surrey', 'x'),
];

const source: MartRow<'mart_source'> = {
  source: 'police_street_crime',
  title: 'Street-level crime',
  publisher: 'Home Office, police.uk',
  licence: '',
  page: '',
  geography: '',
  release: '2025-10',
  period: '',
  published: '',
  url: null,
  sha256: null,
  bytes: null,
  retrieved: '2026-11-21',
  caveats: '',
};

function calendar(coverage: readonly Cell[], size: Size = 'page'): Drawing {
  const drawing = coverageCalendar.draw(
    { mart_assessment: madeUpRows().mart_assessment, mart_coverage: coverage, mart_source: [source] },
    size,
  );
  if (!drawing) throw new Error('nothing drawn');
  return drawing;
}

describe('coverage calendar', () => {
  it.each<[string, Cell[], string]>([
    ['nothing', force('Greater Manchester', '.', true), 'Greater Manchester published none of the 12 months counted'],
    ['everything', force('Dorset', 'x', true), 'Dorset published every one of the 12 months counted'],
    ['most', force('Dorset', without([30, 31]), true), 'Dorset published only 10 of the 12 months counted'],
    [
      'gaps before the months in question',
      force('Dorset', without([3]), true),
      'Dorset published every one of the 12 months counted',
    ],
    [
      'two, one of them whole',
      [...force('Dorset', 'x', true), ...force('Kent', without([35]), true)],
      'Kent published only 11 of the 12 months counted',
    ],
    [
      'two with gaps',
      [...force('Dorset', '.', true), ...force('Kent', without([35]), true)],
      'Dorset and Kent did not publish all of the 12 months counted',
    ],
  ])('finds what was given: %s', (_, coverage, title) => {
    expect(calendar(coverage).title).toBe(title);
  });

  it('shows the forces of the area, then those of the country that lack a month; the others are counted', () => {
    const drawing = calendar([...elsewhere, ...force('Greater Manchester', '.', true)]);
    const names = JSON.stringify(drawing.spec).match(
      /"text":"(Greater Manchester|Devon and Cornwall|Kent|Gwent|Essex|Surrey)"/g,
    );
    expect(names).toEqual(['"text":"Greater Manchester"', '"text":"Kent"']);
    expect(drawing.subtitle).toContain('3 more published all of them');
    expect(drawing.table.rows.map(([name]) => name)).toEqual([
      'Greater Manchester',
      'Devon and Cornwall',
      'Kent',
      'Essex',
      'Surrey',
    ]);
  });

  it('writes each month in words for those who do not see it', () => {
    const [row] = calendar(force('Dorset', `${'x'.repeat(34)}p.`, true)).table.rows;
    expect(row?.slice(-3)).toEqual(['published', 'in part', 'not published']);
  });

  it('has nothing to draw where no source comes in pieces', () => {
    const rows = { mart_assessment: madeUpRows().mart_assessment, mart_coverage: [], mart_source: [source] };
    expect(coverageCalendar.draw(rows, 'page')).toBeUndefined();
  });
});
