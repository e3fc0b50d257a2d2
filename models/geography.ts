/** Which lookups and outlines belong to each vintage of wards, and which lead from one kind of area to another. */
import type { BoundarySource, LookupSource } from '../sources/define.js';
import type { AreaType, Level } from '../sources/geography.js';
import { ltla23Utla23, ltla24Region24 } from '../sources/ons/authority-lookups.js';
import { ward21Boundaries, ward22Boundaries, ward25Boundaries } from '../sources/ons/boundaries.js';
import { lsoa11Ward22, lsoa11Ward22Weighted, lsoa21Ward22 } from '../sources/ons/lsoa-ward22.js';
import { lsoa11Lsoa21 } from '../sources/ons/lsoa11-lsoa21.js';
import { lsoa11Ward21 } from '../sources/ons/lsoa11-ward21.js';
import { lsoa21Ward25 } from '../sources/ons/lsoa21-ward25.js';
import { ltla24Pfa24 } from '../sources/ons/ltla24-pfa24.js';
import { postcodes } from '../sources/ons/postcodes.js';

export interface WardGeography {
  readonly type: AreaType;
  readonly lookups: readonly LookupSource[];
  readonly boundaries: BoundarySource;
}

/** Newest first. */
export const wardGeographies: readonly WardGeography[] = [
  { type: 'ward25', lookups: [lsoa21Ward25], boundaries: ward25Boundaries },
  { type: 'ward22', lookups: [lsoa21Ward22, lsoa11Ward22, lsoa11Ward22Weighted], boundaries: ward22Boundaries },
  { type: 'ward21', lookups: [lsoa11Ward21], boundaries: ward21Boundaries },
];

/** From small areas that no lookup brings to wards to the ones they became, which a lookup does. */
export const bridges: readonly (LookupSource & Required<Pick<LookupSource, 'weighedBy'>>)[] = [lsoa11Lsoa21];

/** For a council's own files that say where by postcode. */
export const postcodeLookup: LookupSource = postcodes;

/** What authorities lie in, by the level of the larger area. */
export const containers: Partial<Record<Level, LookupSource>> = {
  region: ltla24Region24,
  pfa: ltla24Pfa24,
  utla: ltla23Utla23,
};
