/**
 * A loss, a set of metric constructions, of certificates or of generators that is wrong in exactly one way: what the
 * suite has to refute. One file under the folder of its kind, from which it has its name.
 */
export interface SeededFault<Subject> {
  /** The published bug, the remark of a paper or the slip that it is modelled on. */
  readonly modelledOn: string;
  readonly subject: Subject;
}
