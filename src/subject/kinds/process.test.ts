import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answering, shellScript } from '../../../properties/command/shellSubject.ts';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import { SubjectLost } from '../../errors.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import type { Loss } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import { attachRemote, freshNonce, openRemote } from '../openRemote.ts';
import type { OpenSubject } from '../subject.ts';
import process_ from './process.ts';

const folder = mkdtempSync(join(tmpdir(), 'process-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (name: string, body: string): string => shellScript(folder, name, body);

const opened = (file: string): Promise<OpenSubject> => process_.open({ kind: 'process', spec: `-- ${file}` });

const plane: Loss = linearLoss(1, () => ({
  level: 0,
  slope: Float64Array.of(1),
  centre: Float64Array.of(0),
}));

const run = { theta: [5], stepSize: 0.1, steps: 3, seed: 1, hyperparameters: {} };

describe('a program that speaks the protocol', () => {
  it('is a rule of the name and the numbers that it says', async () => {
    const subject = await opened(script('plain', answering({ kind: 'mine', versions: { sh: '1' } })));
    try {
      expect(subject.rule.name).toBe('shell');
      expect(subject.adapter).toBe('mine');
      expect(subject.versions).toEqual({ sh: '1' });
      expect(subject.files).toHaveLength(1);
      const ran = runTrajectory(subject.rule, plane, run);
      expect(ran.end).toBe('completed');
      expect(Array.from(ran.steps, ({ next }) => next[0])).toEqual([4, 3, 2]);
    } finally {
      subject.close?.();
      subject.close?.();
    }
  });

  it('has its contract in functions', async () => {
    const contract = {
      effective: { share: 0.9 },
      maxRelativeStepSize: 0.5,
      losses: { convex: true },
      l2: 0.5,
    };
    const subject = await opened(script('contract', answering({ contract, source: 'a paper' })));
    subject.close?.();
    const { maxStepSize, losses, objective } = subject.rule.contract;
    expect(maxStepSize?.({ ...plane, smoothness: 2 })).toBe(0.25);
    expect(maxStepSize?.(plane)).toBe(Number.POSITIVE_INFINITY);
    const { smoothness: _, ...unknown } = plane;
    expect(maxStepSize?.(unknown)).toBeNaN();
    expect(typeof losses === 'function' && losses({ ...plane.facts, convex: true })).toBe(true);
    expect(typeof losses === 'function' && losses({ ...plane.facts, convex: false })).toBe(false);
    expect(objective?.(plane, {}).value(Float64Array.of(2))).toBe(3);
    expect(objective?.(plane, { weight_decay: 1 }).value(Float64Array.of(2))).toBe(4);
    expect(subject.rule.source).toBe('a paper');
  });

  it('marks its random numbers, and its changes of what it was shown, where checks look for them', async () => {
    const subject = await opened(
      script('flags', answering({ contract: { losses: ['linear'] } }, 'flags=3;')),
    );
    try {
      const ran = runTrajectory(subject.rule, plane, run);
      expect(ran.random).toBe(true);
      expect(ran.fault?.kind).toBe('mutates-gradient');
      expect(subject.rule.contract.losses).toEqual(['linear']);
    } finally {
      subject.close?.();
    }
  });

  it('marks a change of what it kept', async () => {
    const subject = await opened(script('kept', answering({}, 'flags=4;')));
    try {
      const shown: Float64Array[] = [];
      const { rule } = subject;
      const keeping: NamedRule = {
        ...rule,
        update: (context, state) => {
          shown.push(context.gradient);
          return rule.update(context, state);
        },
      };
      runTrajectory(keeping, plane, run);
      expect(shown.map(([slope]) => slope)).toEqual([2, 2, 1]);
    } finally {
      subject.close?.();
    }
  });

  it('copies its state', async () => {
    const subject = await opened(script('copy', answering({ capabilities: ['copy'] })));
    try {
      const { state } = runTrajectory(subject.rule, plane, run);
      expect(subject.rule.copyState?.(state)).toEqual({ instance: 2, shown: undefined });
      expect(() => subject.rule.copyState?.({})).toThrow(/must be one that init made/);
    } finally {
      subject.close?.();
    }
  });

  it('is lost for good where it ends, with what it printed last', async () => {
    const subject = await opened(script('ends', answering({}, 'echo last words; exit 7;')));
    try {
      const lost = /^ended its process with exit code 7 \(last words\)$/;
      expect(() => runTrajectory(subject.rule, plane, run)).toThrow(lost);
      expect(() => runTrajectory(subject.rule, plane, run)).toThrow(SubjectLost);
    } finally {
      subject.close?.();
    }
  });

  it.each([
    ['kill -9 $$', /^was ended by SIGKILL/],
    [`echo '{"kind":8}' >&4; sleep 9`, /^said goodbye$/],
    [`echo '{"kind":8,"text":"tired"}' >&4; sleep 9`, /^said goodbye: tired$/],
    [
      `echo rubbish and more rubbish, longer than a header >&4; sleep 9`,
      /^wrote to the channel what is no frame$/,
    ],
    [`echo '{nonsense' >&4; sleep 9`, /must be an object of JSON/],
    [`echo '{"kind":3,"instance":9}' >&4; sleep 9`, /^answered step 0 with STEP of instance 9, step 0$/],
    [
      `while :; do echo '{"kind":5,"instance":1,"values":[7]}' >&4; read -r answer <&3; done`,
      /^asked for more than 1,000 evaluations in one step$/,
    ],
    [`echo '{"kind":5,"values":[1,2]}' >&4; sleep 9`, /^answered step 0 with EVAL/],
  ])('is lost where it does %j', async (what, message) => {
    const subject = await opened(script('lost', answering({}, `${what};`)));
    try {
      expect(() => runTrajectory(subject.rule, plane, run)).toThrow(message);
    } finally {
      subject.close?.();
    }
  });

  it('may ask for the loss elsewhere', async () => {
    const asks = `echo '{"kind":5,"instance":1,"values":[7]}' >&4; read -r answer <&3; printf '%s' "$answer" >${folder}/asked;`;
    const subject = await opened(script('asks', answering({ capabilities: ['eval'] }, asks)));
    try {
      expect(runTrajectory(subject.rule, plane, { ...run, steps: 1 }).end).toBe('completed');
      const { readFileSync } = await import('node:fs');
      expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('{"kind":5,"instance":1,"a":7,"values":[1]}');
    } finally {
      subject.close?.();
    }
  });

  it('throws what the subject says of a fault', async () => {
    const faults = `echo '{"kind":7,"b":1,"text":"ValueError: no (my.py:3)"}' >&4; read -r never <&3;`;
    const subject = await opened(script('faults', answering({}, faults)));
    try {
      const { fault } = runTrajectory(subject.rule, plane, run);
      expect(fault?.message).toContain('ValueError: no (my.py:3)');
    } finally {
      subject.close?.();
    }
  });
});

describe('a program that runs already', () => {
  /** Two pipes, at whose other ends nobody is yet. */
  const pipes = (name: string): string => {
    const [to, from] = [join(folder, `${name}-to`), join(folder, `${name}-from`)];
    execFileSync('mkfifo', [to, from]);
    return `${to}:${from}`;
  };
  const started = (file: string, channel: string): ChildProcess =>
    spawn(file, { env: { ...process.env, NATGRAD_CHANNEL: channel }, stdio: 'ignore', detached: true });
  const end = ({ pid }: ChildProcess): void => {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  };

  it('is reached at its channel, which nothing stores', async () => {
    const channel = pipes('live');
    const child = started(script('live', answering({})), channel);
    try {
      const reference = { kind: 'process', spec: 'live it', channel };
      const subject = await process_.open(reference);
      expect(runTrajectory(subject.rule, plane, run).end).toBe('completed');
      subject.close?.();
      expect(process_.provenance(reference)).toEqual({
        subject: { kind: 'process', spec: 'live it' },
        file: null,
      });
    } finally {
      end(child);
    }
  });

  it('is greeted with a number that ends no line, whichever is drawn', () => {
    const [broken] = new Float64Array(new Uint8Array([0, 0, 0, 0, 10, 0, 0x70, 0x42]).buffer);
    const drawn = [broken!, 2 ** 40];
    expect(freshNonce(() => drawn.shift()!)).toBe(2 ** 40);
    expect(drawn).toEqual([]);
  });

  it('passes over what it answers to those before', async () => {
    const channel = pipes('late');
    const late = `printf '{"kind":7,"a":0.5,"text":"late"}\n{"kind":3,"instance":4,"values":[1]}\n' >&4`;
    const child = started(script('late', `${late}${answering({})}`), channel);
    try {
      const subject = await process_.open({ kind: 'process', spec: 'late.py', channel });
      expect(runTrajectory(subject.rule, plane, run).end).toBe('completed');
      subject.close?.();
    } finally {
      end(child);
    }
  });

  it('is told apart from one that cannot be reached, or not any more', async () => {
    await expect(process_.open({ kind: 'process', spec: 'live it', channel: '/not/there' })).rejects.toThrow(
      /^it: its channel \/not\/there cannot be opened \(.*\); it must be IN:OUT, two named pipes$/,
    );
    await expect(process_.open({ kind: 'process', spec: 'live make.Mine' })).rejects.toThrow(
      /^make\.Mine: was an object of a running program, .*; run its test again$/,
    );
    const channel = pipes('silent');
    await expect(attachRemote(channel, { path: 'it', patience: 50, seed: 0 })).rejects.toThrow(
      /^it: did not answer within 0.05 s/,
    );
  });

  it('is lost as one that never returns where it says so', async () => {
    const stuck = `echo '{"kind":8,"flags":2,"text":"did not return within 5 s (my.py:3)"}' >&4; sleep 9;`;
    const subject = await opened(script('stuck', answering({}, stuck)));
    try {
      runTrajectory(subject.rule, plane, run);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        name: 'SubjectLost',
        message: 'did not return within 5 s (my.py:3)',
        neverReturns: true,
      });
    } finally {
      subject.close?.();
    }
  });
});

