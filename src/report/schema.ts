import { counterexampleShape, reportShape } from '../types/reportShape.ts';
import { type Schema, schemaOf } from './shape.ts';

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** The JSON Schema of `report.json`, version 1. */
export const reportSchema: Schema = {
  $schema: dialect,
  $id: 'urn:natgrad-check:report:1',
  title: 'natgrad-check report, schema version 1',
  ...schemaOf(reportShape),
};

/** The JSON Schema of a counterexample file, version 1. */
export const counterexampleSchema: Schema = {
  $schema: dialect,
  $id: 'urn:natgrad-check:counterexample:1',
  title: 'natgrad-check counterexample, schema version 1',
  ...schemaOf(counterexampleShape),
};
