/** The page that lists every requirement of the customer portal beside the tests that prove it. */
import { later, type Requirement, requirements } from './portal-requirements.ts';

export interface Proof {
  /** From the root of the repository. */
  file: string;
  /** What the test says of itself, without the numbers. */
  name: string;
}

// `test('S22: …', …)`, `test.each(…)('S22, S23: …', …)`: the name is the first string behind the parenthesis.
const proving =
  /\b(?:test|it)(\.\w+)?(?:\([^'"`]*\))?\(\s*(['"`])((?:[SN]\d+, )*[SN]\d+): ((?:(?!\2)[^\\\n]|\\.)*)\2/g;
// The name of a test made from a table stands behind the table, on a line of its own.
const provingBehindTable =
  /^\s*\](?: as const)?\)?\)\(\s*(['"`])((?:[SN]\d+, )*[SN]\d+): ((?:(?!\1)[^\\\n]|\\.)*)\1/gm;

/** The tests of a source file that carry numbers, by number. Tests that are skipped or still to be written prove nothing. */
export function proofsIn(file: string, source: string): Map<string, Proof[]> {
  const proofs = new Map<string, Proof[]>();
  const add = (numbers: string, name: string) => {
    for (const number of numbers.split(', ')) {
      const proof = { file, name: name.replaceAll("\\'", "'") };
      proofs.set(number, [...(proofs.get(number) ?? []), proof]);
    }
  };
  for (const [, way, , numbers = '', name = ''] of source.matchAll(proving))
    if (way !== '.skip' && way !== '.todo') add(numbers, name);
  for (const [, , numbers = '', name = ''] of source.matchAll(provingBehindTable)) add(numbers, name);
  return proofs;
}

/** The page, from every proof there is. */
export function requirementsPage(proofs: ReadonlyMap<string, readonly Proof[]>): string {
  const lines = [
    '# What the customer portal must do',
    '',
    'Every requirement and the tests that prove it. Made from `scripts/src/portal-requirements.ts` and the names of the tests by `node scripts/src/docs.ts`; do not edit.',
  ];
  let chapter = '';
  for (const requirement of requirements) {
    if (requirement.chapter !== chapter) {
      chapter = requirement.chapter;
      lines.push('', `## ${chapter}`, '', '| | requirement | proved by |', '| --- | --- | --- |');
    }
    lines.push(`| ${requirement.number} | ${requirement.text} | ${provedBy(requirement, proofs)} |`);
  }
  return `${lines.join('\n')}\n`;
}

function provedBy({ number }: Requirement, proofs: ReadonlyMap<string, readonly Proof[]>): string {
  const found = proofs.get(number) ?? [];
  if (found.length > 0)
    return found.map(({ file, name }) => `${name.replaceAll('|', '\\|')} (\`${file}\`)`).join('<br>');
  return later[number] ? `comes with ${later[number]}` : 'nothing yet';
}
