import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { errorText, SubjectError } from '../../errors.ts';
import { channelOf } from './channel.ts';
import type { Child } from './child.ts';

/**
 * The channel to a program that runs already, as somebody else has started it, who will also end it. What it prints is its
 * own.
 *
 * @param paths of two named pipes that are there, `IN:OUT` as that program sees them
 * @throws SubjectError where they cannot be opened
 */
export const attach = (paths: string, path: string): Child => {
  const [toSubject = '', fromSubject = ''] = paths.split(':');
  const opened: number[] = [];
  const open = (file: string, flags: string | number): number => {
    const descriptor = openSync(file, flags);
    opened.push(descriptor);
    return descriptor;
  };
  const close = (): void => {
    for (const descriptor of opened.splice(0)) closeSync(descriptor);
  };
  try {
    const output = open(toSubject, 'r+');
    const blocking = channelOf(open(fromSubject, 'r+'), output);
    const polling = channelOf(open(fromSubject, constants.O_RDWR | constants.O_NONBLOCK), output);
    return {
      channel: { ...blocking, poll: polling.poll },
      printed: () => '',
      interrupt: async () => {},
      close,
    };
  } catch (error) {
    close();
    throw new SubjectError({
      kind: 'does-not-load',
      path,
      says: `its channel ${paths} cannot be opened (${errorText(error)}); it must be IN:OUT, two named pipes`,
    });
  }
};

/** What the name of a folder begins with that is made for the pipes of one run alone. */
const privateFolder = 'natgrad-';

/** Removes the folder of pipes whose owner is gone and cannot do it, where it is one that was made for them. */
export const removePipes = (paths: string): void => {
  const folder = dirname(paths.split(':')[0] ?? '');
  if (basename(folder).startsWith(privateFolder)) rmSync(folder, { recursive: true, force: true });
};
