/** The services of an assessment as Open Referral UK has them, for whoever keeps a directory. */
import type { MartRow } from '../../models/marts.js';
import { serviceOf } from '../../sources/formats/open-referral.js';

/** `data/services.open-referral.json`: one page of `/services`, each service whole, in the order of the mart. */
export function openReferral(
  { area_name, brand_name }: MartRow<'mart_assessment'>,
  services: readonly MartRow<'mart_service'>[],
): string {
  const contents = services.map(({ places, ...said }) =>
    serviceOf(
      Object.fromEntries(
        Object.entries({ ...said, capacity_per_year: places }).map(([name, cell]) => [
          name,
          cell === null ? null : String(cell),
        ]),
      ),
      brand_name ?? area_name,
    ),
  );
  const page = {
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: contents.length === 0,
    contents,
  };
  return `${JSON.stringify(page, undefined, 2)}\n`;
}
