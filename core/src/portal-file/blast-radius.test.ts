/** The blast radius against brute force. */
import { test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { checkBlastRadius } from './testing/check-blast-radius.ts';

const isNightly = Boolean(process.env.POSTERN_NIGHTLY);

test(
  'N2: the blast radius is the difference of what everybody sees before and after, on any desk and for any change',
  () => checkBlastRadius(createWorld, { runs: isNightly ? 100 : 3 }),
  isNightly ? 3_600_000 : 120_000,
);
