import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './reaper.ts';
import { type Announced, nothingAnnounced, readSlot, slotKey, slotLength } from './slot.ts';

/** The host's side of a slot: a file that outlives the worker that writes it. */
export interface SlotFile {
  readonly path: string;
  /** What the worker announced last. Cost: two microseconds. */
  read(): Announced;
  /** What was announced last stays readable. */
  close(): void;
}

let opened = 0;

/** A slot for one worker, whose key is taken from the sign that only it knows. */
export const openSlotFile = (sign: string): SlotFile => {
  const path = join(privateFolder(), `${opened++}`);
  writeFileSync(path, new Uint8Array(slotLength), { mode: 0o600, flag: 'wx' });
  const descriptor = openSync(path, 'r');
  const key = slotKey(sign);
  const bytes = new Uint8Array(slotLength);
  let last = nothingAnnounced;
  let isOpen = true;
  const read = (): Announced => {
    if (isOpen) {
      readSync(descriptor, bytes, 0, slotLength, 0);
      // What other code wrote there says nothing.
      last = readSlot(bytes, key) ?? last;
    }
    return last;
  };
  return {
    path,
    read,
    close: () => {
      if (!isOpen) return;
      read();
      isOpen = false;
      closeSync(descriptor);
      rmSync(path, { force: true });
    },
  };
};
