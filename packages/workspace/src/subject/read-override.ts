import { at } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { readPayload } from "./github-event.ts";

/** What the event says of a label that lets a change pass. Absent members are unknown. */
export type LabelState = {
  /** The pull request has the label. */
  readonly isSet: boolean;
  /** Who set it, with the `@`: only the event of setting it tells. */
  readonly actor?: string;
  /** From a line `Tollgate-override: reason` of the pull request's text. */
  readonly reason?: string;
};

/** The state of a label of the pull request behind this run. */
export function readLabel({ env }: WorkspaceEnvironment, label: string): LabelState {
  const path = env["GITHUB_EVENT_PATH"];
  return labelIn(path ? (readPayload(path) ?? {}) : {}, label);
}

/** The same from the event's JSON. */
export function labelIn(payload: unknown, label: string): LabelState {
  const labels = at(payload, "pull_request", "labels");
  const isSet = Array.isArray(labels) && labels.some((item) => at(item, "name") === label);
  if (!isSet) return { isSet };
  const actor = at(payload, "sender", "login");
  const body = at(payload, "pull_request", "body");
  const isSetting = at(payload, "action") === "labeled" && at(payload, "label", "name") === label;
  const reason =
    typeof body === "string" ? /^Tollgate-override:[ \t]*(\S.*?)\s*$/im.exec(body)?.[1] : undefined;
  return {
    isSet,
    ...(isSetting && typeof actor === "string" && actor !== "" ? { actor: `@${actor}` } : {}),
    ...(reason === undefined ? {} : { reason: reason.slice(0, longest) }),
  };
}

/** More is no reason but a text. */
const longest = 500;
