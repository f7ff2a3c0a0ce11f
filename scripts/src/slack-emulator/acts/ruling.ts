/** What members and administrators do to channels, to the app and to its connection. */
import { ActError } from './act-error.ts';
import type { Perform, Stage } from './acts.ts';

const tokenTroubles = ['token_revoked', 'account_inactive', 'token_expired', 'invalid_auth'];

export function ruling({ world }: Stage): Record<string, Perform> {
  const { workspace, store, socketMode } = world;

  return {
    invite(fields) {
      const inviter = fields.person();
      workspace.join(fields.room(inviter), fields.otherPerson().id, inviter.id);
      return {};
    },

    remove(fields) {
      const actor = fields.person();
      workspace.leave(fields.room(actor), fields.otherPerson().id, actor.id);
      return {};
    },

    archive(fields) {
      const actor = fields.person();
      workspace.setArchived(fields.channel(), fields.raw.isArchived !== false, actor.id);
      return {};
    },

    share(fields) {
      workspace.setExtShared(fields.channel(), fields.raw.isExtShared !== false);
      return {};
    },

    /** Makes the app's tokens fail with the named error, or work again when it is null. */
    token(fields) {
      const trouble = fields.raw.error;
      if (trouble === null) store.remove('settings', 'tokenTrouble');
      else if (tokenTroubles.includes(String(trouble))) {
        store.put('settings', 'tokenTrouble', { value: String(trouble) });
      } else throw new ActError(`"error" must be null or one of ${tokenTroubles.join(', ')}.`);
      return {};
    },

    refreshSockets(fields) {
      const reason = fields.optional('reason') ?? 'refresh_requested';
      if (reason !== 'warning' && reason !== 'refresh_requested' && reason !== 'link_disabled') {
        throw new ActError('"reason" must be warning, refresh_requested or link_disabled.');
      }
      socketMode.disconnectAll(reason);
      return {};
    },
  };
}
