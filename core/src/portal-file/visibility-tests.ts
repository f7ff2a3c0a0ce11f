/** Visibility tests: "maria@acme.example sees 1042", asked of a rule that need not be in force yet. */
import type { Queries } from '../context.ts';
import { readCatalogue } from '../query/catalogue.ts';
import { hasPart, type PortalRule } from '../visibility/portal-rule.ts';

export interface VisibilityTest {
  line: number;
  text: string;
  contact: string;
  sees: boolean;
  ticket: number;
}

export interface TestResult {
  line: number;
  text: string;
  pass: boolean;
  /** What is so instead; empty where the test passes. */
  detail: string;
}

/** Null for what is no test. */
export function parseVisibilityTest(text: string, line: number): VisibilityTest | null {
  const parts = /^\s*(\S+@\S+)\s+(sees|does\s+not\s+see)\s+#?([1-9]\d{0,8})\s*$/i.exec(text);
  if (!parts) return null;
  const [, contact = '', verb = '', number = ''] = parts;
  return {
    line,
    text: text.trim().replaceAll(/\s+/g, ' '),
    contact: contact.toLowerCase(),
    sees: verb.toLowerCase() === 'sees',
    ticket: Number(number),
  };
}

interface Answer {
  lets: number | bigint;
  part: number | bigint;
  shows: number | bigint;
}

/** Every test in its order. A contact or a ticket that is not there fails, whatever was expected: a typo proves nothing. */
export async function runVisibilityTests(
  queries: Queries,
  rule: PortalRule,
  tests: readonly VisibilityTest[],
): Promise<TestResult[]> {
  const part = hasPart(await readCatalogue(queries));
  const results: TestResult[] = [];
  for (const test of tests) {
    const [row] = await queries.$queryRaw<Answer[]>`
      SELECT CASE WHEN ${rule.lets} THEN 1 ELSE 0 END AS "lets", CASE WHEN ${part} THEN 1 ELSE 0 END AS "part",
             CASE WHEN ${rule.shows} THEN 1 ELSE 0 END AS "shows"
      FROM "Ticket" t CROSS JOIN "Contact" c LEFT JOIN "Organization" g ON g."id" = c."organizationId"
      WHERE t."number" = ${test.ticket} AND c."email" = ${test.contact}`;
    const detail = row ? faultOf(test, row) : await missing(queries, test);
    results.push({ line: test.line, text: test.text, pass: detail === '', detail });
  }
  return results;
}

function faultOf({ sees, ticket }: VisibilityTest, row: Answer): string {
  const isOpen = (answer: number | bigint) => Number(answer) === 1;
  const shut = !isOpen(row.lets)
    ? 'the portal does not let this contact in'
    : !isOpen(row.part)
      ? `the contact has no part in #${ticket}`
      : !isOpen(row.shows)
        ? `#${ticket} is hidden, or the filter leaves it out`
        : null;
  if (sees) return shut === null ? '' : `Does not see it: ${shut}.`;
  return shut === null ? 'Sees it.' : '';
}

async function missing(queries: Queries, { contact, ticket }: VisibilityTest): Promise<string> {
  const found = await queries.contact.findUnique({ where: { email: contact }, select: { id: true } });
  return found ? `There is no ticket #${ticket}.` : `There is no contact with the address ${contact}.`;
}
