/** Makes the documents that follow from the code, or with `--check` says which of them have drifted. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configVariables } from '../../core/src/config.ts';
import { outcomes } from '../../core/src/errors.ts';
import { reportSchema } from './doctor/report-schema.ts';
import { type Proof, proofsIn, requirementsPage } from './requirements-page.ts';

const root = dirname(dirname(import.meta.dirname));
const rooms = ['prisma', 'core', 'tui', 'slackbot', 'web-portal', 'scripts'];

/** Every generated document by its path. */
export function documents(): Record<string, string> {
  return {
    'docs/map.md': mapPage(sourceFiles()),
    'docs/errors.md': errorsPage(),
    'docs/portal-requirements.md': requirementsPage(provenRequirements()),
    '.env.example': environmentExample(),
    'docs/schemas/doctor.schema.json': `${JSON.stringify(reportSchema, null, 2)}\n`,
  };
}

/** The tests that prove a requirement, by its number. */
export function provenRequirements(): Map<string, Proof[]> {
  const proofs = new Map<string, Proof[]>();
  // The test of the page itself is full of made-up names.
  const tests = filesOfRooms().filter(
    (file) => /\.test\.tsx?$/.test(file) && !file.endsWith('/requirements-page.test.ts'),
  );
  for (const file of tests) {
    for (const [number, found] of proofsIn(file, readFileSync(join(root, file), 'utf8')))
      proofs.set(number, [...(proofs.get(number) ?? []), ...found]);
  }
  return proofs;
}

function sourceFiles(): string[] {
  return filesOfRooms().filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.|\.d\.ts$/.test(file));
}

function filesOfRooms(): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...rooms],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return listed
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)))
    .sort();
}

/** One line a file, from the sentence it opens with. */
function mapPage(files: string[]): string {
  const lines = [
    '# The map',
    '',
    'Every source file and its purpose. Made by `node scripts/src/docs.ts`; do not edit.',
  ];
  let folder = '';
  for (const file of files) {
    if (dirname(file) !== folder) {
      folder = dirname(file);
      lines.push('', `## ${folder}`, '');
    }
    lines.push(
      `- \`${file.slice(folder.length + 1)}\`: ${purposeOf(readFileSync(join(root, file), 'utf8'))}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The first sentence of the comment that opens a file. */
export function purposeOf(source: string): string {
  const opening = /^(?:#!.*\n)?(?:\/\*\* @jsx\w+ .*\*\/\n)?\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
  const text = opening
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

function errorsPage(): string {
  const rows = Object.entries(outcomes).map(
    ([code, { trpc, exit, retry }]) => `| \`${code}\` | ${exit} | \`${trpc}\` | ${retry ? 'yes' : 'no'} |`,
  );
  return [
    '# Errors',
    '',
    'Every way the desk can say no. Made from `core/src/errors.ts` by `node scripts/src/docs.ts`; do not edit.',
    '',
    '| code | exit code of `postern` | over the API | may the same call succeed later |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function environmentExample(): string {
  const parts = configVariables().map(({ name, meaning, value }) => `# ${meaning}.\n#${name}=${value}\n`);
  return `# Made from core/src/config.ts by "node scripts/src/docs.ts"; do not edit. All of it is optional.\n\n${parts.join('\n')}`;
}

if (import.meta.main) {
  const isCheck = process.argv.includes('--check');
  const drifted: string[] = [];
  for (const [path, text] of Object.entries(documents())) {
    const file = join(root, path);
    const there = existsSync(file) ? readFileSync(file, 'utf8') : null;
    if (there === text) continue;
    drifted.push(path);
    if (!isCheck) writeFileSync(file, text);
  }
  if (isCheck && drifted.length > 0) {
    console.error(
      `No longer what the code says: ${drifted.join(', ')}. Make them anew: node scripts/src/docs.ts`,
    );
    process.exitCode = 1;
  } else if (!isCheck) {
    console.log(drifted.length > 0 ? `wrote ${drifted.join(', ')}` : 'all documents are as the code says');
  }
}
