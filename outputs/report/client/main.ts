/** The page's script. Without it the page is whole; with it wards can be found, followed from map to list, and weighed otherwise. */

import type { PageData } from '../page-data.js';
import { tagShapes, wireMap } from './map.js';
import { find } from './page.js';
import { wireProfile } from './profile.js';
import { wireWeights } from './weights.js';

const data = JSON.parse(find('#page-data').textContent ?? '') as PageData;
for (const hidden of document.querySelectorAll<HTMLElement>('.needs-script')) hidden.hidden = false;
tagShapes();
wireMap(data, wireProfile(data));
wireWeights(data);
