/** The arrows of the house, as rules: which package may import which, and which floor of core leans on which. */
import { createRequire } from 'node:module';

const { Visitor } = createRequire(import.meta.url)('@swc/core/Visitor.js');

// The visitor that dependency-cruiser borrows from swc stops at `using` and `await using`, which our tests live by.
const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function visitUsingToo(statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

const surfaces = '^(tui|slackbot|web-portal)/';
const tests = '(\\.test\\.tsx?$|/testing/|/e2e/|/fixtures/)';

// From the ground up. Each may import its own floor and those below. What an agent may do, and which portal a customer
// entered, is asked at the edge and by the visibility gate, so one file each of auth and portal lies deeper.
const floors = [
  ['errors', 'config', 'clock', 'ids', 'texts'],
  ['query', 'context', 'files'],
  ['visibility', 'trpc', 'live', 'outbox', 'auth/agents', 'portal/access-portal'],
  ['tickets', 'auth(?!/agents\\.ts)', 'contacts', 'erasure', 'properties', 'inboxes', 'slack-rooms'],
  [
    'portal(?!/access-portal\\.ts)',
    'audit',
    'standup',
    'portal-settings',
    'portal-file',
    'sight',
    'preview',
    'forms',
    'kb',
    'brand',
    'mail',
    'slack',
  ],
  ['router', 'worker'],
];

const pathOf = (floor) => `^core/src/(${floor.join('|')})(/|\\.ts$)`;

const floorRules = floors.slice(0, -1).map((floor, height) => ({
  name: `core-floor-${height + 1}`,
  comment: `In core, ${floor.join(', ')} lean on what is below them, never on what is above.`,
  severity: 'error',
  from: { path: pathOf(floor), pathNot: tests },
  // A type has no run time, so naming one from above is leaning on nothing.
  to: { path: pathOf(floors.slice(height + 1).flat()), dependencyTypesNot: ['type-only'] },
}));

const forbidden = [
  {
    name: 'prisma-knows-nobody',
    comment: 'prisma/ is the ground: it imports none of the other packages.',
    severity: 'error',
    from: { path: '^prisma/' },
    to: { path: '^(core|tui|slackbot|web-portal|scripts)/' },
  },
  {
    name: 'core-knows-no-surface',
    comment: 'core/ is used by the surfaces and imports none of them.',
    severity: 'error',
    from: { path: '^core/' },
    to: { path: surfaces },
  },
  {
    name: 'surface-knows-no-surface',
    comment: 'tui/, slackbot/ and web-portal/ meet in core only.',
    severity: 'error',
    from: { path: surfaces },
    to: { path: surfaces, pathNot: '^$1/' },
  },
  {
    name: 'surface-knows-no-database',
    comment: 'A surface knows PosternClient and nothing behind it.',
    severity: 'error',
    from: { path: surfaces },
    to: { path: '^prisma/|node_modules/(@prisma/|better-sqlite3/|pg/)' },
  },
  {
    name: 'nobody-knows-scripts',
    comment: 'scripts/ puts the desk together; nothing imports it.',
    severity: 'error',
    from: { path: '^(prisma|core|tui|slackbot|web-portal)/' },
    to: { path: '^scripts/' },
  },
  {
    name: 'surface-uses-the-front-door',
    comment:
      'A surface imports @postern/core, its client, its texts or its words, never a file inside core/.',
    severity: 'error',
    from: { path: surfaces },
    to: { path: '^core/', pathNot: '^core/src/(index|client|words|texts/texts|testing/index)\\.ts$' },
  },
  {
    name: 'product-uses-no-test-world',
    comment: '@postern/core/testing is for tests and for the sample desk.',
    severity: 'error',
    from: { path: surfaces, pathNot: tests },
    to: { path: '^core/src/testing/' },
  },
  {
    name: 'core-uses-the-front-door',
    comment: 'core/ imports @postern/prisma, never a file inside prisma/.',
    severity: 'error',
    from: { path: '^core/', pathNot: tests },
    to: { path: '^prisma/', pathNot: '^prisma/src/index\\.ts$' },
  },
  {
    name: 'core-tests-use-the-front-door',
    comment:
      "core/'s tests import @postern/prisma, and @postern/prisma/testing for a PostgreSQL of their own.",
    severity: 'error',
    from: { path: '^core/.*' + tests },
    to: { path: '^prisma/', pathNot: '^prisma/(src/index|testing/postgres)\\.ts$' },
  },
  {
    name: 'no-circle',
    comment: 'Two modules that need each other at run time: one of them should listen to an event.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-unknown-import',
    comment: 'An import that leads nowhere hides every arrow behind it.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-undeclared-package',
    comment: "A package that is only somebody else's dependency may vanish with them: declare it.",
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-utils',
    comment: 'A helper lives beside its first user.',
    severity: 'error',
    from: {},
    to: { path: '(^|/)utils?/', pathNot: 'node_modules' },
  },
  ...floorRules,
];

export default {
  forbidden,
  options: {
    // The default parser is the TypeScript compiler's API, which version 7 no longer has: it would see no module at all.
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/|^prisma/generated/' },
    // Our own output only: most packages keep their code in a dist/, and an excluded import is not seen at all.
    exclude: { path: '^[^/]+/dist/' },
    // Tests use what the root package.json brings (vitest, fast-check).
    combinedDependencies: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
