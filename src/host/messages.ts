import type { LoadRequest, RequestKind, Requests } from '../campaign/executor.ts';
import type { SubjectFault } from '../errors.ts';
import type { ObservedCase } from '../types/campaign.ts';

/** A request about the rule that a worker has loaded. */
export type Request<Kind extends RequestKind = RequestKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly ask: Requests[Each]['ask'] };
}[Kind];

/** What a worker is asked. */
export type Message =
  | { readonly kind: 'load'; readonly ask: LoadRequest }
  | { readonly kind: 'configure'; readonly ask: ConfigurationAsk }
  | Request;

/** A file of configuration whose plain values are wanted. */
export interface ConfigurationAsk {
  readonly file: string;
}

/** A message as the host sends it, to whom kind and content come apart. */
export type Outgoing =
  | { readonly kind: 'load'; readonly ask: LoadRequest }
  | { readonly kind: 'configure'; readonly ask: ConfigurationAsk }
  | { readonly kind: RequestKind; readonly ask: Requests[RequestKind]['ask'] };

/** What a worker says to a message. */
export type Notice<Answer> =
  | { readonly answer: Answer }
  /** Why something cannot be used. */
  | { readonly unusable: SubjectFault }
  /** What user code did to the globals that this program shares with it, so that no answer can be trusted. */
  | { readonly damaged: string }
  /** What a subject says itself of its code that does not return. */
  | { readonly stuck: string }
  /** An error of this program, not of the rule. */
  | { readonly failed: string };

/** A notice as the host hears it: its answer is typed by the message that it belongs to. */
export type Incoming = Notice<never>;

/** A case the moment it was refuted, before the batch is over. */
export interface Found {
  readonly check: number;
  readonly found: ObservedCase;
}
