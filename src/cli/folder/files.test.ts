import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeIn, writeAtomically, writeMeanwhile } from './files.ts';
import { openReportFolder } from './reportFolder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'files-'));
  mkdirSync(join(root, 'reports'));
  mkdirSync(join(root, 'elsewhere'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('writeAtomically(path, text)', () => {
  it('replaces a link, and follows none', () => {
    const path = join(root, 'reports', 'x');
    writeFileSync(join(root, 'elsewhere', 'mine'), 'mine');
    symlinkSync(join(root, 'elsewhere', 'mine'), path);
    symlinkSync(join(root, 'elsewhere', 'mine'), `${path}.${process.pid}.tmp`);
    writeAtomically(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readFileSync(join(root, 'elsewhere', 'mine'), 'utf8')).toBe('mine');
  });
});

describe('writeMeanwhile(path, text)', () => {
  it('puts the text in place once it is on the disk, and leaves nothing else', async () => {
    const path = join(root, 'reports', 'new', 'x');
    await writeMeanwhile(path, 'text');
    expect(readFileSync(path, 'utf8')).toBe('text');
    expect(readdirSync(join(root, 'reports', 'new'))).toEqual(['x']);
  });

  it('rejects where a folder has that name, and leaves nothing', async () => {
    mkdirSync(join(root, 'reports', 'x', 'y'), { recursive: true });
    await expect(writeMeanwhile(join(root, 'reports', 'x'), 'text')).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    expect(readdirSync(join(root, 'reports'))).toEqual(['x']);
  });
});

describe('placeIn(folder, name)', () => {
  it.each(['../x', 'a/../../x', '/../x', '..'])('refuses %j', (name) => {
    expect(() => placeIn(join(root, 'reports'), name)).toThrow(/leads out of the folder/);
  });

  it.each(['x', 'a/b/x', 'a/../x', '/x', '...'])('takes %j', (name) => {
    expect(placeIn(join(root, 'reports'), name)).toBe(join(root, 'reports', name));
  });

  it('follows a link that stays inside, and none out of it, also where nothing is there', () => {
    mkdirSync(join(root, 'reports', 'b'));
    symlinkSync(join(root, 'reports', 'b'), join(root, 'reports', 'inside'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'reports', 'outside'));
    symlinkSync(join(root, 'nowhere'), join(root, 'reports', 'dangling'));
    expect(placeIn(join(root, 'reports'), 'inside/x')).toBe(join(root, 'reports', 'inside', 'x'));
    expect(() => placeIn(join(root, 'reports'), 'outside/x')).toThrow(/a link out of the folder/);
    expect(() => placeIn(join(root, 'reports'), 'outside/new/x')).toThrow(/a link out of the folder/);
    expect(() => placeIn(join(root, 'reports'), 'dangling/x')).toThrow(/ENOENT/);
  });
});

describe('openReportFolder(path)', () => {
  it('writes nothing through a link out of it, and says so', () => {
    symlinkSync(join(root, 'elsewhere'), join(root, 'reports', 'counterexamples'));
    const folder = openReportFolder(join(root, 'reports'));
    folder.write('counterexamples/x.json', '{}');
    expect(folder.fault()).toMatch(/a link out of the folder/);
    expect(existsSync(join(root, 'elsewhere', 'x.json'))).toBe(false);
    folder.close();
  });

  it('says what could not be written meanwhile, and writes nothing from then on', async () => {
    mkdirSync(join(root, 'reports', 'x', 'y'), { recursive: true });
    const folder = openReportFolder(join(root, 'reports'));
    await folder.writeMeanwhile('x', 'text');
    expect(folder.fault()).toMatch(/cannot be written/);
    await folder.writeMeanwhile('z', 'text');
    expect(existsSync(join(root, 'reports', 'z'))).toBe(false);
    folder.close();
  });

  it('takes the lock of a process that is gone, and not what is no lock', () => {
    const lock = join(root, 'reports', '.lock');
    writeFileSync(lock, '999999999');
    const folder = openReportFolder(join(root, 'reports'));
    expect(folder.fault()).toBeUndefined();
    folder.close();
    expect(existsSync(lock)).toBe(false);
    for (const make of [
      () => mkdirSync(lock),
      () => symlinkSync('/dev/zero', lock),
      () => writeFileSync(lock, 'x'.repeat(5000)),
    ]) {
      make();
      const refused = openReportFolder(join(root, 'reports'));
      expect(refused.fault()).toMatch(/\.lock cannot be read: it is/);
      refused.close();
      rmSync(lock, { recursive: true });
    }
    symlinkSync(join(root, 'nowhere'), lock);
    const dangling = openReportFolder(join(root, 'reports'));
    expect(dangling.fault()).toBeUndefined();
    dangling.close();
  });
});
