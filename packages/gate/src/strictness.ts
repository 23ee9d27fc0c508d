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
