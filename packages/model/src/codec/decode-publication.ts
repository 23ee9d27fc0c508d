import type { Outcome } from "../decision.ts";
import {
  annotationLevels,
  type CheckAnnotation,
  type CheckPlan,
  type CommentPlan,
  type CommentState,
  commentMarker,
  conclusionOf,
  isGateId,
  type Publication,
  publicationLimits,
  type RunRef,
  type StatusPlan,
  sinceLine,
  type TodoRef,
} from "../publication.ts";
import { decodeSubject } from "./decode-decision.ts";
import {
  integerOf,
  listOf,
  membersOf,
  oneOf,
  optional,
  Refusal,
  repoPathOf,
  textOf,
  truthOf,
} from "./guards.ts";

/**
 * A publication from its JSON, or what is wrong with it in words. What the platform would refuse or lose is refused
 * here: texts beyond their limits, too many annotations, a comment without its marker.
 */
export function decodePublication(
  value: unknown,
): { readonly publication: Publication } | { readonly refused: string } {
  try {
    return { publication: publicationOf(value) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}

/** `undefined` for anything that is no such state. */
export function decodeCommentState(value: unknown): CommentState | undefined {
  try {
    return stateOf(value, "the state");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

function publicationOf(value: unknown): Publication {
  const publication = membersOf(value, "the publication");
  const outcome = outcomeOf(publication["outcome"], "outcome");
  const gate = textOf(publication["gate"], "gate");
  if (!isGateId(gate)) throw new Refusal("gate is not the name of a gate");
  return {
    schema: oneOf(publication["schema"], "schema", ["tollgate/publication/1"]),
    gate,
    engine: textOf(publication["engine"], "engine"),
    outcome,
    decision: textOf(publication["decision"], "decision"),
    subject: decodeSubject(publication["subject"]),
    check: checkOf(publication["check"], "check", outcome),
    comment: commentOf(publication["comment"], "comment", gate),
    status: statusOf(publication["status"], "status", outcome),
  };
}

function checkOf(value: unknown, where: string, outcome: Outcome): CheckPlan {
  const check = membersOf(value, where);
  const annotations = listOf(check["annotations"], `${where}.annotations`, annotationOf);
  if (annotations.length > publicationLimits.annotations)
    throw new Refusal(`${where}.annotations has more than ${publicationLimits.annotations}`);
  return {
    name: within(check["name"], `${where}.name`, publicationLimits.checkTitle),
    conclusion: oneOf(check["conclusion"], `${where}.conclusion`, [conclusionOf(outcome)]),
    title: within(check["title"], `${where}.title`, publicationLimits.checkTitle),
    summary: within(check["summary"], `${where}.summary`, publicationLimits.checkText),
    text: within(check["text"], `${where}.text`, publicationLimits.checkText),
    annotations,
  };
}

function annotationOf(value: unknown, where: string): CheckAnnotation {
  const annotation = membersOf(value, where);
  const startLine = integerOf(annotation["startLine"], `${where}.startLine`, 1);
  const endLine = integerOf(annotation["endLine"], `${where}.endLine`, startLine);
  const columns = {
    ...optional(annotation, "startColumn", where, positive),
    ...optional(annotation, "endColumn", where, positive),
  };
  if (startLine !== endLine && Object.keys(columns).length > 0)
    throw new Refusal(`${where} has columns on several lines`);
  return {
    path: repoPathOf(annotation["path"], `${where}.path`),
    startLine,
    endLine,
    ...columns,
    level: oneOf(annotation["level"], `${where}.level`, annotationLevels),
    title: within(annotation["title"], `${where}.title`, publicationLimits.annotationTitle),
    message: within(annotation["message"], `${where}.message`, publicationLimits.annotationMessage),
  };
}

function commentOf(value: unknown, where: string, gate: string): CommentPlan {
  const comment = membersOf(value, where);
  const body = within(comment["body"], `${where}.body`, publicationLimits.comment);
  if (!body.startsWith(commentMarker(gate))) throw new Refusal(`${where}.body has no marker at its start`);
  if (!sinceLine.test(body)) throw new Refusal(`${where}.body has no place for what changed`);
  return { body, state: stateOf(comment["state"], `${where}.state`) };
}

function statusOf(value: unknown, where: string, outcome: Outcome): StatusPlan {
  const status = membersOf(value, where);
  return {
    context: within(status["context"], `${where}.context`, publicationLimits.checkTitle),
    state: oneOf(status["state"], `${where}.state`, [conclusionOf(outcome)]),
    description: within(status["description"], `${where}.description`, publicationLimits.statusDescription),
  };
}

function stateOf(value: unknown, where: string): CommentState {
  const state = membersOf(value, where);
  const todo = listOf(state["todo"], `${where}.todo`, todoOf);
  return {
    ...optional(state, "run", where, runOf),
    ...optional(state, "headSha", where, textOf),
    outcome: outcomeOf(state["outcome"], `${where}.outcome`),
    isWhole: truthOf(state["isWhole"], `${where}.isWhole`),
    total: integerOf(state["total"], `${where}.total`, todo.length),
    todo,
  };
}

function todoOf(value: unknown, where: string): TodoRef {
  const todo = membersOf(value, where);
  return { key: textOf(todo["key"], `${where}.key`), ...optional(todo, "label", where, textOf) };
}

function runOf(value: unknown, where: string): RunRef {
  const run = membersOf(value, where);
  return { id: positive(run["id"], `${where}.id`), attempt: positive(run["attempt"], `${where}.attempt`) };
}

function outcomeOf(value: unknown, where: string): Outcome {
  return oneOf(value, where, ["allow", "block", "hold"]);
}

function positive(value: unknown, where: string): number {
  return integerOf(value, where, 1);
}

/** A text of at most so many UTF-8 bytes. */
function within(value: unknown, where: string, bytes: number): string {
  const text = textOf(value, where);
  if (Buffer.byteLength(text) > bytes) throw new Refusal(`${where} has more than ${bytes} bytes`);
  return text;
}
