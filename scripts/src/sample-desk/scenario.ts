/** The shape of a made-up thread; the texts are in the files beside this one. */

/** What follows the first message: the customer again, an agent's reply, or a note for the team. */
export interface Step {
  who: 'customer' | 'agent' | 'note';
  text: string;
}

export interface Scenario {
  /** The customer's language, which decides who may have written it. */
  locale: string;
  /** The address of the one person who can have written it, where the text is about their own affairs. */
  from?: string;
  subject: string;
  says: string;
  /** In order of time. */
  steps: Step[];
  /** How it stands today. */
  ends: 'open' | 'closed';
  priority?: 'LOW' | 'HIGH' | 'URGENT';
}

/** The customer writes once more. */
export const customer = (text: string): Step => ({ who: 'customer', text });

/** The desk answers the customer. */
export const agent = (text: string): Step => ({ who: 'agent', text });

/** A colleague tells the team something that no customer reads. */
export const note = (text: string): Step => ({ who: 'note', text });
