import { readFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';

/** Bytes that a worker needs: this program is loaded in it, and the rule has its share. */
const workerMemory = 200 * 2 ** 20;

/** Reads a file of the system; undefined where there is none. */
type Read = (path: string) => string | undefined;

/** As many workers as there are cores, and room in memory, for this process and the group of processes that it is in. */
export const workersThatFit = (): number => workersOf(readText, availableParallelism(), freemem());

/**
 * @param read the files of the system
 * @param cores of the machine
 * @param free bytes of its memory, where no file says how much can be had
 */
export const workersOf = (read: Read, cores: number, free: number): number => {
  const groups = groupsOf(read);
  const processors = Math.min(cores, ...groups.map(({ cores: share }) => Math.ceil(share)));
  const memory = Math.min(
    availableMemory(read('/proc/meminfo')) ?? free,
    ...groups.map((group) => group.memory),
  );
  return Math.max(1, Math.min(processors, Math.floor(memory / workerMemory)));
};

/** What a group of processes may have: so many cores, so many bytes more than it has. */
interface Group {
  readonly cores: number;
  readonly memory: number;
}

const unlimited = Number.POSITIVE_INFINITY;

/** The group of this process and those around it, under the second version of cgroups and under the first. */
const groupsOf = (read: Read): readonly Group[] => {
  const lines = (read('/proc/self/cgroup') ?? '').split('\n').map((line) => line.split(':'));
  return lines.flatMap(([, controllers = '', path = '']) => {
    const names = controllers.split(',');
    if (controllers === '') return upwards(path).map((at) => unifiedGroup(read, `/sys/fs/cgroup${at}`));
    if (names.includes('memory'))
      return upwards(path).map((at) => memoryGroup(read, `/sys/fs/cgroup/memory${at}`));
    if (names.includes('cpu')) return upwards(path).map((at) => coreGroup(read, `/sys/fs/cgroup/cpu${at}`));
    return [];
  });
};

/** A path and those above it: `/a/b`, `/a` and the root, which is empty. */
const upwards = (path: string): readonly string[] => {
  const parts = path.split('/').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, i) =>
    parts
      .slice(0, parts.length - i)
      .map((part) => `/${part}`)
      .join(''),
  );
};

const unifiedGroup = (read: Read, folder: string): Group => {
  const [quota, period] = (read(`${folder}/cpu.max`) ?? '').trim().split(' ');
  return {
    cores: share(number(quota), number(period)),
    memory: left(
      read(`${folder}/memory.max`),
      read(`${folder}/memory.current`),
      read(`${folder}/memory.stat`),
    ),
  };
};

const memoryGroup = (read: Read, folder: string): Group => ({
  cores: unlimited,
  memory: left(
    read(`${folder}/memory.limit_in_bytes`),
    read(`${folder}/memory.usage_in_bytes`),
    read(`${folder}/memory.stat`),
  ),
});

const coreGroup = (read: Read, folder: string): Group => ({
  cores: share(number(read(`${folder}/cpu.cfs_quota_us`)), number(read(`${folder}/cpu.cfs_period_us`))),
  memory: unlimited,
});

/** Microseconds of processor time in each so many: "max" and −1 are no limit. */
const share = (quota: number | undefined, period: number | undefined): number =>
  quota !== undefined && quota > 0 && period !== undefined && period > 0 ? quota / period : unlimited;

/** Files that it has read count as used, and are given up where memory is needed. */
const left = (limit: string | undefined, used: string | undefined, statistics = ''): number => {
  const most = number(limit);
  const files = number(/^(?:total_)?inactive_file (\d+)$/m.exec(statistics)?.[1]) ?? 0;
  return most === undefined ? unlimited : Math.max(0, most - (number(used) ?? 0) + files);
};

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d+$/.test(text.trim()) ? Number(text) : undefined;

const availableMemory = (meminfo: string | undefined): number | undefined => {
  const kilobytes = number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo ?? '')?.[1]);
  return kilobytes === undefined ? undefined : kilobytes * 1024;
};

const readText: Read = (path) => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
};
