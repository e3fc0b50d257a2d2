/** Writes docs/SOURCES.md: `npm run sources`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourcesPage } from './sources-page.js';

const page = await sourcesPage();
writeFileSync(path.join(import.meta.dirname, '..', 'docs', 'SOURCES.md'), page);
console.log(`docs/SOURCES.md, ${page.match(/^### /gm)?.length ?? 0} sources`);
