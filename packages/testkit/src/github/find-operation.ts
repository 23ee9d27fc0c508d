import type { createOperations } from "./api/operations.ts";
import { answerDownload } from "./downloads.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Extension, FakeRequest } from "./request.ts";
import type { Found, ServeOptions } from "./serve.ts";

/** On the origin of the API: extensions first, then the API below its base path. */
export function findOnApi(
  extensions: readonly Extension[],
  operations: ReturnType<typeof createOperations>,
  base: string,
  limits: RateLimits | undefined,
): ServeOptions["find"] {
  return (request, violation) => {
    const extended = findExtension(extensions, request);
    if (extended !== undefined) return extended;
    const isBelow = request.path.startsWith(`${base}/`);
    // GHES has no API beside its base path.
    const path = isBelow ? request.path.slice(base.length) : `/beside${request.path}`;
    const { id, answer } = operations({ ...request, path }, violation);
    return { operation: id, answer, ...(limits === undefined ? {} : { limits }) };
  };
}

/** On the other origin: extensions, and links to artifacts. */
export function findOnBlobs(extensions: readonly Extension[], now: () => number): ServeOptions["find"] {
  return (request, violation) => {
    if (request.headers.authorization !== undefined) violation("a credential for the blob store");
    return (
      findExtension(extensions, request) ?? {
        operation: "download",
        answer: (state) => answerDownload(state, request, now()),
      }
    );
  };
}

function findExtension(extensions: readonly Extension[], request: FakeRequest): Found | undefined {
  for (const extension of extensions) {
    const operation = extension.recognises(request.method, request.path);
    if (operation !== undefined) return { operation, answer: () => extension.handle(request) };
  }
  return undefined;
}
