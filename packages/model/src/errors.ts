/**
 * Exceptions are for the caller who cannot continue. Expected trouble with an input is a `Problem`, not an
 * exception. Only the entry of a shell catches these; it sets the exit code.
 */
export class TollgateError extends Error {
  readonly code: "usage" | "source" | "platform" | "internal";
  /** What to do about it, in one sentence. */
  readonly remedy: string;

  constructor(code: TollgateError["code"], message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TollgateError";
    this.code = code;
    this.remedy = remedy;
  }
}

/** Wrong arguments or configuration: shown as message and remedy, without a stack. */
export function usageError(message: string, remedy: string, cause?: unknown): TollgateError {
  return new TollgateError("usage", message, remedy, cause === undefined ? undefined : { cause });
}

/** A file exists and cannot be used: message, remedy, no stack. */
export function sourceError(message: string, remedy: string, cause?: unknown): TollgateError {
  return new TollgateError("source", message, remedy, cause === undefined ? undefined : { cause });
}
