/** `postern slack notify`: whether Slack tells an agent of something. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['about', 'isOn'], columns: ['about', 'isOn'] };
const what = { assigned: 'a ticket is given to you', answered: 'a customer answers your ticket' };

/** All of it is told until one says otherwise. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const { notice, state } = args;
  if (notice !== 'assigned' && notice !== 'answered')
    throw usageProblem(`"${notice}" is nothing that Slack tells you.`, 'Say assigned, or answered.');
  if (state !== 'on' && state !== 'off')
    throw usageProblem(`"${state}" is neither on nor off.`, `Say: postern slack notify ${notice} off`);
  const isOn = state === 'on';
  const settled = await (await session.client()).slackSettings.setNotice.mutate({ about: notice, isOn });
  await session.say(`Slack ${isOn ? 'tells you' : 'does not tell you'} when ${what[notice]}.`);
  if (session.format !== 'table') await printOne(session, args, settled, shape);
}
