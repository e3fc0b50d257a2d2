import { defineSource } from '../define.js';
import { area, columns, councilFile, period } from './local.js';

/** The name of an own indicator's measure: `workless_households_numerator`. */
export const ownMeasure = (indicator: string, part: 'numerator' | 'denominator'): string => `${indicator}_${part}`;

/** Any indicators of the council's own, by their ids as given in assessment.yaml. */
export function ownIndicators(indicators: readonly string[]) {
  const measure = (indicator: string, part: 'numerator' | 'denominator') => [
    ownMeasure(indicator, part),
    {
      title: `${indicator}, ${part}`,
      kind: 'count',
      of: part,
      where: { column: 'indicator', in: [indicator] },
    } as const,
  ];
  return defineSource({
    ...councilFile,
    id: 'own_indicators',
    title: 'The council’s own indicators',
    tables: [
      {
        row: 'an indicator, area and period',
        columns: columns({
          indicator: {
            type: 'choice',
            choices: indicators,
            means: 'Its name under own_indicators in assessment.yaml.',
            example: 'workless_households',
          },
          area,
          period,
          numerator: {
            type: 'whole',
            blanks: true,
            means: 'How many; blank for no figure, never for 0.',
            example: '640',
          },
          denominator: { type: 'whole', blanks: true, means: 'Out of how many.', example: '5210' },
        }),
        key: ['indicator', 'area', 'period'],
        period: { column: 'period' },
      },
    ],
    measures: Object.fromEntries(
      indicators.flatMap((indicator) => [measure(indicator, 'numerator'), measure(indicator, 'denominator')]),
    ),
  });
}
