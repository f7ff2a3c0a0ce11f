/** Who is on a ticket, and who could be, as choices. Behind `+` or `-` stands the address. */
import { displayText } from '@postern/core/words';
import type { Choice, Recipient } from './model.ts';

interface Somebody {
  /** Safe to print. */
  name: string;
  email: string;
}

/** Those who are on it, each to be taken off, without the requester, in whose name it stands; then those who could be. */
export function contactChoices(
  on: readonly Recipient[],
  others: readonly Somebody[],
  requester: string | undefined,
): Choice[] {
  const isOn = new Set([requester, ...on.map(({ email }) => email)]);
  return [
    ...on
      .filter(({ email }) => email !== requester)
      .map(({ name, email }) => ({
        label: `Take off: ${name}`,
        detail: displayText(email),
        to: `-${email}`,
      })),
    ...others
      .filter(({ email }) => !isOn.has(email))
      .map(({ name, email }) => ({ label: `Put on: ${name}`, detail: displayText(email), to: `+${email}` })),
  ];
}

/** An address that was typed, as a choice of its own; null where it is none, or the choice is there. */
export function typedContact(choices: readonly Choice[], typed: string): Choice | null {
  const email = typed.trim().toLowerCase();
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email)) return null;
  if (choices.some(({ to }) => to.slice(1) === email)) return null;
  return { label: `Put on: ${email}`, detail: 'by this address', to: `+${email}` };
}
