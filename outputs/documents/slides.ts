/** `slides.pptx`: six slides, 16:9, native text and pictures with their alternative text; sources in the notes. */
import pptxgen from 'pptxgenjs';
import type { DocumentContent, Picture } from './content.js';
import { steady } from './steady.js';

// Its types describe a default export, which Node hands over as the module itself.
const PptxGenJS = pptxgen as unknown as typeof pptxgen.default;
type Deck = InstanceType<typeof PptxGenJS>;
type Slide = ReturnType<Deck['addSlide']>;

const ink = '0B0C0C';
const quiet = '3D3D3D';
const face = 'Arial';

/** Inches on a slide of 13.33 by 7.5. */
const frame = { x: 0.6, y: 1.55, w: 12.1, h: 5.1 };

/** Slides for the picture of each part. Missing ones leave their slide to words. */
export async function slides(
  content: DocumentContent,
  pictures: readonly (Picture | undefined)[],
): Promise<Uint8Array> {
  const deck = new PptxGenJS();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = content.title;
  deck.author = content.council;
  deck.company = content.council;
  deck.subject = content.edition;
  defineMasters(deck, content);
  const [first = ''] = content.findings;
  opening(deck, content, first);
  for (const [i, { heading, said = [] }] of content.parts.entries()) {
    const picture = pictures[i];
    // What a picture says in its title does not stand beside it again.
    const others = said.filter((finding) => !picture || !finding.startsWith(picture.title));
    withPicture(deck, content, heading, picture, others);
  }
  const { changed, cautions } = content;
  words(deck, content, changed.length > 0 ? 'What changed, and how sure this is' : 'How sure this is', [
    ...changed,
    ...cautions,
  ]);
  words(deck, content, 'The board is asked to', content.decision, content.nextSteps);
  const bytes = (await deck.write({ outputType: 'uint8array' })) as Uint8Array;
  return steady(bytes, content.date);
}

function defineMasters(deck: Deck, { colour, council, title, madeUp, edition }: DocumentContent): void {
  const foot = `${madeUp ? 'Made-up data. ' : ''}${council}: ${title}. ${edition}`;
  deck.defineSlideMaster({
    title: 'plain',
    background: { color: 'FFFFFF' },
    objects: [
      { rect: { x: 0, y: 0, w: '100%', h: 0.12, fill: { color: colour.slice(1) } } },
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: 0.6,
            y: 0.4,
            w: 12.1,
            h: 0.95,
            fontFace: face,
            fontSize: 28,
            bold: true,
            color: colour.slice(1),
            align: 'left',
            valign: 'middle',
            margin: 0,
          },
          text: '',
        },
      },
      {
        text: {
          text: foot,
          options: { x: 0.6, y: 6.95, w: 11, h: 0.35, fontFace: face, fontSize: 11, color: quiet, margin: 0 },
        },
      },
    ],
    slideNumber: { x: 12.3, y: 6.95, w: 0.5, h: 0.35, fontFace: face, fontSize: 11, color: quiet },
  });
}

function begin(deck: Deck, title: string, notes: readonly string[]): Slide {
  const slide = deck.addSlide({ masterName: 'plain' });
  slide.addText(title, { placeholder: 'title' });
  slide.addNotes(notes.join('\n'));
  return slide;
}

function opening(deck: Deck, content: DocumentContent, finding: string): void {
  const slide = begin(deck, content.title, [content.purpose, 'Sources:', ...content.sources]);
  slide.addText(finding, { ...frame, h: 2.6, fontFace: face, fontSize: 28, color: ink, valign: 'top', margin: 0 });
  const about = [content.council, content.edition, ...(content.madeUp ? ['Made-up data: no real place.'] : [])];
  slide.addText(about.join('\n'), {
    x: 0.6,
    y: 4.9,
    w: 12.1,
    h: 1.4,
    fontFace: face,
    fontSize: 18,
    color: quiet,
    valign: 'top',
    margin: 0,
  });
}

/** So many letters stand beside a picture in large type. */
const besideLarge = 300;

/** Points beside a picture that keeps its shape. */
function withPicture(
  deck: Deck,
  content: DocumentContent,
  title: string,
  picture: Picture | undefined,
  said: readonly string[],
): void {
  if (!picture) {
    words(deck, content, title, said.length > 0 ? said : ['There is no picture of this in this edition.']);
    return;
  }
  const slide = begin(deck, picture.title, [title, picture.alt, picture.foot]);
  const small = { fontFace: face, color: quiet, valign: 'top', margin: 0 } as const;
  slide.addText(picture.subtitle, { x: frame.x, y: 1.4, w: 12.1, h: 0.55, fontSize: 14, ...small });
  const room = { y: 2.05, w: 7.9, h: 4.2 };
  const scale = Math.min(room.w / picture.width, room.h / picture.height);
  slide.addImage({
    data: `image/png;base64,${Buffer.from(picture.png).toString('base64')}`,
    x: frame.x,
    y: room.y,
    w: picture.width * scale,
    h: picture.height * scale,
    altText: picture.alt,
  });
  slide.addText(picture.foot, { x: frame.x, y: 6.35, w: 12.1, h: 0.45, fontSize: 11, ...small });
  slide.addText(points(said, said.join().length > besideLarge ? 16 : 18), {
    x: 8.9,
    y: room.y,
    w: 3.8,
    h: room.h,
    valign: 'top',
    margin: 0,
  });
}

function words(
  deck: Deck,
  content: DocumentContent,
  title: string,
  said: readonly string[],
  next: readonly string[] = [],
): void {
  const slide = begin(deck, title, ['Sources:', ...content.sources]);
  const head =
    next.length > 0
      ? [
          {
            text: 'Next steps',
            options: { fontFace: face, fontSize: 22, bold: true, color: ink, breakLine: true, paraSpaceBefore: 12 },
          },
        ]
      : [];
  slide.addText([...points(said, 22), ...head, ...points(next, 18)], { ...frame, valign: 'top', margin: 0 });
}

const points = (lines: readonly string[], fontSize: number) =>
  lines.map((text) => ({
    text,
    options: { bullet: { indent: 16 }, fontFace: face, fontSize, color: ink, breakLine: true, paraSpaceAfter: 8 },
  }));
