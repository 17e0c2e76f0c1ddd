import { createHash } from 'node:crypto';

const longest = 60;

/**
 * A name that every file system takes, from any text: letters, digits, `-`, `_` and `.` stay, anything else becomes
 * `-`, and but for blanks a digest keeps texts apart that would collide or were cut.
 */
export const fileNameOf = (text: string): string => {
  const plain = text
    .slice(0, longest)
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (plain === text.replaceAll(' ', '-') && plain !== '') return plain;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return plain === '' ? digest : `${plain}-${digest}`;
};
