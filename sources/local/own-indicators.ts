import { defineSource } from '../define.js';
import { area, councilFile } from './local.js';

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
        columns: {
          indicator: { heading: 'indicator', type: 'choice', choices: indicators },
          area,
          period: { heading: 'period', type: 'text' },
          numerator: { heading: 'numerator', type: 'whole', blanks: true },
          denominator: { heading: 'denominator', type: 'whole', blanks: true },
        },
        key: ['indicator', 'area', 'period'],
        period: { column: 'period' },
      },
    ],
    measures: Object.fromEntries(
      indicators.flatMap((indicator) => [measure(indicator, 'numerator'), measure(indicator, 'denominator')]),
    ),
  });
}
