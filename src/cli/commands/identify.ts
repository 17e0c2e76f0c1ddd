import pc from 'picocolors';
import { isThrown, SubjectError } from '../../errors.ts';
import { answered } from '../../host/answered.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf, usualTimeout } from '../../host/limits.ts';
import { evidenceText, markOf } from '../../report/remarks/identity.ts';
import { recognise, runBy } from '../../subject/catalog.ts';
import type { SubjectReference } from '../../subject/subject.ts';
import type { Identity } from '../../types/report.ts';
import { exitCodes } from '../terminal/exit.ts';
import { printable } from '../terminal/printable.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';

/** Says of each subject which known rule it is. Its code runs in a process of its own, as that of `fuzz` does. */
export const identify = async (
  typed: readonly string[],
  { python, json }: { readonly python?: string; readonly json: boolean },
  terminal: Terminal,
): Promise<number> => {
  const references = (await Promise.all(typed.map(recognise))).flat();
  const found: unknown[] = [];
  let code: number = exitCodes.verified;
  for (const reference of references) {
    const examined = await identityOf(runBy(reference, python));
    if (typeof examined === 'string') {
      complain(terminal, examined);
      code = exitCodes.usage;
      continue;
    }
    found.push({ subject: reference.spec, ...examined.identity });
    if (!json) terminal.out(identityText(examined));
  }
  if (json) terminal.out(`${JSON.stringify(found, undefined, 2)}\n`);
  return code;
};

interface Identified {
  readonly name: string;
  readonly identity: Identity;
}

/** What one subject is, or why that cannot be said. */
const identityOf = async (rule: SubjectReference): Promise<Identified | string> => {
  const executor = openHost(limitsOf(usualTimeout)).open(1);
  try {
    const loaded = await executor.load({ rule, options: { seed: 1, runs: 1 } });
    const { name } = answered(loaded, rule.spec, 'while it was loaded');
    const reply = await executor.ask('examine', { examination: 'identity', refuted: [] });
    const { identity } = answered(reply, rule.spec, 'while it was compared');
    return identity ? { name, identity } : `${rule.spec}: nothing was found out`;
  } catch (error) {
    if (isThrown(error, SubjectError)) return error.message;
    throw error;
  } finally {
    await executor.close();
  }
};

const identityText = ({
  name,
  identity: { relation, sentence, evidence, differs, source },
}: Identified): string => {
  const lines = [`${pc.bold(printable(name, 60))} ${markOf(relation)} ${printable(sentence, 900)}`];
  if (evidence) lines.push(`  ${evidenceText(evidence)}`);
  if (differs !== undefined) lines.push(`  ${printable(differs, 400)}`);
  if (source !== undefined && relation === 'is') lines.push(`  source: ${printable(source, 400)}`);
  return `${lines.join('\n')}\n`;
};
