/** Passwords by argon2id, with the same work done for people who do not exist. */
import { type Algorithm, hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const cost = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longer ones are refused before any work is done. */
export const longestPassword = 512;

/** What is stored of a password. Takes about 25 ms on purpose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let nobodysHash: Promise<string> | undefined;

/** Whether the password fits. Without a stored hash the same work is done and the answer is no. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await nobodysHash), password.slice(0, longestPassword));
  return fits && Boolean(stored) && password.length <= longestPassword;
}
