/**
 * For callers without type checking: the first line of a public generator.
 *
 * @param generator name of the function that is called
 * @param fields those that the demand cannot do without
 * @throws TypeError unless the demand is an object that has them, `families` as a list
 */
export const assertDemand = (generator: string, demand: unknown, fields: readonly string[]): void => {
  if (typeof demand !== 'object' || demand === null) {
    throw new TypeError(
      `${generator}: must be given an object with ${fields.join(', ') || 'its demands'}, got ${String(demand)}`,
    );
  }
  for (const field of fields) {
    const value: unknown = Reflect.get(demand, field);
    if (value === undefined || value === null) {
      throw new TypeError(
        `${generator}: must be given ${fields.join(', ')}, got ${field} = ${String(value)}`,
      );
    }
    if (field === 'families' && !Array.isArray(value)) {
      throw new TypeError(
        `${generator}: families must be a list, such as await loadFamilies(), got families = ${String(value)}`,
      );
    }
  }
};
