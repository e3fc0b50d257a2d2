/** The pieces that a product’s report is declared with. */
import type { Chart } from '../define.js';
import { chartFigure } from './charts.js';
import type { Block, Section } from './data.js';
import { html, idOf } from './html.js';

/** Words and tables with the pictures that stand among them. */
export const block = (body: Block['body'], ...charts: readonly Chart[]): Block => ({ body, charts });

/** Pictures one after the other. */
export const pictures = (...charts: readonly Chart[]): Block =>
  block((_, drawn) => drawn.length > 0 && html`${drawn.map(chartFigure)}`, ...charts);

/** A heading over a block that has something to say. */
export const heading = (words: string, { body, charts }: Block): Block => {
  const id = idOf('part', words.toLowerCase());
  return {
    charts,
    heading: { id, words },
    body: (data, drawn) => {
      const said = body(data, drawn);
      return said && html`<h3 id="${id}">${words}</h3>\n${said}`;
    },
  };
};

/** Every chart of a report, each once, in its order. */
export const chartsOf = (report: readonly Section[]): readonly Chart[] => [
  ...new Set(report.flatMap(({ blocks }) => blocks.flatMap(({ charts }) => charts))),
];
