import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import type { Environment } from '../../types/report.ts';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'version' in value && 'dependencies' in value;

/** The package.json of a folder, which may be a user's. @throws Error if there is none */
const readManifest = (folder: string): unknown =>
  JSON.parse(readRegularFile(join(folder, 'package.json'), { limit: fileLimits.module }));

/** This package's own manifest, found upwards from this file. */
const manifest = (): Manifest => {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    try {
      const parsed: unknown = readManifest(folder);
      if (isManifest(parsed)) return parsed;
    } catch {
      // No manifest here: look in the folder above.
    }
    const above = dirname(folder);
    if (above === folder) throw new Error('environment: package.json must lie above this file');
    folder = above;
  }
};

/**
 * The version of each dependency that an import from here gets: of the first folder on the way up that has it. One that
 * is not there is left out.
 */
const installedVersions = (): Readonly<Record<string, string>> => {
  const { resolve } = createRequire(import.meta.url);
  return Object.fromEntries(
    Object.keys(manifest().dependencies).flatMap((name) => {
      const folders = resolve.paths(name) ?? [];
      const found = folders
        .map((folder) => versionIn(join(folder, name)))
        .find((version) => version !== undefined);
      return found === undefined ? [] : [[name, found]];
    }),
  );
};

const versionIn = (folder: string): string | undefined => {
  try {
    const parsed: unknown = readManifest(folder);
    const version: unknown = Reflect.get(Object(parsed), 'version');
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
};

/** Version of this package. */
export const toolVersion = (): string => manifest().version;

/** Where and with what a report was made. */
export const describeEnvironment = (
  command: readonly string[],
  startedAt: Date,
  interrupted: string | undefined,
): Environment => ({
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cores: availableParallelism(),
  command,
  startedAt: startedAt.toISOString(),
  versions: installedVersions(),
  ...(interrupted !== undefined && { interrupted }),
});
