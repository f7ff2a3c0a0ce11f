/** How every package's tests run: fresh databases, and real processes for the journeys. */
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/generated/**'];

/** Counts the work of a library by standing in front of it, which is only possible in a process of its own. */
const alone = ['core/src/auth/sign-in.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Journeys wait more than they work, so two run at a time even where one core would be left idle by default.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{prisma,core,tui,slackbot,web-portal}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...alone],
          // Each test has a database of its own, so files share a process and what it has loaded.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone, exclude } },
      { extends: true, test: { name: 'journeys', include: ['scripts/**/*.test.ts'], exclude } },
    ],
  },
});
