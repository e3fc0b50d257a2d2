/** What help the made-up borough offers: its services, and how far parents came. */
import { byWard, type WardPeople } from './local.js';
import { toLongitudeLatitude } from './outline.js';
import type { Community } from './people.js';
import { type Cell, csv } from './table.js';

/**
 * Universal help for about as many as need it, and less and less of it the more intensive it is: organisation, name,
 * level, sector, audience, situation, mode, evidence, cost, places, how many wards it covers (from the one of most
 * poverty on, or zones; all where blank), in which of these it stands (nowhere where blank), days to wait.
 */
const services = `
Family hubs|Getting on together online|universal|local_authority||intact; separating; separated|digital|2|1|2300|||
Island Health Trust|New arrivals antenatal course|universal|nhs|new baby|expectant|group|2+|1|620||3|14
Family hubs|Parents’ drop-in|universal|local_authority||intact; separated|group|||480|FH1; FH2|0|
Lantern Libraries|Books about family change|universal|local_authority||separating; separated|group|||150||9|
Family hubs|Arguing better|targeted_selective|local_authority||intact|group|3*|2|240|8|1|28
Harbour Relationships|Dads together|targeted_selective|voluntary|dads|intact; separated|group|NL2|2|90|5|2|21
Harbour Relationships|Young parents’ evenings|targeted_selective|voluntary|young parents|expectant; intact|group|||60|4|0|
Family hubs|Money and us|targeted_selective|local_authority|workless|intact|one_to_one; phone|2|2|150||5|10
Family hubs|Children first after separation|targeted_indicated|local_authority||separating; separated|group|3|2|160||4|42
Harbour Relationships|Couple counselling|targeted_indicated|voluntary||intact; separating|one_to_one|2|3|110|10|6|63
Tide Mediation|Family mediation|targeted_indicated|private||separating|one_to_one; phone||||6||20
Harbour Relationships|Incredible evenings|targeted_indicated|voluntary||intact|group|4|3|60|3|1|35
Island Health Trust|Family therapy service|specialist|nhs||intact; separated; step|one_to_one|4+|5|70||3|112
Family hubs|Intensive home visits|specialist|local_authority||intact; kinship|home|3|5|36|5|0|49`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

const headings =
  'service_id organisation name level sector audience situation mode evidence cost capacity_per_year covers lat lon wait_days referral_route funding_end verified_on';

/** One row a service; one has no number of places, and two no address. */
export function servicesFile(communities: readonly Community[]): Uint8Array {
  const wards = byWard(communities).sort((a, b) => b.poverty - a.poverty || (a.code < b.code ? -1 : 1));
  return csv([headings.split(' '), ...services.map((service, i) => row(service, i, wards))]);
}

function row(service: readonly string[], i: number, wards: readonly WardPeople[]): Cell[] {
  const [poorest = '', at = '', wait = ''] = service.slice(10);
  const codes = Number(poorest) > 0 ? wards.slice(0, Number(poorest)).map(({ code }) => code) : [poorest];
  const [lon, lat] = at === '' ? ['', ''] : placeOf(wards[Number(at)], i);
  const covers = poorest === '' ? 'all' : codes.join('; ');
  const until = i % 4 === 1 ? '31/03/2027' : '';
  const routes: Readonly<Record<string, string>> = {
    universal: 'self',
    targeted_selective: 'self; school; health visitor',
  };
  const route = routes[service[2] ?? ''] ?? 'early help; GP';
  const checked = i % 5 === 2 ? '14/02/2024' : '01/09/2026';
  return [`S${String(i + 1).padStart(2, '0')}`, ...service.slice(0, 10), covers, lat, lon, wait, route, until, checked];
}

/** Somewhere near the middle of a ward, so that two services there do not stand upon each other. */
function placeOf(ward: WardPeople | undefined, i: number): [lon: string, lat: string] {
  const { x, y } = ward?.middle ?? { x: 0, y: 0 };
  const [lon, lat] = toLongitudeLatitude({ x: x + 330 * ((i % 3) - 1), y: y + 260 * ((i % 2) * 2 - 1) });
  return [lon.toFixed(5), lat.toFixed(5)];
}

/** Two years of four programmes; of the last so few dropped out that some of its counts are withheld. */
export const uptakeFile = (): Uint8Array =>
  csv([
    ['programme', 'period', 'projects_started', 'enrolled', 'starts', 'retained', 'milestones'],
    ['Arguing better', '2023/24', 14, 118, 96, 71, 55],
    ['Arguing better', '2024/25', 19, 171, 146, 118, 96],
    ['Children first after separation', '2023/24', 11, 92, 80, 69, 60],
    ['Children first after separation', '2024/25', 13, 121, 108, 97, 84],
    ['Couple counselling', '2024/25', 40, 97, 74, 41, 33],
    ['Dads together', '2024/25', 4, 31, 24, 22, 17],
  ]);
