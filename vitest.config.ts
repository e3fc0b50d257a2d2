import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/suite.ts',
    // On two cores vitest would run the files one after another.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A worker loads each module once for all its files: what a test changes of the process it puts back.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
