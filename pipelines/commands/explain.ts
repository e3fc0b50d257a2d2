import type { Rating } from '../../models/contracts/quality.js';
import type { Row } from '../../models/engine/engine.js';
import { toRows } from '../../models/engine/engine.js';
import { ratingWords, sides } from '../../outputs/telling/quality.js';
import { type AreaType, describeAreaType } from '../../sources/geography.js';
import { type Explanation, explainArea, explainFigure, type Ingredient } from '../explain.js';
import { textTable } from '../printer.js';
import { openBuilt } from '../warehouse.js';
import { openWorkspace } from '../workspace.js';
import type { Command } from './command.js';

export const explainCommand: Command = {
  name: 'explain',
  words: '[area] [indicator]',
  does: 'How a number was made, back to the published bytes. Areas by code or name.',
  examples: ['wardwise explain', 'wardwise explain Tong', 'wardwise explain E05001365 deprived_households'],
  most: 2,
  options: {},
  async run(call) {
    const engine = await openBuilt(openWorkspace(call.workspace));
    try {
      const [area, indicator] = call.words;
      if (area === undefined) {
        const areas = toRows(await engine.query('select area_level, area, name from assessed order by place, name'));
        const rows = areas.map((a) => [String(a.area_level), String(a.area), String(a.name)]);
        call.printer.result(textTable(['level', 'area', 'name'], rows), { event: 'areas', areas });
      } else if (indicator === undefined) {
        const explained = await explainArea(engine, area);
        call.printer.result(areaText(explained), { event: 'explained', ...explained });
      } else {
        const explained = await explainFigure(engine, area, indicator);
        call.printer.result(figureText(explained), { event: 'explained', ...explained });
      }
    } finally {
      await engine.close();
    }
  },
};

const number = (value: unknown, places = 2): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: places }) : '–';

const limits = (row: Row, confidence: '95_0' | '99_8'): string =>
  row[`lower${confidence}cl`] === null
    ? ''
    : `${number(row[`lower${confidence}cl`])} to ${number(row[`upper${confidence}cl`])}`;

function areaText({ area, figures, index, domains, wards }: Awaited<ReturnType<typeof explainArea>>): string {
  const range = index?.draws ? `, ${index.rank_low} to ${index.rank_high} in 9 of 10 draws` : '';
  const place = index?.rank
    ? `${index.rank} of ${index.of} (1 is the highest need)${range}, score ${number(index.score)}`
    : index
      ? `not ranked: ${index.reason}`
      : '';
  const head = [`${area.name} (${area.area})`, ...(place ? [`Place in the index: ${place}`] : []), ...wardsLine(wards)];
  const parts = domains.map(
    (d) =>
      `  ${String(d.domain_title).padEnd(32)} score ${number(d.score).padStart(6)}   weight ${number(Number(d.weight) * 100, 0)} %`,
  );
  const rows = figures.map((f) => [
    String(f.indicator),
    number(f.value),
    String(f.unit),
    limits(f, '95_0'),
    String(f.comparison).replace('_', ' '),
    String(f.period),
    f.in_index ? 'yes' : '',
    f.status === 'measured' ? '' : String(f.reason ?? f.status),
  ]);
  const table = textTable(
    ['indicator', 'value', 'unit', '95 % limits', 'than country', 'period', 'in index', 'note'],
    rows,
  );
  return [...head, ...parts, '', table].join('\n');
}

/** The wards a zone is made of. */
const wardsLine = (wards: readonly Row[]): string[] => {
  const named = wards.map(({ ward_name, share }) =>
    share === 1 ? String(ward_name) : `${ward_name} (${number(Number(share) * 100, 0)} % of its people)`,
  );
  return named.length > 0 ? [`Wards: ${named.join('; ')}`] : [];
};

function figureText({ area, figure, ingredients, quality, models }: Explanation): string {
  const lines = [
    `${figure.title}: ${area.name} (${area.area}), ${figure.period}`,
    '',
    `  value         ${number(figure.value, 4)} ${figure.unit}`,
    `  95 % limits   ${limits(figure, '95_0') || `none: ${figure.reason ?? ''}`}`,
    `  99.8 % limits ${limits(figure, '99_8') || 'none'}`,
    `  method        ${figure.statistic}, ${figure.method}; value = ${figure.multiplier} × numerator ÷ denominator`,
    `  numerator     ${number(figure.numerator, 6)}`,
    `  denominator   ${number(figure.denominator, 6)}`,
    `  comparison    ${String(figure.comparison).replace('_', ' ')} (with the country, by the 95 % limits)`,
    `  status        ${figure.status === 'withheld' ? figure.reason : `${figure.status}${figure.reason ? `: ${figure.reason}` : ''}`}`,
    `  in the index  ${number(figure.normalised, 4)}${figure.in_index ? '' : ' (not in the index)'}`,
    ...(quality ? qualityLines(quality) : []),
  ];
  const chain = models.map((m) => `  ${m.name.padEnd(22)} wardwise sql ${m.name}`);
  return [...lines, ...ingredients.flatMap(ingredientLines), '', 'Made by', ...chain].join('\n');
}

/** The rating as a whole, and each side that is not robust with its reason. */
function qualityLines(quality: Row): string[] {
  const lowered = Object.entries(sides).filter(([side]) => quality[side] !== 'robust');
  return [
    `  quality       ${ratingWords[quality.rating as Rating]}`,
    ...lowered.map(([side, called]) => `                ${called}: ${quality[`${side}_why`]}`),
  ];
}

function ingredientLines({ role, source, title, period, parts, partsWithheld }: Ingredient): string[] {
  const about = [
    '',
    `${role.charAt(0).toUpperCase()}${role.slice(1)}: ${title}, ${period}`,
    `  source        ${source.title} (${source.source}${source.release ? `, release ${source.release}` : ''}), ${source.publisher}`,
    `  bytes         SHA-256 ${source.sha256}`,
    `  from          ${source.url ?? 'a mirror or the council’s own file'}, retrieved ${source.retrieved}`,
  ];
  if (partsWithheld) return [...about, '  parts         the council’s own counts by smaller area are not shown'];
  if (parts.length === 0) return about;
  const rows = parts.map((p) => [
    String(p.area),
    number(p.value, 6),
    String(p.share),
    p.via ? `${p.method} by way of ${describeAreaType(String(p.via) as AreaType)}` : String(p.method),
    p.status === 'measured' ? '' : String(p.status),
  ]);
  const table = textTable(['area', 'figure', 'share', 'method', 'note'], rows);
  return [...about, `  ${parts.length} areas lie in it:`, ...table.split('\n').map((line) => `    ${line}`)];
}
