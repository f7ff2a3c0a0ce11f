/** How short a customer's password may be, for who checks it and for pages that say so. */

/** In characters, as people count them. */
export const shortestPassword = 10;
