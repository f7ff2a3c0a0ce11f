/** Ticket 1042, which the README's tour is about. */
export const mariasTicket = {
  from: 'maria@acme.example',
  subject: 'Cannot sign in to the portal',
  says: 'Hello,\n\nsince this morning I cannot sign in. After the redirect the page stays empty. The console shows a blocked request.\n\nWe moved to the new office on Friday, in case that matters.\n\nMaria',
  note: 'Their old office address is still on the allow list; the new one is missing. Do not promise a date before the firewall people answer.',
  reply:
    'Thanks, Maria. Could you send the time of the last try, and say whether it was from the new office?',
  answer: 'It was at 09:05, from the new office. From home it works.',
};
