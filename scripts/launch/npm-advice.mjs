/** Turns what npm printed when it failed into what a person can do about it. */

const advice = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|network/,
    'The npm registry could not be reached. Check the network, the proxy and `npm config get registry`',
  ],
  [/ENOSPC/, 'The disk is full. Free about 2 GB'],
  [
    /EACCES|EPERM|EROFS/,
    'This user may not write here. Make the working copy and the npm cache (`npm config get cache`) belong to the user who starts Postern',
  ],
  [
    /EUSAGE|can only install packages when your package\.json and package-lock\.json/,
    'package.json and package-lock.json disagree. Run `npm install` to bring the lock file up to date',
  ],
  [/EINTEGRITY/, 'A downloaded package was damaged. Run `npm cache verify`'],
  [/could not be started/, 'npm was not found. Install Node with npm from https://nodejs.org'],
];

/** What npm said, and one sentence on what to do before trying again. */
export function whatToDoAfterNpm(output) {
  const known = advice.find(([pattern]) => pattern.test(output));
  const said = output.trim().replace(/^/gm, '  ');
  const next = known ? known[1] : 'The lines above are from npm';
  return `The packages could not be installed.\n${said}\n${next}, then run the same command again; it carries on from here.`;
}
