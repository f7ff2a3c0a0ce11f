/** What a snippet does to a ticket beside its words, and how that is said. */
import { z } from 'zod';
import { priorityNames } from '../priorities.ts';

const tags = z.array(z.string().max(200)).max(50).optional();

export const replyActions = z
  .strictObject({
    /** `me`, `none`, an address, a name, or `@team`. */
    assign: z.string().trim().min(1, 'is empty').max(320, 'is too long').optional(),
    priority: z.enum(priorityNames).optional(),
    addTags: tags,
    removeTags: tags,
    /** By its name, in the ticket's own pipeline. */
    stage: z.string().trim().min(1, 'is empty').max(200, 'is too long').optional(),
    close: z.literal(true).optional(),
  })
  .refine(({ stage, close }) => !(stage && close), 'cannot both move to a stage and close: choose one');

export type ReplyActions = z.infer<typeof replyActions>;
