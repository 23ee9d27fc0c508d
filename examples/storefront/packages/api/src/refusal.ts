const statuses = {
  "bad-request": 400,
  "not-found": 404,
  "unknown-product": 404,
  "out-of-stock": 409,
};

/** Why a request is refused. The answer has the body `{ "refused": code }`. */
export type RefusalCode = keyof typeof statuses;

/** Thrown where a request cannot be fulfilled; the server answers with the status and the code. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }

  get status(): number {
    return statuses[this.code];
  }
}
