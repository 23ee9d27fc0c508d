import { detach } from "../input/detach.ts";
import { type Duration, parseDuration } from "../junit/duration.ts";
import { type Doubt, quote } from "../problem-tally.ts";
import { badTime, noParent, noPlan, outsidePlan, severalPlans, tooFew, tooMany } from "./doubts.ts";
import { createPoint, type Point } from "./point.ts";
import type { Plan, PointLine } from "./tap-line.ts";
import { yamlDuration } from "./yaml-facts.ts";

/** The test points at one level of indentation: the whole report, or one subtest. */
export type Stream = {
  plan: Plan | undefined;
  points: number;
  /** Smallest and largest number that a point has. */
  least: number;
  most: number;
  /** The newest point: what follows may still belong to it. */
  last: Point | undefined;
  /** Points before it. Those of the whole report are given on instead. */
  readonly done: Point[];
  /** The brace of the newest point is open: what is indented belongs to it. */
  isBraced: boolean;
};

export type StreamDoubt = (doubt: Doubt, example: string) => void;

export function openStream(): Stream {
  return {
    plan: undefined,
    points: 0,
    least: Number.POSITIVE_INFINITY,
    most: 0,
    last: undefined,
    done: [],
    isBraced: false,
  };
}

export function addPoint(stream: Stream, line: PointLine, subtests: readonly Point[]): void {
  stream.points++;
  if (line.id !== undefined) {
    stream.least = Math.min(stream.least, line.id);
    stream.most = Math.max(stream.most, line.id);
  }
  const kept = { ...line, name: detach(line.name), reason: detach(line.reason) };
  stream.last = { ...createPoint(kept, stream.points), subtests };
  stream.isBraced = line.opens;
}

/** The newest point is complete. */
export function closePoint(stream: Stream, doubt: StreamDoubt): Point | undefined {
  const { last } = stream;
  stream.last = undefined;
  stream.isBraced = false;
  if (last === undefined) return undefined;
  const inYaml = last.line.time === undefined ? yamlDuration(last.yaml.lines) : undefined;
  const told = last.line.time ?? (inYaml === undefined ? undefined : `${inYaml}ms`);
  if (told !== undefined) last.durationUs = microseconds(parseDuration(told), told, doubt);
  return last;
}

function microseconds(duration: Duration, told: string, doubt: StreamDoubt): number | undefined {
  if (duration.doubt !== undefined) doubt(badTime, quote(told));
  return duration.doubt === undefined ? duration.us : undefined;
}

export function setPlan(stream: Stream, plan: Plan, doubt: StreamDoubt): void {
  if (stream.plan === undefined) stream.plan = plan;
  else doubt(severalPlans, quote(`${plan.start}..${plan.end}`));
}

/** Compares what ran with the plan. After a bail-out fewer tests are no surprise. */
export function checkPlan(stream: Stream, where: string, isBailed: boolean, doubt: StreamDoubt): void {
  const { plan, points, least, most } = stream;
  if (plan === undefined) {
    if (!isBailed) doubt(noPlan, where);
    return;
  }
  const planned = Math.max(plan.end - plan.start + 1, 0);
  const example = `${quote(`${plan.start}..${plan.end}`)} of ${where}, where ${points} ran`;
  if (points < planned && !isBailed) doubt(tooFew, example);
  else if (points > planned) doubt(tooMany, example);
  else if (most > plan.end || least < plan.start) doubt(outsidePlan, example);
}

/** Subtests that nothing adopts are kept, without a name above them. */
export function orphans(points: readonly Point[], doubt: StreamDoubt): readonly Point[] {
  if (points.length > 0) doubt(noParent, `that of ${quote(points[0]!.line.name)}`);
  return points;
}
