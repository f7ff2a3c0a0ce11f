/** The dialogs behind a card's menu, submitted: each acts as the agent who did it, or says why not. */
import { failureOf } from '@postern/core';
import type { App, types, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import {
  agentOptions,
  assignInput,
  confirmMergeDialog,
  mergeInput,
  nobody,
  priorityInput,
  sayDialog,
  ticketDialogState,
  ticketDialogs,
  ticketOptions,
} from '../render/ticket-dialogs.ts';
import { wordsFor } from '../words.ts';
import type { PressParts } from './press.ts';
import type { SlackPerson } from './slack-people.ts';

type Answer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView };

type Parts = Omit<PressParts, 'workspace' | 'people'>;

interface Submitted {
  person: SlackPerson;
  ticket: string;
  into: string | undefined;
  /** What was chosen in a menu of the dialog. */
  choice(input: { block: string; action: string }): string;
}

/** Registers the submissions and what the dialogs' menus offer. A dialog that did its work closes. */
export function onTicketDialogs(app: App, parts: Parts): void {
  const { client, publicUrl } = parts;
  const on = (
    callbackId: string,
    shownAt: { block: string } | { title: string },
    act: (submitted: Submitted) => Promise<Answer | unknown>,
  ) =>
    app.view<ViewSubmitAction>(callbackId, async ({ ack, body, view }) => {
      let answer: Answer | null;
      try {
        answer = answerIn(await act(submittedOf(body, view)));
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code === 'UNREACHABLE')
          parts.log.error({ err: error }, 'a dialog of Slack could not be handed to the desk');
        const words = wordsFor(failure, publicUrl);
        answer =
          'block' in shownAt
            ? { response_action: 'errors', errors: { [shownAt.block]: words } }
            : { response_action: 'update', view: sayDialog(shownAt.title, words) };
      }
      await (answer ? ack(answer) : ack());
    });

  on(ticketDialogs.assign, assignInput, ({ person, ticket, choice }) => {
    const to = choice(assignInput);
    return client.slack.assign.mutate({ ...person, ticket, toAgentId: to === nobody ? null : to });
  });
  on(ticketDialogs.priority, priorityInput, ({ person, ticket, choice }) => {
    const to = choice(priorityInput) as 'low' | 'normal' | 'high' | 'urgent';
    return client.slack.setPriority.mutate({ ...person, ticket, to });
  });
  on(ticketDialogs.merge, mergeInput, async ({ person, ticket, choice }): Promise<Answer> => {
    const into = choice(mergeInput);
    const effect = await client.slack.mergeEffect.query({ ...person, ticket, into });
    return { response_action: 'update', view: confirmMergeDialog(effect, { ticketId: ticket, into }) };
  });
  on(ticketDialogs.confirmMerge, { title: 'Merge' }, ({ person, ticket, into = '' }) =>
    client.slack.merge.mutate({ ...person, ticket, into }),
  );
  on(ticketDialogs.bin, { title: 'Not a ticket' }, ({ person, ticket }) =>
    client.slack.toBin.mutate({ ...person, ticket }),
  );

  app.options<'block_suggestion'>(assignInput.action, async ({ ack, body }) => {
    const offered = await offer(() =>
      client.slack.offeredAgents.query({ ...personOf(body), typed: body.value }),
    );
    await ack({ options: agentOptions(offered) });
  });
  app.options<'block_suggestion'>(mergeInput.action, async ({ ack, body }) => {
    const { ticketId } = ticketDialogState(body.view?.private_metadata ?? '{}');
    const offered = await offer(() =>
      client.slack.offeredTickets.query({ ...personOf(body), ticket: ticketId, typed: body.value }),
    );
    await ack({ options: ticketOptions(offered) });
  });

  /** A menu cannot say why it is empty; the submission will. */
  async function offer<T>(ask: () => Promise<T[]>): Promise<T[]> {
    try {
      return await ask();
    } catch (error) {
      parts.log.debug({ code: failureOf(error).code }, 'a menu in Slack stays empty');
      return [];
    }
  }
}

const personOf = (body: { team: { id: string } | null; user: { id: string } }): SlackPerson => ({
  teamId: body.team?.id ?? '',
  userId: body.user.id,
});

function submittedOf(
  body: { team: { id: string } | null; user: { id: string } },
  view: ViewOutput,
): Submitted {
  const { ticketId, into } = ticketDialogState(view.private_metadata);
  return {
    person: personOf(body),
    ticket: ticketId,
    into,
    choice: ({ block, action }) => view.state.values[block]?.[action]?.selected_option?.value ?? '',
  };
}

/** Whatever the desk itself answered is no answer to Slack. */
function answerIn(result: unknown): Answer | null {
  const isAnswer = typeof result === 'object' && result !== null && 'response_action' in result;
  return isAnswer ? (result as Answer) : null;
}
