import { member, readInputs } from "../runner/read-inputs.ts";

export type PublishInputs = {
  /** Folder that a gate wrote. */
  readonly result?: string;
  readonly gate: string;
  readonly token: string | undefined;
  readonly author?: string;
  readonly comment: "always" | "changes" | "off";
  readonly check: boolean;
  readonly status: boolean;
  readonly failOnPublishError: boolean;
  readonly runId?: number;
  readonly workflow?: string;
};

/** The inputs of the publish action. */
export function readPublishInputs(get: (name: string) => string): PublishInputs {
  return readInputs(get, ({ text, flag, choice, count, id }) => ({
    ...member("result", text("result")),
    gate: id("gate-id", "tollgate"),
    token: text("token"),
    ...member("author", text("author")),
    comment: choice("comment", ["always", "changes", "off"], "always"),
    check: flag("check", true),
    status: flag("status", false),
    failOnPublishError: flag("fail-on-publish-error", false),
    ...member("runId", count("run-id", { least: 1, most: Number.MAX_SAFE_INTEGER })),
    ...member("workflow", text("workflow")),
  }));
}
