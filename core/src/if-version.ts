/** Refusing a change to an agent or a team that is no longer what its editor saw. */
import { z } from 'zod';
import { PosternError } from './errors.ts';

/** The version that the editor saw; without one, any will do. */
export const ifVersion = z.number().int().min(0).optional();

/** Goes into the data of every change of a row. */
export const nextVersion = { version: { increment: 1 } };

/** Throws `AGENT_CHANGED` unless the version is the one seen. */
export function requireAgentVersion(
  { name, version }: { name: string; version: number },
  seen: number | undefined,
): void {
  if (seen === undefined || seen === version) return;
  throw new PosternError('AGENT_CHANGED', `The agent ${name} ${changed(seen, version)}`, {
    version,
    hint: 'See it: postern agent list --json',
  });
}

/** Throws `TEAM_CHANGED` unless the version is the one seen. */
export function requireTeamVersion(
  { name, version }: { name: string; version: number },
  seen: number | undefined,
): void {
  if (seen === undefined || seen === version) return;
  throw new PosternError('TEAM_CHANGED', `The team "${name}" ${changed(seen, version)}`, {
    version,
    hint: 'See it: postern team list --json',
  });
}

function changed(seen: number, version: number): string {
  return `was changed since you looked (you saw version ${seen}, it is ${version}).`;
}
