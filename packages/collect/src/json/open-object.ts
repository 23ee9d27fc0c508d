import type { ReadSession, Sink } from "../reader.ts";
import { openDocument } from "./document.ts";
import { isMembers, type Members } from "./members.ts";
import { notAnObject } from "./problems.ts";

/** Reads a report that is one JSON object. `whole` is false when the document is cut, so that members may be missing. */
export function openObject(sink: Sink, read: (root: Members, whole: boolean) => void): ReadSession {
  return openDocument({
    problem: (problem) => sink.problem(problem),
    read({ value, whole }) {
      if (isMembers(value)) read(value, whole);
      else sink.problem(notAnObject(value));
    },
  });
}
