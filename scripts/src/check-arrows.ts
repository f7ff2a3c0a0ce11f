/** Checks which module imports which: the rules of `.dependency-cruiser.mjs`, and what programs load at start. */
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IForbiddenRuleType,
  type IModule,
} from 'dependency-cruiser';
import arrows from '../../.dependency-cruiser.mjs';

/** What a check of the arrows found (one sentence for each forbidden import), and how much it looked at. */
export type ArrowReport = {
  readonly refusals: readonly string[];
  readonly modulesSeen: number;
  readonly sourceFiles: number;
};

type ArrowOptions = typeof arrows.options;

const packages = ['prisma', 'core', 'tui', 'slackbot', 'web-portal', 'scripts'];

/** Programs that must stay light: what they may not load, whether at start or ever. */
const lightPrograms = [
  {
    entries: ['tui/src/main.ts', 'core/src/client.ts'],
    mayLoadLater: false,
    packages: [
      '@trpc/server',
      '@postern/prisma',
      '@prisma/client',
      'better-sqlite3',
      'hono',
      '@hono/node-server',
    ],
    why: 'the terminal talks to a desk over HTTP and must not load one',
  },
  {
    entries: ['tui/src/main.ts'],
    mayLoadLater: true,
    packages: ['ink', 'react'],
    why: 'a verb such as `postern ticket list` answers before the screens would be loaded: import them when needed',
  },
];

/**
 * Looks at every source file of the tree at `root` (its own packages, linked under its `node_modules/@postern`).
 * Throws when it saw fewer than 60 % of them: a parser that sees nothing reports nothing either.
 */
export async function checkArrows(
  root: string,
  options: ArrowOptions = arrows.options,
): Promise<ArrowReport> {
  const folders = packages.filter((name) => existsSync(join(root, name)));
  const { modules, summary } = await cruiseFolders(root, folders, options);
  const patterns = folders.map((name) => `${name}/**/*.{ts,tsx}`);
  const sourceFiles = globSync(patterns, { cwd: root }).filter((path) => !isMade(path)).length;
  const modulesSeen = modules.filter(
    (module) => /\.tsx?$/.test(module.source) && !module.couldNotResolve && !isMade(module.source),
  ).length;
  if (modulesSeen === 0 || modulesSeen < sourceFiles * 0.6) {
    throw new Error(
      `Only ${modulesSeen} of ${sourceFiles} source files were seen, so the arrows are not proven. Look at the parser in .dependency-cruiser.mjs.`,
    );
  }
  const comments = new Map(arrows.forbidden.map((rule) => [rule.name, rule.comment]));
  const broken = summary.violations.map(
    ({ rule, from, to }) =>
      `${from} imports ${to}: refused by ${rule.name}. ${comments.get(rule.name) ?? ''}`,
  );
  return {
    refusals: [...broken, ...lightPrograms.flatMap((program) => tooHeavy(modules, program))],
    modulesSeen,
    sourceFiles,
  };
}

const isMade = (path: string) => /(^|\/)(node_modules|dist|generated)\//.test(path);

async function cruiseFolders(root: string, folders: string[], how: ArrowOptions): Promise<ICruiseResult> {
  // A plain .mjs says "string" where dependency-cruiser wants one of a few words; it checks them itself.
  const forbidden = arrows.forbidden as IForbiddenRuleType[];
  const { enhancedResolveOptions, ...options } = how as ArrowOptions & ICruiseOptions;
  const { output } = await cruise(
    folders,
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    { ...enhancedResolveOptions, bustTheCache: true },
  );
  return output as ICruiseResult;
}

/** The forbidden packages that a program reaches at run time, each with the way to it. */
function tooHeavy(modules: readonly IModule[], program: (typeof lightPrograms)[number]): string[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  return program.entries.flatMap((entry) => {
    const ways = new Map([[entry, [entry]]]);
    const refusals: string[] = [];
    for (const [source, way] of ways) {
      for (const dependency of bySource.get(source)?.dependencies ?? []) {
        const isType = dependency.dependencyTypes.includes('type-only');
        if (isType || (dependency.dynamic && program.mayLoadLater)) continue;
        const heavy = program.packages.find(
          (name) => dependency.module === name || dependency.module.startsWith(`${name}/`),
        );
        if (heavy) refusals.push(`${[...way, heavy].join(' → ')}: refused, because ${program.why}.`);
        else if (!ways.has(dependency.resolved)) ways.set(dependency.resolved, [...way, dependency.resolved]);
      }
    }
    return refusals;
  });
}

if (import.meta.main) {
  const { refusals, modulesSeen, sourceFiles } = await checkArrows(dirname(dirname(import.meta.dirname)));
  for (const refusal of refusals) console.error(refusal);
  console.log(`${modulesSeen} of ${sourceFiles} source files seen, ${refusals.length} forbidden imports.`);
  process.exitCode = refusals.length === 0 ? 0 : 1;
}
