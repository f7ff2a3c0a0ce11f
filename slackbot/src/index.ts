/** Slack's two halves for the desk: the bot that listens, and the delivery that posts. */
export { type SlackParts, slackDelivery } from './outbound/slack-delivery.ts';
export { slackSurface } from './slack-surface.ts';
