/** What a program writes or is given, and so looks up, though it is exported under no name: by it rules are declared. */
const written = new Set(
  (
    'ConfiguredSubject Hyperparameter InitialSetting LossReference Network NetworkLayer NetworkSignals Parameter Precision ' +
    'Shapes'
  ).split(' '),
);

const exported = (text) =>
  [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names]) =>
    names.split(',').map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .split(' as ')[0]
        .trim(),
    ),
  );

/** The declarations with the comments of those that have a name for others: one in six of the bytes explains what has none. Indented by one. */
export const withPublicComments = (text) => {
  const isPublic = new Set([...exported(text), ...written]);
  const statements = text.split(/^(?=\/\*\*|interface |type |declare |export )/m);
  let comment = '';
  return statements
    .flatMap((statement) => {
      if (statement.startsWith('/**')) {
        comment += statement;
        return [];
      }
      const [, name] =
        /^(?:declare )?(?:interface|type|const|function|class|let) (\w+)/.exec(statement) ?? [];
      const isKept = name === undefined || isPublic.has(name);
      const kept = isKept ? comment + statement : statement.replace(/[ \t]*\/\*\*[\s\S]*?\*\/\n?/g, '');
      comment = '';
      return [kept];
    })
    .join('')
    .replace(/^ +(?=[^ *])/gm, ' ')
    .replaceAll('\n\n', '\n');
};
