import type { LoadedFile } from '../../types/campaign.ts';
import { isLive, launchOf, live, programWords, pythonTarget } from '../launch.ts';
import {
  attachRemote,
  type Greeted,
  hasEnded,
  lastPrinted,
  loadPatience,
  openRemote,
} from '../openRemote.ts';
import { remoteRule } from '../remoteRule.ts';
import type { SubjectKind, SubjectReference } from '../subject.ts';

/**
 * A program of its own that speaks the protocol: an optimizer in Python, through our adapter, or an executable after `--`.
 */
const process_: SubjectKind = {
  kind: 'process',
  rank: -1,
  recognise: async (typed) => {
    const isProgram = typed.startsWith('-- ');
    if (!isProgram && !isLive(typed) && !pythonTarget.test(typed)) return null;
    const reference: SubjectReference = { kind: process_.kind, spec: typed };
    if (isProgram) launchOf(reference);
    return [reference];
  },
  open: async (reference) => {
    const { child, hello, files } = await reach(reference);
    return {
      rule: remoteRule(
        child.channel,
        hello,
        (error) => `${error.message}${lastPrinted(child, hasEnded(error))}`,
      ),
      stated: {},
      files: [...files, ...hello.files.map(([file, digest]): LoadedFile => ({ file, digest }))],
      versions: hello.versions,
      adapter: hello.kind,
      ...(hello.program !== undefined && { program: hello.program }),
      contract: hello.contract,
      close: child.close,
    };
  },
  // Another run is at another channel.
  provenance: ({ channel: _, ...subject }) => ({ subject, file: fileOf(subject) }),
};

/** Starts a subject, or reaches it where it is served already. */
const reach = async (
  reference: SubjectReference,
): Promise<Greeted & { readonly files: readonly LoadedFile[] }> => {
  const { channel, spec } = reference;
  if (channel !== undefined) {
    const path = isLive(spec) ? spec.slice(live.length) : spec;
    return { ...(await attachRemote(channel, { path, patience: loadPatience, seed: 0 })), files: [] };
  }
  const { command, files, path } = launchOf(reference);
  return { ...(await openRemote({ command, path, patience: loadPatience, seed: 0 })), files };
};

/** The file that an argument names, as it was typed; null for an installed module. */
const fileOf = ({ spec }: SubjectReference): string | null =>
  programWords(spec)?.[0] ?? pythonTarget.exec(spec)?.[1] ?? null;

export default process_;
