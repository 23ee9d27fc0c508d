import { canonicalJson, type Mode, type RuleEntry, type RuleOption } from "@tollgate/model";
import type { Option } from "./option.ts";
import { rules } from "./registry.ts";

/** From loose to strict. */
const modes: readonly Mode[] = ["observe", "warn", "enforce"];

/** What an entry speaks about: its rule, its scope, and the options that tell entries of one rule apart. */
export function subjectOf({ rule, scope, options }: RuleEntry): string {
  const names = optionsOf(rule)
    .filter(([, { stricter }]) => stricter === "names")
    .map(([name, option]) => [name, option.read(options[name])]);
  return canonicalJson([rule, scope, Object.fromEntries(names)]);
}

/** Members of an entry in which it is looser than another about the same, as the policy calls them; none: it is as strict. */
export function looserMembers(entry: RuleEntry, other: RuleEntry): readonly string[] {
  const ownDay = entry.enforceFrom ?? "";
  const isLaterDay =
    entry.mode === "enforce" && other.mode === "enforce" && ownDay > (other.enforceFrom ?? "");
  return [
    ...(modes.indexOf(entry.mode) < modes.indexOf(other.mode) ? ["mode"] : []),
    ...(isLaterDay ? ["enforceFrom"] : []),
    ...optionsOf(entry.rule)
      .filter(([name, option]) => !isAsStrict(option, entry.options[name], other.options[name]))
      .map(([name]) => name),
  ];
}

function isAsStrict(
  option: Option<unknown>,
  own: RuleOption | undefined,
  other: RuleOption | undefined,
): boolean {
  const { stricter = "same" } = option;
  const [mine, theirs] = [option.read(own), option.read(other)];
  if (mine === theirs || stricter === "names") return true;
  if (stricter === "same") return sameValue(mine, theirs);
  if (mine === undefined || theirs === undefined) return theirs === undefined;
  if (stricter === "higher") return Number(mine) >= Number(theirs);
  if (stricter === "lower") return Number(mine) <= Number(theirs);
  return stricter.indexOf(String(mine)) >= stricter.indexOf(String(theirs));
}

function sameValue(one: unknown, other: unknown): boolean {
  return one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other);
}

function optionsOf(id: string): readonly (readonly [string, Option<unknown>])[] {
  return Object.entries(rules.find((rule) => rule.id === id)?.options ?? {});
}

/** Whether words are chosen alike: then an entry that is as strict says all that the other one says. */
function choosesSameWords(entry: RuleEntry, other: RuleEntry): boolean {
  return optionsOf(entry.rule)
    .filter(([, { stricter }]) => typeof stricter === "object")
    .every(([name, { read }]) => read(entry.options[name]) === read(other.options[name]));
}

/** An entry of a layer that asks for less than one above it about the same. */
export type Loosening = {
  readonly entry: RuleEntry;
  readonly above: RuleEntry;
  /** In what, as the policy calls it. */
  readonly members: readonly string[];
};

/**
 * The entries of a layer on top of those above it. An entry about something new comes on top; one about the same must be
 * as strict, and stands for the one above it then. Each entry above that a layer speaks about and nowhere keeps is a
 * loosening.
 */
export function tightenedEntries(
  above: readonly RuleEntry[],
  entries: readonly RuleEntry[],
): { readonly entries: readonly RuleEntry[]; readonly loosenings: readonly Loosening[] } {
  const groups = new Map<string, RuleEntry[]>();
  for (const entry of entries) {
    const subject = subjectOf(entry);
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [entry]);
    else group.push(entry);
  }
  const kept: RuleEntry[] = [];
  const loosenings: Loosening[] = [];
  for (const other of above) {
    const compared = (groups.get(subjectOf(other)) ?? []).map((entry) => ({
      entry,
      members: looserMembers(entry, other),
    }));
    const [nearest] = compared.toSorted((a, b) => a.members.length - b.members.length);
    if (nearest !== undefined && nearest.members.length > 0)
      loosenings.push({ entry: nearest.entry, above: other, members: nearest.members });
    const stands = compared.some(
      ({ entry, members }) => members.length === 0 && choosesSameWords(entry, other),
    );
    if (!stands) kept.push(other);
  }
  return { entries: [...kept, ...entries], loosenings };
}
