import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../types/report.ts';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && 'version' in value && 'dependencies' in value;

/** This package's own manifest, found upwards from this file. */
const manifest = (): Manifest => {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (isManifest(parsed)) return parsed;
    } catch {
      // No manifest here: look in the folder above.
    }
    const above = dirname(folder);
    if (above === folder) throw new Error('environment: package.json must lie above this file');
    folder = above;
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
  versions: manifest().dependencies,
  ...(interrupted !== undefined && { interrupted }),
});
