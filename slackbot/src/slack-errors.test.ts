/** Every way Slack fails leads to the right next step. */
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { troubleOf } from './slack-errors.ts';

const platform = (error: string, more = {}) => new webApi.WebAPIPlatformError({ ok: false, error, ...more });

test.each([
  ['internal_error', 'maybeDone'],
  ['fatal_error', 'maybeDone'],
  ['not_in_channel', 'room'],
  ['is_archived', 'room'],
  ['restricted_action_read_only_channel', 'room'],
  ['invalid_auth', 'account'],
  ['token_revoked', 'account'],
  ['invalid_blocks', 'payload'],
  ['msg_blocks_too_long', 'payload'],
  ['msg_too_long', 'payload'],
  ['message_not_found', 'target'],
  ['thread_not_found', 'target'],
  ['expired_trigger_id', 'dialog'],
  ['message_limit_exceeded', 'wait'],
  ['something_new', 'notDone'],
  ['<html>A proxy says no</html>', 'maybeDone'],
])('%s is of the kind %s', (code, kind) => {
  expect(troubleOf(platform(code)).kind).toBe(kind);
});

test('a rate limit says how long to wait', () => {
  const { kind, afterMs } = troubleOf(new webApi.WebAPIRateLimitedError(7));
  expect(kind).toBe('wait');
  expect(afterMs).toBeGreaterThanOrEqual(7_000);
  expect(afterMs).toBeLessThanOrEqual(7_250);
});

test('a missing permission is named', () => {
  expect(troubleOf(platform('missing_scope', { needed: 'users:read' })).words).toContain('users:read');
});

test('a call that never left is not in doubt, a broken one is', () => {
  const failed = (code: string) =>
    new webApi.WebAPIRequestError(
      new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
    );
  expect(troubleOf(failed('ECONNREFUSED')).kind).toBe('notDone');
  expect(troubleOf(failed('ENOTFOUND')).kind).toBe('notDone');
  expect(troubleOf(failed('ECONNRESET')).kind).toBe('maybeDone');
  expect(troubleOf(new webApi.WebAPIRequestError(new DOMException('late', 'TimeoutError'))).kind).toBe(
    'maybeDone',
  );
  expect(troubleOf(new webApi.WebAPIHTTPError(503, 'busy', {}, '')).kind).toBe('maybeDone');
  expect(troubleOf(new webApi.WebAPIHTTPError(404, 'not found', {}, '')).kind).toBe('notDone');
  expect(troubleOf(new Error('anything')).kind).toBe('maybeDone');
});
