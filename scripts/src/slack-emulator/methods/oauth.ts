/** Installing the app by OAuth, and renewing its token where the manifest lets tokens expire. */
import { randomBytes } from 'node:crypto';
import { ApiError, type Call, type Handler } from '../api-call.ts';
import { sampleClient } from '../seed.ts';
import type { Json } from '../types.ts';

const tokenLivesS = 12 * 60 * 60;

function requireClient({ args }: Call): void {
  if (args.text('client_id') !== sampleClient.id) throw new ApiError('invalid_client_id');
  if (args.text('client_secret') !== sampleClient.secret) throw new ApiError('bad_client_secret');
}

/** A new token that ends in twelve hours, and what renews it once. */
function freshGrant({ world }: Call): Json {
  const secret = () => randomBytes(24).toString('hex');
  const token = `xoxe.xoxb-${secret()}`;
  const refreshToken = `xoxe-${secret()}`;
  const expiresAt = world.clock.now() + tokenLivesS * 1000;
  world.store.put('grants', token, { token, refreshToken, expiresAt });
  return { access_token: token, refresh_token: refreshToken, expires_in: tokenLivesS };
}

function renew(call: Call): void {
  const { store } = call.world;
  const wanted = call.args.text('refresh_token');
  const grant = store.all('grants').find((one) => one.refreshToken === wanted);
  if (!grant || wanted === '') throw new ApiError('invalid_refresh_token');
  // The old token goes on to its end; what renewed it is used up.
  store.put('grants', grant.token, { ...grant, refreshToken: '' });
}

function redeem(call: Call): string {
  const { store } = call.world;
  const code = store.get('settings', `code/${call.args.text('code')}`);
  if (!code) throw new ApiError('invalid_code');
  store.remove('settings', `code/${call.args.text('code')}`);
  return code.value;
}

export const oauthMethods: Record<string, Handler> = {
  'oauth.v2.access': (call) => {
    const { workspace, manifest, botToken } = call.world;
    requireClient(call);
    const type = call.args.text('grant_type') || 'authorization_code';
    if (type !== 'authorization_code' && type !== 'refresh_token') throw new ApiError('invalid_grant_type');
    let installer: string | null = null;
    if (type === 'refresh_token') renew(call);
    else installer = redeem(call);
    return {
      app_id: workspace.bot.appId,
      token_type: 'bot',
      scope: manifest.scopes.join(','),
      bot_user_id: workspace.bot.userId,
      team: { id: workspace.team.id, name: workspace.team.name },
      enterprise: null,
      is_enterprise_install: false,
      ...(installer && { authed_user: { id: installer } }),
      ...(manifest.isRotating ? freshGrant(call) : { access_token: botToken }),
    };
  },

  'auth.revoke': (call) => {
    const { workspace, store } = call.world;
    if (call.args.flag('test')) return { revoked: false };
    store.put('settings', 'botTokenTrouble', { value: 'token_revoked' });
    workspace.tell({ kind: 'tokensRevoked' });
    return { revoked: true };
  },
};
