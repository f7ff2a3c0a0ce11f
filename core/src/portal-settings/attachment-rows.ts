/** The settings of attached files: how large, and how many with one message. */
import { attachmentLimitsSchema } from '../files/attachment-limits.ts';
import { type Setting, setting } from './setting.ts';
import { badSetting, countUpTo, type Kind } from './setting-kinds.ts';

const { maxMegabytes, mostFiles } = attachmentLimitsSchema.shape;

/** None at all would be a form that takes files and refuses every one. */
function countFromOne(most: number): Kind<number> {
  return {
    ...countUpTo(most),
    takes: `a number from 1 to ${most}`,
    read: (value, key) => {
      const count = countUpTo(most).read(value, key);
      if (count === 0) throw badSetting(key, `must be a number from 1 to ${most}`);
      return count;
    },
  };
}

/** In the order in which they are shown. */
export const attachmentRows: readonly Setting[] = [
  setting({
    key: 'attachments.max-mb',
    about: 'How many megabytes one attached file may have',
    kind: countFromOne(maxMegabytes.maxValue ?? 100),
    current: ({ attachments }) => attachments.maxMegabytes,
    change: (value, { change }) => {
      change.attachments.maxMegabytes = value;
    },
  }),
  setting({
    key: 'attachments.most',
    about: 'How many files one message may bring',
    kind: countFromOne(mostFiles.maxValue ?? 20),
    current: ({ attachments }) => attachments.mostFiles,
    change: (value, { change }) => {
      change.attachments.mostFiles = value;
    },
  }),
];
