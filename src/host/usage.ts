import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { descendantsOf } from './descendants.ts';

/** What a process is doing, and what it has used, together with those that it has started. */
export interface Usage {
  /** Whether its main thread runs or could; sleeps; or is held up otherwise, as by a disk. */
  readonly state: 'running' | 'asleep' | 'held up';
  /** Milliseconds of processor time of its main thread; of all its threads where that cannot be told. */
  readonly cpu: number;
  /** Bytes of its resident memory. */
  readonly resident: number;
}

/** How a process is looked at. */
export interface Meter {
  /** Undefined where it has ended. */
  read(): Usage | undefined;
  /** Whether a reading is so cheap that it may be taken all the time. */
  readonly isCheap: boolean;
  close(): void;
}

/** Milliseconds of a tick, in which Linux counts processor time, whatever the kernel uses inside. */
const tick = 10;

/** Bytes of a page, by what is known of this process in both units. */
const pageSize = (): number => {
  const [, pages] = readFileSync('/proc/self/statm', 'latin1').split(' ');
  return 2 ** Math.round(Math.log2(process.memoryUsage.rss() / Number(pages)));
};

/** A process as /proc shows it, or as `ps` does where there is no /proc. */
export const openMeter = (pid: number): Meter => procMeter(pid) ?? psMeter(pid);

/** Files are opened once: reading them again costs some microseconds. Undefined where there is no /proc. */
const procMeter = (pid: number): Meter | undefined => {
  let stat: number;
  let statm: number;
  try {
    stat = openSync(`/proc/${pid}/task/${pid}/stat`, 'r');
  } catch {
    return undefined;
  }
  try {
    statm = openSync(`/proc/${pid}/statm`, 'r');
  } catch {
    closeSync(stat);
    return undefined;
  }
  const buffer = Buffer.alloc(1024);
  const page = pageSize();
  const text = (descriptor: number): string =>
    buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, buffer.length, 0));
  return {
    isCheap: true,
    read: () => {
      try {
        const own = usageOf(text(stat), text(statm), page);
        return own && withDescendants(own, pid, page);
      } catch {
        return undefined;
      }
    },
    close: () => {
      closeSync(stat);
      closeSync(statm);
    },
  };
};

/**
 * @param stat,statm texts of the files in /proc
 * @param page bytes of a page of memory
 */
export const usageOf = (stat: string, statm: string, page: number): Usage | undefined => {
  // The name in parentheses may hold anything.
  const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpu = (Number(rest[10]) + Number(rest[11])) * tick;
  const resident = Number(statm.split(' ')[1]) * page;
  return Number.isFinite(cpu + resident) && !isGone(state)
    ? { state: stateOf(state), cpu, resident }
    : undefined;
};

/** What a process uses together with everything that it has started: it runs where any of them does. */
export const withDescendants = (own: Usage, pid: number, page: number): Usage => {
  let { state, cpu, resident } = own;
  for (const other of descendantsOf(pid)) {
    const usage = usageOf(textOf(`/proc/${other}/stat`), textOf(`/proc/${other}/statm`), page);
    if (!usage) continue;
    if (usage.state === 'running' || (usage.state === 'held up' && state === 'asleep')) state = usage.state;
    cpu += usage.cpu;
    resident += usage.resident;
  }
  return { state, cpu, resident };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** A zombie is gone: nobody may be there to bury it. */
const isGone = (state: string): boolean => /^[ZXx]/.test(state);

const stateOf = (letter: string): Usage['state'] => {
  if (letter.startsWith('R')) return 'running';
  return /^[SI]/.test(letter) ? 'asleep' : 'held up';
};

const psMeter = (pid: number): Meter => ({
  isCheap: false,
  read: () => {
    const fields = ['stat=', 'time=', 'rss='].flatMap((field) => ['-o', field]);
    return usageOfPs(spawnSync('ps', [...fields, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
  },
  close: () => {},
});

/** @param line what `ps -o stat= -o time= -o rss=` says: `S 01:02:03 4567`, `R+ 2:03.45 4567` */
export const usageOfPs = (line: string): Usage | undefined => {
  const [state = '', time = '', size = ''] = line.trim().split(/\s+/);
  const [days, clock] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = (clock ?? '').split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
  const cpu = (Number(days) * 86_400 + seconds) * 1000;
  const resident = Number(size) * 1024;
  return size !== '' && Number.isFinite(cpu + resident) && !isGone(state)
    ? { state: stateOf(state), cpu, resident }
    : undefined;
};
