// Compiles into a fresh folder and swaps it in, so that a stale file is never discovered as a rule or a claim.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const fresh = join(root, `.build-${process.pid}`);
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
try {
  execFileSync(
    process.execPath,
    [join(dirname(manifest), 'bin', 'tsc'), '-p', join(root, '.tsconfig.build.json'), '--outDir', fresh],
    { stdio: 'inherit' },
  );
  chmodSync(join(fresh, 'src', 'cli', 'main.js'), 0o755);
  const schemas = await import(pathToFileURL(join(fresh, 'src', 'report', 'schema.js')).href);
  writeFileSync(join(fresh, 'report.schema.json'), `${JSON.stringify(schemas.reportSchema)}\n`);
  writeFileSync(
    join(fresh, 'counterexample.schema.json'),
    `${JSON.stringify(schemas.counterexampleSchema)}\n`,
  );
  const dist = join(root, 'dist');
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
