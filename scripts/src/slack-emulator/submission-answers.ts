/** Carries out what an app answers to the submission of a dialog, and says where Slack would not understand it. */
import { ApiError } from './api-call.ts';
import { isInputBlock, readView } from './dialog-content.ts';
import type { Dialogs } from './dialogs.ts';
import type { Journal } from './journal.ts';
import { isObject } from './schema.ts';
import type { Json, OpenView } from './types.ts';

interface Parts {
  dialogs: Dialogs;
  journal: Journal;
}

/** `errors`, `update`, `push` and `clear`; no answer at all closes the dialog in front. */
export function obeySubmission(parts: Parts, viewId: string, answer: Json): void {
  const { dialogs } = parts;
  const open = dialogs.find(viewId);
  if (!open) return;
  switch (answer.response_action) {
    case undefined:
      if (Object.keys(answer).length > 0) defect(parts, open, 'an answer without response_action', answer);
      else dialogs.close(open);
      break;
    case 'clear':
      dialogs.closeAll(open.owner);
      break;
    case 'errors':
      showErrors(parts, open, answer.errors);
      break;
    case 'update':
    case 'push':
      showView(parts, open, answer);
      break;
    default:
      defect(parts, open, `unknown response_action "${String(answer.response_action)}"`);
  }
}

function showErrors(parts: Parts, open: OpenView, errors: unknown): void {
  const texts = isObject(errors) ? Object.entries(errors) : [];
  const isShowable = texts.every(
    ([blockId, text]) => typeof text === 'string' && text !== '' && isInputBlock(open.view, blockId),
  );
  if (texts.length === 0 || !isShowable) {
    defect(parts, open, 'response_action "errors" must hold texts for input blocks of the dialog');
    return;
  }
  parts.dialogs.complain(open, errors as Record<string, string>, null);
}

function showView(parts: Parts, open: OpenView, answer: Json): void {
  const { dialogs } = parts;
  try {
    const view = readView(answer.view);
    if (answer.response_action === 'push') dialogs.push(open, view);
    else dialogs.replace(open, view);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    defect(parts, open, `response_action "${answer.response_action}": ${error.code}`, error.extra);
  }
}

function defect({ journal, dialogs }: Parts, open: OpenView, what: string, detail?: unknown): void {
  journal.add('defect', `view_submission: ${what}`, detail);
  dialogs.complain(open, {}, 'The app gave an answer that Slack does not understand.');
}
