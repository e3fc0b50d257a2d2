/** `board-paper.docx`: two to four pages that put a decision before a board. Native text, tables and headings. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { DocumentContent, PaperPart, PaperTable, Picture } from './content.js';
import { steady } from './steady.js';

/** A4 with margins of 2.25 cm beside 16.5 cm of text, in twentieths of a point and in dots of 96 to the inch. */
const margin = { top: 1000, right: 1276, bottom: 1000, left: 1276 };
const textTwips = 11906 - margin.left - margin.right;
const textDots = 624;
/** Two pictures with their words fill a page. */
const tallest = 370;

/** With a picture for each of its parts; one that could not be drawn is left out. */
export async function boardPaper(
  content: DocumentContent,
  pictures: readonly (Picture | undefined)[],
): Promise<Uint8Array> {
  const colour = content.colour.slice(1);
  const document = new Document({
    creator: content.council,
    title: content.title,
    subject: 'Board paper',
    description: content.edition,
    styles: stylesOf(colour),
    numbering: {
      config: [listOf('points', LevelFormat.BULLET, '•'), listOf('steps', LevelFormat.LOWER_LETTER, '%1)')],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin,
          },
        },
        footers: { default: footer(content) },
        children: [...opening(content), ...body(content, pictures)],
      },
    ],
  });
  return steady(new Uint8Array(await Packer.toBuffer(document)), content.date);
}

function opening({ council, title, edition, madeUp, restricted, purpose, decision }: DocumentContent): Paragraph[] {
  return [
    new Paragraph({ text: council, style: 'Council' }),
    new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: `Board paper. ${edition}`, style: 'Edition' }),
    ...(restricted ? [new Paragraph({ text: `${restricted}Not to be sent on.`, style: 'MadeUp' })] : []),
    ...(madeUp ? [new Paragraph({ text: 'Made-up data: this paper describes no real place.', style: 'MadeUp' })] : []),
    heading('Purpose'),
    text(purpose),
    heading('Decision asked'),
    text('The board is asked to:', true),
    ...decision.map((line) => item(line, 'steps', 1)),
  ];
}

function body(content: DocumentContent, pictures: readonly (Picture | undefined)[]): (Paragraph | Table)[] {
  const part = ({ heading: words, table }: PaperPart<PaperTable>, i: number): (Paragraph | Table)[] => {
    const drawn = pictures[i];
    const number = pictures.slice(0, i + 1).filter((each) => each !== undefined).length;
    const tables = content.parts.slice(0, i + 1).filter(hasRows).length;
    return [
      heading(words, i === 0),
      ...(drawn ? picture(drawn, number) : []),
      ...(table && table.rows.length > 0 ? [caption(`Table ${tables}. ${table.caption}`), tableOf(table)] : []),
    ];
  };
  return [
    heading('What we found'),
    ...content.findings.map((line) => item(line, 'points')),
    ...content.parts.flatMap(part),
    ...(content.changed.length > 0 ? [heading('What changed')] : []),
    ...content.changed.map((line) => text(line)),
    heading('How sure this is'),
    ...content.cautions.map((line, i) => item(line, 'points', 0, i < content.cautions.length - 1)),
    heading('Next steps'),
    ...content.nextSteps.map((line) => item(line, 'steps', 2)),
    heading('Sources'),
    ...content.sources.map((line) => new Paragraph({ text: line, style: 'Small' })),
    new Paragraph({
      text: 'Every number is traced to its source in the report this paper was made with.',
      style: 'Small',
    }),
  ];
}

const hasRows = ({ table }: PaperPart<PaperTable>): boolean => table !== undefined && table.rows.length > 0;

const heading = (words: string, pageBreakBefore = false): Paragraph =>
  new Paragraph({ text: words, heading: HeadingLevel.HEADING_1, pageBreakBefore });
const text = (words: string, keepNext = false): Paragraph => new Paragraph({ text: words, style: 'Body', keepNext });
const item = (words: string, reference: string, instance = 0, keepNext = false): Paragraph =>
  new Paragraph({ text: words, style: 'Body', numbering: { reference, level: 0, instance }, keepNext });
const caption = (words: string): Paragraph => new Paragraph({ text: words, style: 'Caption', keepNext: true });

/** A picture over the width of the text, with its finding and what it measures above, and its source below. */
function picture({ png, width, height, title, subtitle, alt, foot, name }: Picture, number: number): Paragraph[] {
  const scale = Math.min(textDots / width, tallest / height);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return [
    caption(`Figure ${number}. ${title}`),
    new Paragraph({ text: subtitle, style: 'Small', keepNext: true }),
    new Paragraph({
      keepNext: true,
      children: [new ImageRun({ type: 'png', data: png, transformation, altText: { name, title, description: alt } })],
    }),
    new Paragraph({ text: foot, style: 'Small' }),
  ];
}

function tableOf({ headings, rows, widths: shares }: PaperTable): Table {
  const widths = shares.map((share) => Math.round((textTwips * share) / 100));
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'D9DCDE' };
  const cell = (words: string, i: number, isHeading: boolean): TableCell =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      borders: { top: none, left: none, right: none, bottom: line },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      children: [new Paragraph({ style: 'Cell', children: [new TextRun({ text: words, bold: isHeading })] })],
    });
  return new Table({
    width: { size: textTwips, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: headings.map((words, i) => cell(words, i, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((words, i) => cell(words, i, false)) })),
    ],
  });
}

const footer = ({ council, title, madeUp, restricted }: DocumentContent): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Small',
        children: [
          new TextRun(`${restricted}${madeUp ? 'Made-up data. ' : ''}${council}: ${title}. Page `),
          new TextRun({ children: [PageNumber.CURRENT] }),
          new TextRun(' of '),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });

function listOf(reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], mark: string) {
  const style = { paragraph: { indent: { left: 400, hanging: 400 } } };
  return { reference, levels: [{ level: 0, format, text: mark, alignment: AlignmentType.START, style }] };
}

/** Arial: a font every council has. Sizes are in half points. */
function stylesOf(color: string) {
  const run = { font: 'Arial', size: 22 };
  const style = (id: string, size: number, after: number, more: object = {}) => ({
    id,
    name: id,
    basedOn: 'Normal',
    run: { font: 'Arial', size, ...more },
    paragraph: { spacing: { after, line: size < 20 ? 240 : 276 } },
  });
  return {
    default: {
      document: { run: { ...run, language: { value: 'en-GB' } } },
      title: { run: { font: 'Arial', size: 44, bold: true, color }, paragraph: { spacing: { after: 80 } } },
      heading1: {
        run: { font: 'Arial', size: 28, bold: true, color },
        paragraph: { spacing: { before: 280, after: 80 }, keepNext: true },
      },
    },
    paragraphStyles: [
      style('Council', 24, 60, { bold: true }),
      style('Edition', 20, 120, { color: '505A5F' }),
      style('MadeUp', 22, 120, { bold: true, color: '801650' }),
      style('Body', 22, 80),
      style('Cell', 20, 0),
      style('Caption', 22, 60, { bold: true }),
      style('Small', 18, 120, { color: '3D3D3D' }),
    ],
  };
}
