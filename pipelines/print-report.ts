/** The report as a PDF, printed by a browser that is already on the machine. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { noBrowser, notPrinted, notPublished } from '../sources/faults/command.js';
import { reportsIn, type Workspace } from './workspace.js';

const onWindows = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
  (folder) =>
    folder === undefined
      ? []
      : ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((name) =>
          path.join(folder, name),
        ),
);
const onMac = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const onLinux = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Where Chromium or a browser made from it is: as CHROMIUM in the environment says, or where they are usually put. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM, PATH = '' } = environment;
  if (CHROMIUM !== undefined) return existsSync(CHROMIUM) ? CHROMIUM : undefined;
  const onPath = PATH.split(path.delimiter).flatMap((folder) => onLinux.map((name) => path.join(folder, name)));
  return [...onPath, ...onMac, ...onWindows].find((place) => existsSync(place));
}

/** Where the last complete run has its report, or the page that leads to its reports. Throws a Fault where there is none. */
export function publishedReport({ latest }: Workspace): string {
  const report = path.join(latest, 'index.html');
  if (!existsSync(report)) throw notPublished();
  return report;
}

/** Long enough for a slow machine. */
const patience = 120_000;

/** Prints the reports of the last run to A4: one to `file`, several beside it under names of their own. Returns the files. Throws a Fault where there is no report, no browser, or no page came out. */
export async function printReports(workspace: Workspace, file: string): Promise<string[]> {
  publishedReport(workspace);
  const files: string[] = [];
  for (const { name, folder } of reportsIn(workspace.latest)) {
    const own = name === '' ? file : file.replace(/(\.pdf)?$/, `-${name}.pdf`);
    await printReport(path.join(folder, 'index.html'), own);
    files.push(own);
  }
  return files;
}

async function printReport(report: string, file: string): Promise<void> {
  const browser = findBrowser();
  if (browser === undefined) throw noBrowser(report);
  mkdirSync(path.dirname(file), { recursive: true });
  const profile = mkdtempSync(path.join(tmpdir(), 'wardwise-print-'));
  // As root, which is how a container runs, Chromium needs its sandbox left out.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const printed = path.join(profile, 'report.pdf');
  const quiet = ['--headless', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`, ...asRoot];
  const page = ['--no-pdf-header-footer', `--print-to-pdf=${printed}`, pathToFileURL(report).href];
  try {
    await promisify(execFile)(browser, [...quiet, ...page], { timeout: patience }).catch((error: Error) => {
      throw notPrinted(browser, error.message);
    });
    if (!existsSync(printed)) throw notPrinted(browser, 'it wrote no file');
    copyFileSync(printed, file);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
