/**
 * Fingertips, the public health profiles of the Office for Health Improvement and Disparities: one CSV an indicator, with
 * every area, sex, age and inequality of one kind of area in it.
 * Shape: https://fingertips.phe.org.uk/api (all_data/csv/by_indicator_id), as the R package fingertipsR asks it.
 */
import type { Column, Contract } from '../contract.js';
import type { ByFile, Service } from './connector.js';

export const fingertipsService: Service = {
  id: 'fingertips',
  title: 'Fingertips',
  base: 'https://fingertips.phe.org.uk/api/',
  pace: { perSecond: 1, burst: 2, atOnce: 1 },
};

/** Numbers of kinds of area; each vintage of boundaries has its own. */
export const fingertipsAreas = {
  msoa: 3,
  region: 6,
  ward: 8,
  england: 15,
  district: 501,
  countyAndUnitary: 502,
} as const;

/** An indicator for one kind of area. Polarity and comparison may differ from one profile to another. */
export const fingertips = (asked: {
  readonly indicator: number;
  readonly areas: keyof typeof fingertipsAreas;
  readonly profile?: number;
}): ByFile => ({
  service: fingertipsService,
  file: async () => ({
    at: 'all_data/csv/by_indicator_id',
    query: {
      indicator_ids: asked.indicator,
      child_area_type_id: fingertipsAreas[asked.areas],
      parent_area_type_id: fingertipsAreas.england,
      profile_id: asked.profile,
      include_sortable_time_periods: 'yes',
    },
    expects: 'csv',
  }),
});

/** A blank figure has its reason in the value note: kept back for small counts or poor data, or there is none. */
const figure = (heading: string): Column => ({
  heading,
  type: 'number',
  blanks: true,
  why: { column: 'note', withheld: ['Value suppressed', 'Value not published for data quality reasons'] },
});

/**
 * The contract of a Fingertips file for the rows of one kind of area, sex and age, without inequalities: `count`,
 * `denominator`, `value` and its limits by `area` and `period`. Files have 26 columns or, since 2023, 27; the heading of
 * the comparison with the parent area names that area.
 */
export const fingertipsTable = (rows: {
  readonly indicator: number;
  /** The kind of area as the file words it, vintage and all; every wording that is right. */
  readonly areaType: readonly string[];
  readonly age: string;
  readonly sex?: 'Persons' | 'Male' | 'Female';
}): Contract => ({
  columns: {
    indicator: { heading: 'Indicator ID', type: 'text' },
    area: { heading: 'Area Code', type: 'code' },
    area_type: { heading: 'Area Type', type: 'text' },
    sex: { heading: 'Sex', type: 'text' },
    age: { heading: 'Age', type: 'text' },
    category: { heading: 'Category', type: 'text', blanks: true },
    period: { heading: 'Time period', type: 'text' },
    value: figure('Value'),
    lower_95: figure('Lower CI 95.0 limit'),
    upper_95: figure('Upper CI 95.0 limit'),
    count: figure('Count'),
    denominator: figure('Denominator'),
    note: { heading: 'Value note', type: 'text', blanks: true },
    against_england: { heading: 'Compared to England value or percentiles', type: 'text', blanks: true },
    against_parent: {
      heading: ['Compared to * value or percentiles', 'Compared to percentiles'],
      type: 'text',
      blanks: true,
    },
  },
  only: {
    indicator: [`${rows.indicator}`],
    area_type: rows.areaType,
    sex: [rows.sex ?? 'Persons'],
    age: [rows.age],
    category: [''],
  },
  key: ['area', 'period'],
  // Some rows stop before “Compared to goal”.
  shortRows: true,
  period: { column: 'period' },
});
