/** Makes the template of the sample desk, in one step: whoever starts meanwhile finds the old one, or none. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtTemplate, makeSampleTemplate } from './sample-template.ts';

process.umask(0o077);
const scratch = mkdtempSync(join(dirname(builtTemplate), 'sample-draft-'));
try {
  await makeSampleTemplate(scratch);
  rmSync(builtTemplate, { recursive: true, force: true });
  renameSync(scratch, builtTemplate);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
