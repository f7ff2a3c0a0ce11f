/** What tests of every package, and the sample desk, build their worlds with. */
export { pictures } from '../brand/testing/pictures.ts';
export type { CatalogueProperty } from '../query/catalogue.ts';
export { releaseDue } from '../tickets/release-held.ts';
export { type Act, anyAct } from '../visibility/testing/random-acts.ts';
export { type RandomDesk, randomDesk } from '../visibility/testing/random-desk.ts';
export type { SeenTicket } from '../visibility/testing/second-opinion.ts';
export * from './build-conversation.ts';
export { buildReads } from './build-reads.ts';
export * from './builders.ts';
export * from './example-calls.ts';
export { exampleInput, exampleInputs } from './example-inputs.ts';
export { moveInTime } from './move-in-time.ts';
export { refusalOf } from './refusal-of.ts';
export * from './send-mails.ts';
export { createWorld, type World, type WorldWish, worldBegins } from './world.ts';
