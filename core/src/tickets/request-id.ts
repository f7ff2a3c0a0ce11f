/** The sender's own id of a message: what makes sending it twice the same as once. */
import { z } from 'zod';

export const requestId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,100}$/, 'must be 8 to 100 letters, digits, "-" or "_"');
