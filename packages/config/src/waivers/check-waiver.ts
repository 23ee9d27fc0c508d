import { type Rule, rules } from "@tollgate/gate";
import { daysAfter, daysBetween, type IsoDate, isoDateOf } from "@tollgate/model";
import { check } from "../check.ts";
import type { Fault } from "../fault.ts";
import { valuesOf } from "../look-up.ts";
import { quoted } from "../quoted.ts";
import type { Tree } from "../tree.ts";
import { namedBy, waiverSchema } from "./waiver-schema.ts";

/** For how many days a waiver may last. Nothing of the policy changes it, as what has landed must not break by an edit there. */
const longest = 30;

export type WaiverContext = {
  /** The day of the judgement in UTC. */
  readonly date: IsoDate;
  /** The day of the commit that brought the file as it is; absent where git does not tell. */
  readonly brought?: IsoDate;
};

/** Everything in the tree that no waiver may say. */
export function checkWaiver(tree: Tree, context: WaiverContext): readonly Fault[] {
  const id = textIn(tree, "rule")?.text;
  const rule = rules.find((candidate) => candidate.id === id);
  const known = rule === undefined ? withoutDependent(tree) : tree;
  return [
    ...check(known, waiverSchema(rule)),
    ...(rule === undefined ? [] : checkNames(tree, rule)),
    ...checkDays(tree, context),
  ];
}

/** Of a rule that there is not nobody knows what it needs. */
function withoutDependent(tree: Tree): Tree {
  if (tree.form !== "object") return tree;
  return { ...tree, members: tree.members.filter(({ key }) => !dependent.has(key)) };
}

const dependent: ReadonlySet<string> = new Set(["test", "failure", "scope", "limit", "coversUnknown"]);

function checkNames(tree: Tree, rule: Rule): readonly Fault[] {
  if (tree.form !== "object") return [];
  const { id } = rule;
  return namedBy(rule)
    .filter((name) => valuesOf(tree, name).length === 0)
    .map((name) => ({
      offset: tree.offset,
      found: `no "${name}"`,
      allowed: `a waiver of ${id} with "${name}"`,
      remedy: namingRemedy(rule),
    }));
}

function namingRemedy({ id, waivedBy }: Rule): string {
  if (waivedBy === "failures")
    return `Write which test and which failure: \`tollgate explain rule ${id}\` prints both. No waiver hides other failures.`;
  return waivedBy === "tests"
    ? `Write which test, one waiver for each: \`tollgate explain rule ${id}\` prints them. No waiver hides other tests.`
    : 'Write the scope of an entry of the policy, or "scope: {}" for the whole repository.';
}

function checkDays(tree: Tree, { date, brought }: WaiverContext): readonly Fault[] {
  const created = textIn(tree, "createdAt");
  const ends = textIn(tree, "expires");
  const unreal = [created, ends].filter((found) => found !== undefined && isDay(found.text) === false);
  if (unreal.length > 0)
    return unreal.map((found) => dayFault(found!, "a day that the calendar has", "Correct it.")); // so it was filtered
  const future =
    created !== undefined && isDay(created.text) === true && created.text > date
      ? [dayFault(created, `a day up to ${date}`, "Write the day on which the waiver was written.")]
      : [];
  if (ends === undefined || isDay(ends.text) !== true || future.length > 0) return future;
  const since = earliest([isDay(created?.text) === true ? created?.text : undefined, brought]) ?? date;
  if (ends.text < since) return [dayFault(ends, `a day from ${since}`, "Write a day after it was written.")];
  if (daysBetween(since, ends.text) <= longest) return [];
  return [
    dayFault(
      ends,
      `a day up to ${daysAfter(since, longest)}`,
      `A waiver lasts ${longest} days at most, here from ${since}; renew it by a change that somebody approves.`,
    ),
  ];
}

type Found = { readonly text: string; readonly offset: number };

function dayFault({ text, offset }: Found, allowed: string, remedy: string): Fault {
  return { offset, found: `the day ${quoted(text)}`, allowed, remedy };
}

/** False for what is written like a day and is none; undefined for what the schema refuses anyway. */
function isDay(text: string | undefined): boolean | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isFinite(time) && isoDateOf(time) === text;
}

function earliest(days: readonly (IsoDate | undefined)[]): IsoDate | undefined {
  return days.filter((day) => day !== undefined).sort()[0];
}

function textIn(tree: Tree, name: string): Found | undefined {
  const [value] = valuesOf(tree, name);
  return value?.form === "value" && typeof value.value === "string"
    ? { text: value.value, offset: value.offset }
    : undefined;
}
