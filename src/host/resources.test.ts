import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { workersOf, workersThatFit } from './resources.ts';

const gigabyte = 2 ** 30;
const meminfo = (kilobytes: number): string =>
  `MemTotal:       64000000 kB\nMemFree:          100000 kB\nMemAvailable:   ${kilobytes} kB\n`;

/** How many workers there are on a machine of eight cores whose system has these files. */
const workers = (files: Readonly<Record<string, string>>, free = 8 * gigabyte): number =>
  workersOf((path) => files[path], 8, free);

describe('workersOf(read, cores, free)', () => {
  it('is the number of cores where nothing else limits it', () => {
    expect(workers({})).toBe(8);
    expect(workers({ '/proc/meminfo': meminfo(16e6), '/proc/self/cgroup': '0::/\n' }, 0)).toBe(8);
  });

  it('leaves each 200 MB of what can be had, and is never less than one', () => {
    expect(workers({ '/proc/meminfo': meminfo(1024 ** 2) })).toBe(5);
    expect(workers({}, gigabyte)).toBe(5);
    expect(workers({ '/proc/meminfo': meminfo(1000) })).toBe(1);
  });

  it('reads the limits of a group and of those around it, version 2', () => {
    const own = { '/proc/self/cgroup': '0::/kubepods/pod1/abc\n', '/proc/meminfo': meminfo(64e6) };
    const pod = '/sys/fs/cgroup/kubepods/pod1';
    expect(workers({ ...own, [`${pod}/abc/cpu.max`]: '250000 100000\n' })).toBe(3);
    expect(workers({ ...own, [`${pod}/cpu.max`]: '100000 100000\n' })).toBe(1);
    expect(
      workers({ ...own, [`${pod}/abc/cpu.max`]: 'max 100000\n', [`${pod}/abc/memory.max`]: 'max\n' }),
    ).toBe(8);
    const memory = {
      [`${pod}/memory.max`]: `${gigabyte}\n`,
      [`${pod}/memory.current`]: `${gigabyte / 2}\n`,
    };
    expect(workers({ ...own, ...memory })).toBe(2);
    const files = { [`${pod}/memory.stat`]: `anon 5\ninactive_file ${gigabyte / 4}\nslab 3\n` };
    expect(workers({ ...own, ...memory, ...files })).toBe(3);
  });

  it('reads the limits of a group, version 1', () => {
    const own = {
      '/proc/self/cgroup': '12:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n',
      '/proc/meminfo': meminfo(64e6),
    };
    expect(
      workers({
        ...own,
        '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '150000\n',
        '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
      }),
    ).toBe(2);
    expect(
      workers({
        ...own,
        '/sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us': '-1\n',
        '/sys/fs/cgroup/cpu/docker/abc/cpu.cfs_period_us': '100000\n',
        '/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes': '9223372036854771712\n',
        '/sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes': '1000\n',
      }),
    ).toBe(8);
    expect(workers({ ...own, '/sys/fs/cgroup/memory/memory.limit_in_bytes': `${gigabyte / 2}\n` })).toBe(2);
  });
});

it('workersThatFit() is at least one, and not more than there are cores', () => {
  const fitting = workersThatFit();
  expect(fitting).toBeGreaterThanOrEqual(1);
  expect(fitting).toBeLessThanOrEqual(availableParallelism());
});
