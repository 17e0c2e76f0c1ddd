import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What this process has to clean up: groups of processes that it started, and a folder of its own. */
interface Estate {
  readonly folder: string;
  readonly groups: Set<number>;
  readonly reaper: ChildProcess;
}

/**
 * Ends the groups that are left when its input ends: when this process is gone, however it ended. It is a shell, since
 * that starts in a millisecond, and it ignores the signals that a terminal sends to everybody.
 */
const script = `trap '' INT TERM HUP
groups=' '
while read -r what group; do
  case $what in
    +) groups="$groups$group ";;
    -) groups="\${groups%% $group *} \${groups#* $group }";;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
rm -rf -- "$1"`;

let estate: Estate | undefined;

const founded = (): Estate => {
  if (estate) return estate;
  const folder = mkdtempSync(join(memoryFolder(), 'natgrad-check-'));
  const reaper = spawn('/bin/sh', ['-c', script, 'natgrad-check', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  reaper.unref();
  // Without a reaper a run still ends what it started, unless it is killed itself.
  reaper.on('error', () => {});
  reaper.stdin?.on('error', () => {});
  if (reaper.stdin instanceof Socket) reaper.stdin.unref();
  const groups = new Set<number>();
  process.once('exit', () => {
    for (const group of groups) killGroup(group);
    rmSync(folder, { recursive: true, force: true });
  });
  estate = { folder, groups, reaper };
  return estate;
};

/** A folder in memory where there is one: what is written there costs a microsecond, and no disk. */
const memoryFolder = (): string => {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
};

/** A folder that nobody else can read; it is gone when this process is. */
export const privateFolder = (): string => founded().folder;

/** From now on the group of a process ends with this one. */
export const guardGroup = (group: number): void => {
  const { groups, reaper } = founded();
  groups.add(group);
  reaper.stdin?.write(`+ ${group}\n`);
};

/** Ends a group that this process started: its leader, and whatever that started. */
export const endGroup = (group: number): void => {
  const { groups, reaper } = founded();
  if (!groups.delete(group)) return;
  killGroup(group);
  reaper.stdin?.write(`- ${group}\n`);
};

const killGroup = (group: number): void => {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
