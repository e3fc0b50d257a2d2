/** Writes docs/SOURCES.md and the README’s table of local files: `npm run sources`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLocalFiles } from './local-files.js';
import { sourcesPage } from './sources-page.js';

const page = await sourcesPage();
writeFileSync(path.join(import.meta.dirname, '..', 'docs', 'SOURCES.md'), page);
const readme = path.join(import.meta.dirname, '..', 'README.md');
writeFileSync(readme, withLocalFiles(readFileSync(readme, 'utf8')));
console.log(`docs/SOURCES.md, ${page.match(/^### /gm)?.length ?? 0} sources`);
