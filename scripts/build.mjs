// Compiles the TypeScript and lays the SQL beside it, so that dist/ is all that has to be installed.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildSync } from 'esbuild';

const typescript = path.dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [path.join(typescript, 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
for (const page of ['report', 'survey']) {
  buildSync({
    entryPoints: [`outputs/${page}/client/main.ts`],
    bundle: true,
    minify: true,
    format: 'iife',
    outfile: `dist/outputs/${page}/client.js`,
  });
}
for (const folder of ['tables', 'marts', 'editions', 'audits']) {
  cpSync(path.join('models', folder), path.join('dist', 'models', folder), { recursive: true });
}
chmodSync(path.join('dist', 'pipelines', 'cli.js'), 0o755);
