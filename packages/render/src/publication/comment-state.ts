import {
  type CommentState,
  type Decision,
  digestOf,
  type Report,
  type RunRef,
  type TodoRef,
} from "@tollgate/model";
import { cutBytes, plainLine } from "@tollgate/text";
import type { Step, StepItem } from "../step.ts";
import { nextSteps } from "../steps.ts";

/** Things to do that the next push can compare one by one, and how many of them it can name. */
const most = { kept: 100, named: 10 } as const;

/** What the next push is compared with. */
export function commentState(report: Report, decision: Decision, run: RunRef | undefined): CommentState {
  const { outcome, subject } = decision;
  const { headSha } = subject;
  const items = nextSteps(report, decision).flatMap(itemsOf);
  return {
    ...(run === undefined ? {} : { run }),
    ...(headSha === undefined ? {} : { headSha: headSha.slice(0, 40) }),
    outcome,
    isWhole: report.missing.length === 0 && report.problems.every(({ severity }) => severity !== "error"),
    total: items.length,
    todo: items.slice(0, most.kept).map(todoOf),
  };
}

type Item = Pick<StepItem, "key" | "name" | "place" | "note">;

function itemsOf({ key, title, items }: Step): readonly Item[] {
  if (items.length > 0 || key === undefined) return items;
  return [{ key, name: "", place: "", note: title }];
}

function todoOf({ key, name, place, note }: Item, index: number): TodoRef {
  const short = digestOf(key).slice("sha256:".length).slice(0, 12);
  if (index >= most.named) return { key: short };
  const label = [name, place, note].map(plainLine).find((text) => text.trim() !== "") ?? "";
  return label === "" ? { key: short } : { key: short, label: cutBytes(label, 120) };
}
