/** How every package's tests run: one vitest project, fresh databases, a real Node process per file. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*/**/*.test.ts', '*/**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/generated/**'],
    pool: 'forks',
    // Journeys wait more than they work, so two run at a time even where one core would be left idle by default.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
