/**
 * A workbook as the bytes of an .xlsx file. Written here because no library we found writes tables marked up as such on
 * every Node we support and is still kept (`exceljs` is not; SheetJS writes no tables). The same sheets give the same bytes.
 */
import { strToU8 } from 'fflate';
import { escapeXml } from '../files/xml.js';
import { packed } from '../files/zip.js';
import { declaration, relationships, type Sheet, sheetParts } from './sheet.js';

export interface About {
  readonly title: string;
  readonly subject: string;
  readonly creator: string;
  /** ISO date: the data's, not the clock's. */
  readonly created: string;
}

const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Writes sheets in their order; the first is open. */
export function xlsx(sheets: readonly Sheet[], about: About): Promise<Uint8Array> {
  const parts = sheets.map((sheet, i) => sheetParts(sheet, i + 1));
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': contentTypesXml(parts.map((part) => part.table !== undefined)),
    '_rels/.rels': relationsXml([
      ['officeDocument', 'xl/workbook.xml'],
      ['metadata/core-properties', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreXml(about),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': stylesXml,
  };
  for (const [i, { worksheet, table }] of parts.entries()) {
    files[`xl/worksheets/sheet${i + 1}.xml`] = worksheet;
    if (table === undefined) continue;
    files[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] = relationsXml([['table', `../tables/table${i + 1}.xml`]]);
    files[`xl/tables/table${i + 1}.xml`] = table;
  }
  const bytes = Object.entries(files).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return packed(Object.fromEntries(bytes));
}

function relationsXml(targets: readonly (readonly [kind: string, target: string])[]): string {
  const each = targets.map(([kind, target], i) => {
    const type = kind.startsWith('metadata/')
      ? `http://schemas.openxmlformats.org/package/2006/relationships/${kind}`
      : `${relationships}/${kind}`;
    return `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`;
  });
  return `${declaration}<Relationships xmlns="${packageRelationships}">${each.join('')}</Relationships>`;
}

function contentTypesXml(hasTable: readonly boolean[]): string {
  const parts = [
    ['/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`],
    ['/xl/styles.xml', `${spreadsheet}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...hasTable.map((_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, `${spreadsheet}.worksheet+xml`]),
    ...hasTable.flatMap((has, i) => (has ? [[`/xl/tables/table${i + 1}.xml`, `${spreadsheet}.table+xml`]] : [])),
  ];
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  return `${declaration}<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

const coreXml = ({ title, subject, creator, created }: About): string =>
  `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:subject>${escapeXml(subject)}</dc:subject><dc:creator>${escapeXml(creator)}</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${created}T00:00:00Z</dcterms:created></cp:coreProperties>`;

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    (sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationships}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${each.join('')}</sheets></workbook>`;
}

const font = (size: number, extra = '', colour = ''): string =>
  `<font>${extra}<sz val="${size}"/>${colour && `<color rgb="${colour}"/>`}<name val="Arial"/><family val="2"/></font>`;

/** In the order of `styles` in sheet.ts. Arial 12 and wrapped: what the Analysis Function asks of accessible spreadsheets. */
const stylesXml = `${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.0##"/></numFmts><fonts count="4">${font(12)}${font(16, '<b/>', 'FF12436D')}${font(12, '<b/>')}${font(12, '<u/>', 'FF12436D')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left/><right/><top/><bottom style="medium"><color rgb="FF3D3D3D"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf fontId="0"/></cellStyleXfs><cellXfs count="8"><xf fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1"/><xf fontId="0" applyFont="1"/><xf fontId="2" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf><xf fontId="0" numFmtId="3" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="0" numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="3" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