describe('a program that is none', () => {
  it.each([
    [`read -r line <&3; exit 3`, /ended its process with exit code 3 while it loaded/],
    [answering({ protocol: 4 }), /speaks protocol 4, this program speaks 1/],
    [`echo '{"kind":7,"text":"SyntaxError: no"}' >&4; sleep 9`, /: SyntaxError: no$/],
  ])('is refused in a line: %j', async (body, message) => {
    await expect(opened(script('refused', body))).rejects.toThrow(message);
  });

  it('that never answers is refused after a while', async () => {
    const command = [script('silent', 'echo thinking; sleep 9')];
    await expect(openRemote({ command, path: 'silent', patience: 100, seed: 0 })).rejects.toThrow(
      /^silent: did not answer within 0.1 s of loading/,
    );
  });

  it('is named in the line', async () => {
    const notExecutable = join(folder, 'text');
    writeFileSync(notExecutable, '');
    chmodSync(notExecutable, 0o644);
    await expect(opened('./not/there')).rejects.toThrow(
      /^\.\/not\/there: there is no such program; check the path$/,
    );
    await expect(opened(notExecutable)).rejects.toThrow(/is no program that can be run/);
    await expect(opened(folder)).rejects.toThrow(/is no program that can be run/);
    await expect(opened(`'open`)).rejects.toThrow(/names no program/);
  });
});

