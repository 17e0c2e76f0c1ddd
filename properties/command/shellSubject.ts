import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a subject that is a script of a shell with its channel on 3 and 4: it starts in a millisecond. @returns its file */
export const shellScript = (folder: string, name: string, body: string): string => {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexec 3<"\${NATGRAD_CHANNEL%%:*}" 4>"\${NATGRAD_CHANNEL#*:}"\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
};

/**
 * The script that answers a hello with these fields, in JSON, and every step with Δ = (−1).
 *
 * @param rest what it does before it answers a step
 */
export const answering = (fields: Readonly<Record<string, unknown>>, rest = ''): string => `
read -r line <&3
nonce=\${line##*\\"nonce\\":}; nonce=\${nonce%%\\}*}
cat >&4 <<END
{"kind":1,"a":$nonce,"text":${JSON.stringify({ protocol: 1, name: 'shell', encoding: 'json', ...fields })}}
END
step=0
while read -r line <&3; do
  case $line in
  '{"kind":2'*) echo '{"kind":2,"instance":1}' >&4;;
  '{"kind":3'*) ${rest} echo '{"kind":3,"flags":'\${flags:-0}',"instance":1,"step":'$step',"values":[-1]}' >&4; step=$((step + 1));;
  '{"kind":6'*) echo '{"kind":6,"instance":1,"step":2}' >&4;;
  esac
done`;
