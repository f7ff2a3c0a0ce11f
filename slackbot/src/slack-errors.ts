/** Slack's errors, sorted by what they mean for a message that was to be posted, and said in words. */
import type { ParkedAs } from '@postern/core/client';
import { webApi } from '@slack/bolt';

export interface Trouble {
  /**
   * wait: Slack asks for patience. maybeDone: nobody knows whether the call took effect. room, account: a person
   * must mend something. payload: this content never passes. target: the message or thread is gone.
   * dialog: the dialog came too late. notDone: surely without effect, for another reason.
   */
  kind: 'wait' | 'maybeDone' | 'room' | 'account' | 'payload' | 'target' | 'dialog' | 'notDone';
  words: string;
  /** Slack does not let the app in, until a person installs it again or gives the desk other tokens. */
  isRefusal?: true;
  /** The app lacks a permission for this one thing; everything else goes on. */
  lacksScope?: true;
  /** Of trouble with a room: what is the matter with it. */
  room?: ParkedAs;
  /** How long Slack asks to wait. */
  afterMs?: number;
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What went wrong in a call, whatever was thrown. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return {
      kind: 'wait',
      words: `Slack asks to wait ${error.retryAfter} s.`,
      afterMs: error.retryAfter * 1_000 + Math.ceil(Math.random() * 250),
    };
  }
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const words = `Slack answered HTTP ${error.statusCode}.`;
    return { kind: error.statusCode >= 500 ? 'maybeDone' : 'notDone', words };
  }
  const code = networkCode(error);
  if (code && neverConnected.has(code))
    return { kind: 'notDone', words: `Slack cannot be reached (${code}).` };
  const why = code ?? (error instanceof Error ? error.message : String(error));
  return { kind: 'maybeDone', words: `Slack did not answer (${why}).` };
}

const unsure = [
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
];
const slower = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
const stale = [
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'hash_conflict',
  'not_found',
];
const gone = [
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'edit_window_closed',
  'cannot_reply_to_message',
];
const unfit = [
  'msg_too_long',
  'metadata_too_large',
  'invalid_metadata_format',
  'too_many_attachments',
  'invalid_arguments',
  'invalid_array_arg',
  'no_text',
  'view_too_large',
  'cannot_unfurl_url',
  'cannot_unfurl_message',
  'cannot_parse_attachment',
];

const rooms: Record<string, string> = {
  channel_not_found:
    'there is no such channel, or Postern is not in it. Check SLACK_CHANNEL, and in Slack write /invite @Postern there',
  not_in_channel: 'Postern is not in the channel. In Slack, write /invite @Postern there',
  is_archived: 'the channel is archived. Unarchive it, or choose another with SLACK_CHANNEL',
  is_inactive: 'the channel is not active any more. Choose another with SLACK_CHANNEL',
  channel_is_limited_access: 'only some people may post in the channel. Let Postern post there',
  posting_to_channel_denied:
    'Postern may not post in the channel. Let it, or choose another with SLACK_CHANNEL',
};

const parkedAs: Record<string, ParkedAs> = {
  channel_not_found: 'LEFT',
  not_in_channel: 'LEFT',
  is_archived: 'ARCHIVED',
  is_inactive: 'DELETED',
};

const accounts: Record<string, string> = {
  not_authed: 'no token came along. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
  invalid_auth: 'a token is not valid. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN',
  account_inactive: 'the app was removed from the workspace. Install it again',
  token_revoked: 'the token was revoked. Install the app again and set SLACK_BOT_TOKEN',
  token_expired: 'the token has expired. Install the app again and set SLACK_BOT_TOKEN',
  not_allowed_token_type: 'SLACK_BOT_TOKEN and SLACK_APP_TOKEN are mixed up, or one is of another kind',
  org_login_required: 'the workspace is being moved into an organization. It works again once that is done',
  team_access_not_granted: 'the app has no access to this workspace. Ask its administrator',
};

/** Ends by itself. */
const moving = 'org_login_required';

function refusal(error: webApi.WebAPIPlatformError): Trouble {
  const code = error.data.error;
  const kindly = (kind: Trouble['kind'], what: string): Trouble => ({
    kind,
    words: `Slack says ${code}: ${what}.`,
  });
  if (slower.includes(code)) {
    return { ...kindly('wait', 'it wants fewer messages for now'), afterMs: 30_000 };
  }
  if (unsure.includes(code)) return kindly('maybeDone', 'it had trouble of its own');
  if (rooms[code]) return { ...kindly('room', rooms[code]), room: parkedAs[code] ?? 'REFUSED' };
  if (code.startsWith('restricted_action'))
    return { ...kindly('room', 'the workspace does not let Postern do this'), room: 'REFUSED' };
  if (accounts[code])
    return { ...kindly('account', accounts[code]), ...(code !== moving && { isRefusal: true }) };
  if (code === 'missing_scope') {
    const needed = String((error.data as { needed?: unknown }).needed ?? '');
    const mend = 'Add it as in slackbot/manifest.json and install the app again';
    return {
      ...kindly('account', `the app lacks the permission ${needed}. ${mend}`),
      lacksScope: true,
    };
  }
  if (gone.includes(code)) return kindly('target', 'the message or its thread is gone');
  if (unfit.includes(code) || code.startsWith('invalid_blocks') || code.startsWith('msg_blocks')) {
    return kindly('payload', 'it does not take this content');
  }
  if (stale.includes(code)) return kindly('dialog', 'the click is too old');
  // A body that is no JSON, such as a proxy's page, arrives here as its own "error".
  if (!/^[a-z0-9_]{1,80}$/.test(code)) {
    return { kind: 'maybeDone', words: 'Slack answered something that is not JSON.' };
  }
  return { kind: 'notDone', words: `Slack says ${code}.` };
}

function networkCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^(E[A-Z_]+|UND_ERR_[A-Z_]+)$/.test(code)) return code;
    if (at.name === 'TimeoutError') return 'timeout';
  }
  return null;
}
