/** What is judged. Absent members are unknown: no git, a shallow clone, a run outside CI. */
export type Subject = {
  /** `owner/name` where the platform says so. */
  readonly repository?: string;
  /** Commit that was checked out, 40 hexadecimal digits. */
  readonly headSha?: string;
  /** True when the work tree differs from `headSha` (changed or untracked files). */
  readonly dirty?: boolean;
  /** The name that was asked for as base: a branch, tag or SHA. */
  readonly baseRef?: string;
  /** Tip of the base. */
  readonly baseSha?: string;
  /** Where head and base part: comparison facts are taken there. */
  readonly mergeBaseSha?: string;
  /** Commit that the CI's event is about, where another one may be checked out: GITHUB_SHA. */
  readonly eventSha?: string;
  /** GitHub event name (`pull_request`, `push`, …) when run there. */
  readonly event?: string;
  readonly pullRequest?: number;
};
