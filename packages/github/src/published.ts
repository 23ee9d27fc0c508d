import { GithubError, permissionRemedy, type RefusalReason } from "./client/github-error.ts";

/** What became of one thing that was to be shown on the platform. */
export type Published = Done | NotPublished;

export type PublishedThing = "check run" | "comment" | "commit status";

type Done = {
  readonly done: true;
  readonly what: PublishedThing;
  /** Absent where there was nothing to say and nothing is there. */
  readonly id?: number;
  readonly url?: string;
};

export type NotPublished = {
  readonly done: false;
  readonly what: PublishedThing;
  /** `superseded`: a newer push or run has the word. */
  readonly reason: RefusalReason | "superseded";
  /** Both in plain words, without anything secret. */
  readonly message: string;
  readonly remedy: string;
};

/** Does the work; what GitHub refuses becomes a value. */
export async function published(what: PublishedThing, work: () => Promise<Published>): Promise<Published> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GithubError) return notPublished(what, error);
    throw error;
  }
}

/** What each needs. A refused read names the permission to read, which is not enough. */
const permissions: Readonly<Record<PublishedThing, string>> = {
  "check run": "checks: write",
  comment: "pull-requests: write",
  "commit status": "statuses: write",
};

function notPublished(what: PublishedThing, { reason, status, message, remedy }: GithubError): NotPublished {
  const isForbidden = reason === "permission" && status === 403;
  return {
    done: false,
    what,
    reason,
    message,
    remedy: isForbidden ? permissionRemedy(permissions[what]) : remedy,
  };
}

export function doneWith(what: PublishedThing, id: number, url: unknown): Done {
  return { done: true, what, id, ...(isWebAddress(url) ? { url } : {}) };
}

/** The address goes into outputs and the log: only what is one. */
function isWebAddress(url: unknown): url is string {
  return typeof url === "string" && url.length <= 2_000 && /^https?:\/\/[\x21-\x7E]+$/.test(url);
}
