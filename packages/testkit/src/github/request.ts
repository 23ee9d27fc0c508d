import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answer.ts";

/** A request as it arrived, whole. */
export type FakeRequest = {
  readonly method: string;
  /** Without the base path of GHES and without the query; still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** A request as tests look at it afterwards. */
export type RecordedRequest = FakeRequest & {
  /** For example `checks/create`; the name of an extension's operation; `undefined` for an unknown route. */
  readonly operation: string | undefined;
  /** By the fake's clock. */
  readonly at: number;
  /** What was answered; `undefined` while unanswered, or when a fault left it unanswered. */
  status: number | undefined;
};

/** Further services on one of the fake's two servers, such as the artifact service. */
export type Extension = {
  /** The name of the operation for records and faults, `undefined` when the request is not for it. */
  readonly recognises: (method: string, path: string) => string | undefined;
  readonly handle: (request: FakeRequest) => Answer | Promise<Answer>;
};
