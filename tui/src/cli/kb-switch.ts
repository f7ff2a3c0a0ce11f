/** The two switches between portal and knowledge base: shown, or turned. */
import type { Args } from './flags.ts';
import { chosenFields, printOne, type Shape } from './output.ts';
import { usageProblem } from './problem.ts';
import type { Session } from './session.ts';

const shape: Shape = {
  fields: ['domain', 'link', 'isLinkShown', 'showPortal', 'url', 'publishedCount', 'problem'],
  columns: ['link', 'isLinkShown', 'showPortal'],
};

const said = {
  link: {
    on: 'The portal leads to the knowledge base.',
    off: 'The portal does not lead to the knowledge base.',
  },
  showPortal: {
    on: 'The knowledge base leads to the portal.',
    off: 'The knowledge base does not lead to the portal.',
  },
};

/** Throws a usage problem for any other word than on and off. Says how the switch stands. */
export async function switchKbLink(
  session: Session,
  args: Args,
  which: 'link' | 'showPortal',
): Promise<void> {
  chosenFields(args, shape.fields);
  const { state } = args;
  if (state !== undefined && state !== 'on' && state !== 'off')
    throw usageProblem(`"${state}" is neither on nor off.`, `Say: ${session.command} on`);
  const client = await session.client();
  const links =
    state === undefined
      ? await client.kb.links.query()
      : await client.kb.setLinks.mutate({ [which]: state === 'on' });
  await session.say(said[which][links[which] ? 'on' : 'off']);
  if (which === 'link' && links.link && links.problem)
    await session.say(`But customers do not see it. ${links.problem.message}\n${links.problem.hint}`);
  if (session.format !== 'table') await printOne(session, args, links, shape);
}
