/** Applies a file: all of it or nothing, and only what the plan showed. */
import { type AgentContext, inTransaction, type Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { SettingDifference } from '../portal-settings/settings-table.ts';
import { settingsWarnings } from '../portal-settings/settings-warnings.ts';
import { writeSettings } from '../portal-settings/write-settings.ts';
import { makePlan } from './plan-file.ts';
import type { TestResult } from './visibility-tests.ts';

export interface AppliedFile {
  revision: number;
  changed: SettingDifference[];
  tests: number;
  /** As those of `portal set`, about what was changed. */
  warnings?: string[];
}

/**
 * Throws `SETTINGS_CHANGED` when settings, file or blast radius are others than in that plan,
 * `VISIBILITY_TESTS_FAILED` when a test of the file does not hold, `BAD_INPUT` for a file with problems.
 */
export async function applyFile(
  ctx: AgentContext,
  wish: { text: string; plan: string },
): Promise<AppliedFile> {
  // Measured before the transaction, so that nobody waits for it; again inside only when something happened meanwhile.
  const seenAt = await lastEvent(ctx.core.db.read);
  const early = await makePlan(ctx.core, ctx.core.db.read, wish.text);
  const { invited, ...applied } = await inTransaction(ctx, async (work) => {
    const isStill = (await lastEvent(work.tx)) === seenAt;
    const { plan, file } = isStill ? early : await makePlan(work.core, work.tx, wish.text);
    if (plan.id !== wish.plan) throw anotherPlan();
    const failed = plan.tests.filter(({ pass }) => !pass);
    if (failed.length > 0) throw testsFailed(failed);
    const written = await writeSettings(work, { settings: file.settings, action: 'portal.applied' });
    const { revision, changed, invited } = written;
    return { revision, changed, tests: plan.tests.length, invited };
  });
  const warnings = await settingsWarnings(ctx, { changed: applied.changed, invited });
  return { ...applied, ...(warnings.length > 0 && { warnings }) };
}

async function lastEvent(queries: Queries): Promise<number> {
  const last = await queries.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  return last?.seq ?? 0;
}

function anotherPlan(): PosternError {
  return new PosternError(
    'SETTINGS_CHANGED',
    'The settings, the file, or what it would do has changed since that plan, so nothing was applied.',
    { hint: 'Look at it again: postern portal plan FILE' },
  );
}

function testsFailed(failed: TestResult[]): PosternError {
  const which =
    failed.length === 1
      ? 'A test of the file does not hold'
      : `${failed.length} tests of the file do not hold`;
  return new PosternError('VISIBILITY_TESTS_FAILED', `${which}, so nothing was applied.`, {
    hint: [
      'Look at them: postern portal test FILE',
      ...failed.map(({ line, text, detail }) => `Line ${line}: ${text}. ${detail}`),
    ].join('\n'),
    failed,
  });
}
