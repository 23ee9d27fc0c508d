import { type Report, type RuleEntry, testRefKey, type Violation, type Waiver } from "@tollgate/model";
import { within } from "../evidence/within.ts";
import { unknownOf } from "../judgement.ts";
import type { Judgement, Rule, RuleContext } from "../rule.ts";
import { covers } from "./covers.ts";
import { type Excuses, excusesByName, excusesOf } from "./excuses.ts";
import { canBePart, limited } from "./limits.ts";
import { allowsNothing } from "./why-never.ts";

/** What waivers make of a judgement. */
export type Waived = {
  /** What is shown, and what decides where it is not waived. */
  readonly judgement: Judgement;
  readonly isWaived: boolean;
  /** Waivers that excuse all or some of it. */
  readonly by: readonly string[];
  /** Waivers whose limit it is beyond. */
  readonly exceeded: readonly string[];
};

/** Judges the same entry again, with other members of the context. */
export type JudgeAgain = (changed: Partial<RuleContext>) => Judgement;

/** Applies waivers that may help to what a rule found about an entry. Each one helps by itself or not at all. */
export function waive(
  rule: Rule,
  entry: RuleEntry,
  first: Judgement,
  { report, waivers }: { readonly report: Report; readonly waivers: readonly Waiver[] },
  again: JudgeAgain,
): Waived {
  const own = waivers.filter((waiver) => waiver.rule === rule.id);
  if (first.answer === "pass" || own.length === 0) return untouched(first);
  if (rule.waivedBy === "failures") return waiveTests(first, excusesOf(own), again);
  if (rule.waivedBy === "tests") return waiveTests(first, excusesByName(own), again);
  const whole = waiveWhole(first, entry, own.filter(isWhole), again);
  return rule.waivedBy === "places" && !whole.isWaived
    ? waivePlaces(whole, { report, entry, own }, again)
    : whole;
}

type Asked = { readonly report: Report; readonly entry: RuleEntry; readonly own: readonly Waiver[] };

/** Judged again without what lies in files that waivers of a narrower scope are for. */
function waivePlaces(whole: Waived, { report, entry, own }: Asked, again: JudgeAgain): Waived {
  const { judgement: first } = whole;
  const narrow = own
    .filter((waiver) => canBePart(waiver) && !covers(waiver.scope, entry.scope))
    .map(({ id, scope }) => ({ id, holds: within(report, scope) }));
  const used = new Set<string>();
  const rest = again({
    isExcusedAt(place) {
      const ids = narrow.filter(({ holds }) => holds(place)).map(({ id }) => id);
      for (const id of ids) used.add(id);
      return ids.length > 0;
    },
  });
  if (used.size === 0) return whole;
  const by = [...new Set([...whole.by, ...used])];
  const isWaived = rest.answer === "pass";
  return { ...whole, judgement: isWaived ? first : rest, isWaived, by };
}

function untouched(judgement: Judgement): Waived {
  return { judgement, isWaived: false, by: [], exceeded: [] };
}

function isWhole({ test }: Waiver): boolean {
  return test === undefined;
}

/** Judged again without the tests that waivers name: what else fails, or is not known, decides as ever. */
function waiveTests(first: Judgement, { found, ...excuses }: Excuses, again: JudgeAgain): Waived {
  const rest = again(excuses);
  const by = [...new Set([...found.values()].flat())];
  if (by.length === 0) return untouched(first);
  const marked = violationsOf(first).map((violation) => withWaiver(violation, found));
  const excused = marked.filter(({ waiver }) => waiver !== undefined);
  if (rest.answer === "pass")
    return { judgement: { ...first, violations: marked } as Judgement, isWaived: true, by, exceeded: [] }; // no pass
  const judgement = { ...rest, violations: [...rest.violations, ...excused] };
  return { judgement, isWaived: false, by, exceeded: [] };
}

function withWaiver(violation: Violation, found: ReadonlyMap<string, readonly string[]>): Violation {
  const [waiver] = violation.test === undefined ? [] : (found.get(testRefKey(violation.test)) ?? []);
  return waiver === undefined ? violation : { ...violation, waiver };
}

function violationsOf(judgement: Judgement): readonly Violation[] {
  return judgement.answer === "pass" ? [] : judgement.violations;
}

/** One waiver of the entry's scope, or of a wider one, that suffices waives it as a whole. */
function waiveWhole(
  first: Judgement,
  entry: RuleEntry,
  waivers: readonly Waiver[],
  again: JudgeAgain,
): Waived {
  const tried = waivers
    .filter(({ scope }) => covers(scope, entry.scope))
    .map((waiver) => ({ id: waiver.id, rest: restOf(first, entry, waiver, again) }));
  const helping = tried.filter(({ rest }) => rest === "none");
  const exceeded = tried.filter(({ rest }) => rest === "beyond").map(({ id }) => id);
  if (helping.length > 0)
    return { judgement: first, isWaived: true, by: helping.map(({ id }) => id), exceeded };
  const open = tried.filter(({ rest }) => typeof rest === "object");
  const [lightest] = open.map(({ rest }) => rest as Judgement); // so it was filtered
  return { judgement: lightest ?? first, isWaived: false, by: open.map(({ id }) => id), exceeded };
}

/** What one waiver leaves of a judgement: nothing, more than its limit allows, all of it, or what it does not cover. */
function restOf(
  first: Judgement,
  entry: RuleEntry,
  waiver: Waiver,
  again: JudgeAgain,
): "none" | "beyond" | "all" | Judgement {
  const { limit, coversUnknown = false } = waiver;
  const rest =
    limit === undefined ? withoutFailure(first) : again({ options: limited(entry, waiver).options });
  if (rest.answer === "pass") return "none";
  if (rest.answer === "fail") return "beyond";
  if (coversUnknown) return "none";
  // What a stricter limit would leave undecided is not what the policy asks.
  return allowsNothing(waiver, [entry]) ? "all" : rest;
}

/** A waiver without a limit takes any value, but not for what nobody knows. */
function withoutFailure(first: Judgement): Judgement {
  if (first.answer !== "fail") return first;
  const { gaps = [], facts, message } = first;
  if (gaps.length === 0) return { answer: "pass", facts, message };
  return unknownOf(gaps, facts, message.replace(/\.$/, ""));
}