describe('what an argument names', () => {
  it.each([
    ['my_opt.py', 'my_opt.py'],
    ['./folder/my_opt.py:Name', './folder/my_opt.py'],
    ['my_opt.py:Name(lr=1)', 'my_opt.py'],
    ['torch.optim:Adam', null],
    [`torch.optim:Adam(betas=(0.9, 0.99))`, null],
    ['-- sh -c true', 'sh'],
    ['live test_my_opt.Local', null],
  ])('%j is a subject of its own process', async (typed, file) => {
    const [subject] = (await process_.recognise(typed))!;
    expect(subject).toEqual({ kind: 'process', spec: typed });
    expect(process_.provenance(subject!).file).toBe(file);
  });

  it.each(['adam', 'adam:beta1=0.9', './rule.ts', 'folder', 'composed:seed=1,index=2'])(
    '%j is none',
    async (typed) => {
      expect(await process_.recognise(typed)).toBeNull();
    },
  );

  it('needs a file and an interpreter that are there', async () => {
    await expect(process_.open({ kind: 'process', spec: 'not_there.py' })).rejects.toThrow(
      /there is no such file/,
    );
    await expect(
      process_.open({ kind: 'process', spec: 'torch.optim:Adam', python: 'not-a-python' }),
    ).rejects.toThrow(
      /needs Python 3.8 or newer, and there is no "not-a-python"; install it, or name it with --python PATH/,
    );
  });
});
