/** How urgent a ticket can be. */

/** As people write them, the least first; the database has them in capitals. */
export const priorityNames = ['low', 'normal', 'high', 'urgent'] as const;

export type PriorityName = (typeof priorityNames)[number];
