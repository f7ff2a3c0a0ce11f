/** The few emoji this page draws; any other keeps its name between colons. */
export const emoji = {
  '+1': '👍',
  eyes: '👀',
  white_check_mark: '✅',
  heart: '❤️',
  tada: '🎉',
  hourglass_flowing_sand: '⏳',
  warning: '⚠️',
  x: '❌',
};

/** What the picker offers. */
export const pickable = ['white_check_mark', 'eyes', '+1', 'heart', 'tada'];

export const emojiText = (name) => emoji[name] ?? `:${name}:`;
