/** The app's Home: an agent's tickets as lists to leaf through, or a friendly word to everybody else. */
import type { Outputs } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { context, cut, limits, oneLine, plain } from './text.ts';
import { ticketLine } from './ticket-list.ts';

export type HomeAnswer = Outputs['slack']['home'];
export type HomeList = keyof HomeAnswer['counts'];

/** What the Home carries until a button in it is pressed. */
export interface HomeState {
  list: HomeList;
  /** The cursors of the pages before, and of the one that is shown; the first page has none. */
  cursors: string[];
}

/** What its buttons are called in what Slack sends back. */
export const homeActions = {
  mine: 'home.mine',
  unclaimed: 'home.unclaimed',
  snoozed: 'home.snoozed',
  next: 'home.next',
  previous: 'home.previous',
  claim: 'home.claim',
} as const;

export const homePage = 15;

const titles: Record<HomeList, string> = {
  mine: 'My queue',
  unclaimed: 'Unclaimed',
  snoozed: 'Snoozed',
};
const nothing: Record<HomeList, string> = {
  mine: 'Nothing waits for you.',
  unclaimed: 'Every open ticket has an owner.',
  snoozed: 'None of your tickets sleeps.',
};
/** As far as the desk counts. */
const mostCounted = 100;

export function agentHome(answer: HomeAnswer, state: HomeState): types.HomeView {
  const { agent, counts, page, waiting } = answer;
  const number = state.cursors.length + 1;
  const delay = waiting === 0 ? 'Everything is posted.' : `${waiting} posts to Slack wait.`;
  const isUnclaimed = state.list === 'unclaimed';
  const turn = [
    ...(state.cursors.length > 0 ? [button(homeActions.previous, 'Previous')] : []),
    ...(page.nextCursor === null ? [] : [button(homeActions.next, 'Next', page.nextCursor)]),
  ];
  return {
    type: 'home',
    private_metadata: JSON.stringify(state),
    blocks: [
      context(`You are ${oneLine(agent, 80)}. Slack is connected. ${delay}`),
      {
        type: 'actions',
        elements: (Object.keys(titles) as HomeList[]).map((list) => ({
          ...button(homeActions[list], `${titles[list]} (${counted(counts[list])})`),
          ...(list === state.list && { style: 'primary' as const }),
        })),
      },
      {
        type: 'header',
        text: plain(number > 1 ? `${titles[state.list]}, page ${number}` : titles[state.list]),
      },
      ...(page.items.length === 0 ? [context(nothing[state.list])] : []),
      ...page.items.map((ticket) => ({
        ...ticketLine(ticket),
        ...(isUnclaimed && { accessory: button(homeActions.claim, 'Claim', ticket.id) }),
      })),
      ...(turn.length > 0 ? [{ type: 'actions' as const, elements: turn }] : []),
      context('To see one: /postern show NUMBER'),
    ],
  };
}

/** For people who are no agents of the desk, with whom to ask. */
export function strangerHome(refusal: string): types.HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Postern') },
      {
        type: 'section',
        text: plain(
          cut(`Here the agents of the support desk see their tickets. ${refusal}`, limits.sectionText),
        ),
      },
    ],
  };
}

/** What a Home carried; the first page of the own queue for whatever cannot be read. */
export function homeState(privateMetadata: string | undefined): HomeState {
  try {
    const { list, cursors } = JSON.parse(privateMetadata ?? '') as Partial<HomeState>;
    if (list && list in titles && Array.isArray(cursors)) return { list, cursors: cursors.map(String) };
  } catch {
    // A Home of before there was one, or none yet.
  }
  return { list: 'mine', cursors: [] };
}

function counted(count: number): string {
  return count >= mostCounted ? `${mostCounted}+` : String(count);
}

function button(actionId: string, text: string, value?: string): types.Button {
  return { type: 'button', action_id: actionId, text: plain(text), ...(value && { value }) };
}
