/** "File a support ticket": the signed-in customer's own, with what the portal's form asks. */
import { type ContactContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { FormField } from '../forms/form.ts';
import { type Answer, type AnswerFault, readAnswers } from '../forms/read-answers.ts';
import { type PropertyValues, shownValues } from '../properties/property-values.ts';
import { fileTicket } from '../tickets/file-ticket.ts';
import { messageText, subjectText } from '../tickets/message-text.ts';
import { requireVisible } from './list-my-tickets.ts';
import { askedFields, attachedForm } from './portal-form.ts';

export interface FilledForm {
  subject: string;
  body: string;
  requestId: string;
  uploads: readonly string[];
  answers: readonly Answer[];
}

/**
 * Files into the form's inbox. The same request id twice is one ticket, answered with the same number. Throws the first
 * thing that is wrong, with all of them in `faults`, so that a form can say everything at once.
 */
export async function fileFromPortal(ctx: ContactContext, filled: FilledForm): Promise<{ number: number }> {
  const { portal } = await requireVisible(ctx);
  return inTransaction(ctx, async (work) => {
    const form = await attachedForm(work.tx, portal);
    const fields = askedFields(form);
    const { values, faults, asksFiles } = readAnswers(fields, filled.answers);
    const uploads = asksFiles ? filled.uploads : [];
    if (asksFiles?.required && uploads.length === 0) faults.push({ field: asksFiles.id, fault: 'required' });
    refuseFaults(fields, filled, faults);
    const { subject, body, requestId } = filled;
    const filed = await fileTicket(work, {
      subject,
      body,
      requestId,
      uploads,
      values,
      inboxId: form.inboxId,
      contactId: ctx.viewer.contactId,
    });
    if (!filed.isNew) await requireSameAnswers(work, filed.id, values);
    return { number: filed.number };
  });
}

interface Fault {
  /** `subject`, `message`, `files`, or the id of a field. */
  field: string;
  error: PosternError;
}

/** In the order of the form. */
function refuseFaults(fields: readonly FormField[], filled: FilledForm, answers: AnswerFault[]): void {
  const faults = fields.flatMap(({ id, target }): Fault[] => {
    if (target === 'SUBJECT') return faultIn('subject', () => subjectText(filled.subject));
    if (target === 'MESSAGE') return faultIn('message', () => messageText(filled.body));
    const own = answers.filter(({ field }) => field === id);
    return own.map(({ fault }) => answerFault(target === 'FILES' ? 'files' : id, fault));
  });
  const [first] = faults;
  if (!first) return;
  const { code, message, details } = first.error;
  throw new PosternError(code, message, {
    ...details,
    faults: faults.map(({ field, error }) => ({ ...error.details, field, code: error.code })),
  });
}

function faultIn(field: string, read: () => unknown): Fault[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof PosternError) return [{ field, error }];
    throw error;
  }
}

function answerFault(field: string, fault: AnswerFault['fault']): Fault {
  const hint = 'Check the form, then send it again.';
  const sentence = 'An answer in the form is missing or cannot be taken.';
  return { field, error: new PosternError('FIELD_INVALID', sentence, { fault, hint }) };
}

/** Throws `REQUEST_ID_REUSED` when this was sent before with other answers: those would be lost without a word. */
async function requireSameAnswers(work: Work, ticketId: string, values: PropertyValues): Promise<void> {
  const filing = await work.tx.auditEvent.findFirst({
    where: { ticketId, action: 'ticket.filed' },
    select: { change: true },
  });
  const before = ((filing?.change ?? {}) as { values?: Record<string, string> }).values ?? {};
  const now = shownValues(values);
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  if ([...keys].every((key) => before[key] === now[key])) return;
  throw new PosternError(
    'REQUEST_ID_REUSED',
    'This was sent before with other answers. Send it as a new ticket.',
  );
}
