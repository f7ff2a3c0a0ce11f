/** Who the app is, and its way into Socket Mode. */
import { ApiError, type Handler } from '../api-call.ts';

export const authMethods: Record<string, Handler> = {
  'auth.test': ({ world: { workspace } }) => ({
    url: `https://${workspace.team.domain}.slack.com/`,
    team: workspace.team.name,
    user: workspace.bot.name,
    team_id: workspace.team.id,
    user_id: workspace.bot.userId,
    bot_id: workspace.bot.botId,
    is_enterprise_install: false,
  }),

  'apps.connections.open': ({ world }) => {
    if (!world.manifest.isSocketMode) {
      world.journal.add('defect', 'The manifest does not enable Socket Mode.');
      throw new ApiError('forbidden_team');
    }
    const base = world.baseUrl().replace(/^http/, 'ws');
    const { appId } = world.workspace.bot;
    return { url: `${base}/link/?ticket=${world.socketMode.issueTicket()}&app_id=${appId}` };
  },

  'bots.info': ({ args, world: { workspace } }) => {
    const wanted = args.text('bot') || workspace.bot.botId;
    if (wanted !== workspace.bot.botId) throw new ApiError('bot_not_found');
    const { botId, appId, userId, name } = workspace.bot;
    return {
      bot: { id: botId, deleted: false, name, updated: 0, app_id: appId, user_id: userId, icons: {} },
    };
  },

  'team.info': ({ args, world: { workspace } }) => {
    const wanted = args.text('team') || workspace.team.id;
    if (wanted !== workspace.team.id) throw new ApiError('team_not_found');
    return { team: { ...workspace.team, email_domain: '', icon: { image_default: true } } };
  },
};
