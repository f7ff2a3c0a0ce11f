/** An act that makes no sense; the sentence says why, for the page or the test to show. */
export class ActError extends Error {}
