/** When runs are due, with a clock of the test's own; and the commands that ask. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Clock,
  isDue,
  isSchedule,
  keepBegan,
  keepSchedule,
  lastBegan,
  nextAfter,
  timeInWords,
} from '../pipelines/schedule.js';
import { openWorkspace } from '../pipelines/workspace.js';
import { wardwise } from './support/cli.js';
import { files, goodWorkspace, remove, temporaryFolder } from './support/workspace.js';

const monthly = '0 6 1 * *';
const at = (text: string) => new Date(text);

describe('a schedule', () => {
  it.each([
    ['0 6 1 * *', true],
    ['*/15 7-18 * * MON-FRI', true],
    ['0 6 31 2 *', false],
    ['0 0 6 1 * *', false],
    ['monthly', false],
    ['', false],
    ['61 6 1 * *', false],
  ])('%s is one: %s', (expression, is) => expect(isSchedule(expression)).toBe(is));

  it('is in the time of Britain, summer and winter', () => {
    expect(nextAfter(monthly, at('2026-06-15T00:00:00Z'))).toEqual(at('2026-07-01T05:00:00Z'));
    expect(nextAfter(monthly, at('2026-11-22T00:00:00Z'))).toEqual(at('2026-12-01T06:00:00Z'));
    expect(timeInWords(at('2026-07-01T05:00:00Z'))).toBe('Wednesday 1 July 2026 at 06:00');
  });

  it.each([
    ['never run', undefined, '2026-11-22T00:00:00Z', true],
    ['run since', '2026-11-01T06:00:01Z', '2026-11-22T00:00:00Z', false],
    ['run on the stroke of it', '2026-11-01T06:00:00Z', '2026-11-22T00:00:00Z', false],
    ['run before it', '2026-11-01T05:59:59Z', '2026-11-01T06:00:00Z', true],
    ['missed, while the machine was off', '2026-09-10T00:00:00Z', '2026-11-22T00:00:00Z', true],
  ])('%s', (_, last, now, due) => expect(isDue(monthly, last === undefined ? undefined : at(last), at(now))).toBe(due));

  it('what cannot be read of the last run counts as none', () => {
    const ran = path.join(temporaryFolder(), 'ran.json');
    expect(lastBegan({ ran })).toBeUndefined();
    keepBegan({ ran }, at('2026-11-01T06:00:00Z'));
    expect(lastBegan({ ran })).toEqual(at('2026-11-01T06:00:00Z'));
    writeFileSync(ran, '{"began": "yesterday"}');
    expect(lastBegan({ ran })).toBeUndefined();
    remove(path.dirname(ran));
  });
});

/** A clock that only moves when somebody waits, and stops the schedule after so many waits. */
function madeUpClock(start: string, waits: number) {
  let now = at(start);
  const stopping = new AbortController();
  const asked: string[] = [];
  const clock: Clock = {
    now: () => now,
    until: async (time) => {
      asked.push(time.toISOString());
      if (asked.length >= waits) stopping.abort();
      now = time;
    },
  };
  return {
    clock,
    asked,
    stop: stopping.signal,
    abort: () => stopping.abort(),
    later: (ms: number) => (now = new Date(now.getTime() + ms)),
  };
}

describe('staying up', () => {
  it('makes up for what was missed, then runs at each time, one at a time, whatever becomes of a run', async () => {
    const { clock, asked, stop, later } = madeUpClock('2026-11-22T00:00:00Z', 3);
    const [began, told]: [string[], string[]] = [[], []];
    let atWork = 0;
    await keepSchedule({
      expression: () => monthly,
      last: () => at('2026-10-15T00:00:00Z'),
      make: async () => {
        expect(++atWork).toBe(1);
        began.push(clock.now().toISOString());
        later(3600_000);
        await Promise.resolve();
        atWork--;
      },
      waiting: (next) => told.push(next.toISOString()),
      clock,
      stop,
    });
    expect(began).toEqual(['2026-11-22T00:00:00.000Z', '2026-12-01T06:00:00.000Z', '2027-01-01T06:00:00.000Z']);
    expect(told).toEqual(asked);
    expect(asked[0]).toBe('2026-12-01T06:00:00.000Z');
  });

  it('a run longer than the time between two is followed by one, not by all it missed', async () => {
    const { clock, stop, later } = madeUpClock('2026-11-22T00:00:30Z', 2);
    const began: string[] = [];
    await keepSchedule({
      expression: () => '* * * * *',
      last: () => at('2026-11-22T00:00:10Z'),
      make: async () => {
        began.push(clock.now().toISOString());
        if (began.length === 1) later(200_000);
      },
      waiting: () => {},
      clock,
      stop,
    });
    expect(began).toEqual(['2026-11-22T00:01:00.000Z', '2026-11-22T00:04:20.000Z']);
  });

  it('ends after the run at work when told to stop meanwhile', async () => {
    const { clock, asked, stop, abort } = madeUpClock('2026-11-22T00:00:00Z', 9);
    let runs = 0;
    await keepSchedule({
      expression: () => monthly,
      last: () => undefined,
      make: async () => {
        runs++;
        abort();
      },
      waiting: () => {},
      clock,
      stop,
    });
    expect([runs, asked]).toEqual([1, []]);
  });
});

describe('the commands', () => {
  let folder: string;
  const yaml = () => path.join(folder, files.assessment);
  const mirror = () => ['--mirror', path.join(folder, 'mirror'), '--workspace', folder];
  beforeAll(async () => {
    folder = await goodWorkspace();
  });
  afterAll(() => remove(folder));

  it('without a schedule nothing is due, and the fault says what to add', async () => {
    for (const command of [['run', '--due'], ['schedule']]) {
      const { code, err } = await wardwise(...command, ...mirror());
      expect([code, err]).toEqual([2, expect.stringContaining('assessment.yaml has no schedule')]);
      expect(err).toContain('schedule: "0 6 1 * *"');
    }
  });

  it('a schedule that is none is a mistake with its line and column', async () => {
    const text = readFileSync(yaml(), 'utf8');
    writeFileSync(yaml(), `${text}\nschedule: every month\n`);
    const { code, err } = await wardwise('run', '--due', ...mirror());
    writeFileSync(yaml(), text);
    expect([code, err]).toEqual([2, expect.stringMatching(/line \d+, column \d+.*cron expression of five fields/)]);
  });

  it('run --due runs once, then says when the next is; offline runs do not count', async () => {
    writeFileSync(yaml(), `${readFileSync(yaml(), 'utf8')}\nschedule: "0 6 1 1 *"\n`);
    const { ran } = openWorkspace(folder);
    await wardwise('run', '--offline', '--workspace', folder);
    expect(lastBegan({ ran })).toBeUndefined();
    const first = await wardwise('run', '--due', ...mirror());
    expect([first.code, first.out]).toEqual([0, expect.stringContaining('index.html')]);
    const again = await wardwise('run', '--due', ...mirror());
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringMatching(/^Nothing is due: the next run is on \w+ 1 January \d{4} at 06:00\.\n$/),
    ]);
  });

  it('schedule runs what is due, says what is next, and ends cleanly on a signal', async () => {
    rmSync(openWorkspace(folder).ran, { force: true });
    const before = process.listenerCount('SIGTERM');
    const ended = wardwise('schedule', ...mirror());
    while (lastBegan(openWorkspace(folder)) === undefined) await new Promise((done) => setTimeout(done, 20));
    process.emit('SIGTERM');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out).toMatch(/Nothing to do[\s\S]*Next run: \w+ 1 January \d{4} at 06:00\./);
    expect(err).toContain('Ending');
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
