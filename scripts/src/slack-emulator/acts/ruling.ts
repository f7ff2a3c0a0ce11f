/** What members and administrators do to channels, to people, to the app and to its connection. */
import { randomUUID } from 'node:crypto';
import { ActError } from './act-error.ts';
import type { Perform, Stage } from './acts.ts';
import type { Fields } from './fields.ts';

const tokenTroubles = ['token_revoked', 'account_inactive', 'token_expired', 'invalid_auth'];

export function ruling({ world }: Stage): Record<string, Perform> {
  const { workspace, rooms, store, socketMode } = world;

  function newName(fields: Fields): string {
    const name = fields.text('name').replace(/^#/, '');
    if (!/^[a-z0-9_-]{1,80}$/.test(name)) {
      throw new ActError('A channel name has small letters, digits, "-" and "_", and no spaces.');
    }
    if (workspace.findChannel(name)) throw new ActError(`There is a channel #${name} already.`);
    return name;
  }

  return {
    createChannel(fields) {
      const creator = fields.person();
      const channel = rooms.create(newName(fields), creator.id, fields.raw.isPrivate === true);
      return { channel: channel.id };
    },

    invite(fields) {
      const inviter = fields.person();
      rooms.join(fields.room(inviter), fields.otherPerson().id, inviter.id);
      return {};
    },

    remove(fields) {
      const actor = fields.person();
      rooms.leave(fields.room(actor), fields.otherPerson().id, actor.id);
      return {};
    },

    archive(fields) {
      const actor = fields.person();
      rooms.setArchived(fields.channel(), fields.raw.isArchived !== false, actor.id);
      return {};
    },

    /** Shares a channel with another company; `isPending` is only the invitation, `isExtShared: false` ends it. */
    share(fields) {
      const isPending = fields.raw.isPending === true;
      const isExtShared = fields.raw.isExtShared !== false && !isPending;
      rooms.setShared(fields.channel(), { isExtShared, isPending });
      return {};
    },

    rename(fields) {
      const actor = fields.person();
      rooms.rename(fields.channel(), newName(fields), actor.id);
      return {};
    },

    deleteChannel(fields) {
      const actor = fields.person();
      rooms.delete(fields.channel(), actor.id);
      return {};
    },

    /** Gives a channel another id, as Slack does when it becomes one of another kind. */
    changeChannelId(fields) {
      return { channel: rooms.changeId(fields.channel()).id };
    },

    /** Changes a person's account: `isDeleted`, `isRestricted`, `isUltraRestricted`, `email`, `realName`. */
    changePerson(fields) {
      const person = fields.otherPerson();
      const change = Object.fromEntries(
        Object.entries(fields.raw).filter(([name, value]) => {
          if (['isDeleted', 'isRestricted', 'isUltraRestricted'].includes(name))
            return typeof value === 'boolean';
          return ['email', 'realName'].includes(name) && typeof value === 'string';
        }),
      );
      if (Object.keys(change).length === 0) throw new ActError('The act changes nothing of the person.');
      workspace.changePerson(person, change);
      return {};
    },

    /**
     * Makes the app's tokens fail with the named error, or work again when it is null. `which` is `bot`, `app` or
     * both.
     */
    token(fields) {
      const trouble = fields.raw.error;
      const which = fields.optional('which') ?? 'both';
      if (trouble !== null && !tokenTroubles.includes(String(trouble))) {
        throw new ActError(`"error" must be null or one of ${tokenTroubles.join(', ')}.`);
      }
      for (const kind of ['bot', 'app']) {
        if (which !== 'both' && which !== kind) continue;
        if (trouble === null) store.remove('settings', `${kind}TokenTrouble`);
        else store.put('settings', `${kind}TokenTrouble`, { value: String(trouble) });
      }
      return {};
    },

    /** Revokes the app's bot token, as an administrator or Slack itself may. */
    revokeToken() {
      store.put('settings', 'botTokenTrouble', { value: 'token_revoked' });
      workspace.tell({ kind: 'tokensRevoked' });
      return {};
    },

    /** Takes the app out of the workspace: its tokens end, and it is told so once. */
    uninstall() {
      store.put('settings', 'botTokenTrouble', { value: 'account_inactive' });
      workspace.tell({ kind: 'tokensRevoked' });
      workspace.tell({ kind: 'appUninstalled' });
      return {};
    },

    /** Allows the app in the browser, as its install page asks; answers the code for `oauth.v2.access`. */
    authorize(fields) {
      const code = randomUUID();
      store.put('settings', `code/${code}`, { value: fields.person().id });
      return { code };
    },

    /** The app is back, with tokens that work. */
    reinstall() {
      for (const kind of ['bot', 'app']) store.remove('settings', `${kind}TokenTrouble`);
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
