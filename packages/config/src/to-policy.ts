import { findingFormats } from "@tollgate/collect";
import type {
  Kind,
  Mode,
  OtherSource,
  PathMapping,
  Place,
  Policy,
  ReportSpec,
  RuleEntry,
  RuleSeverity,
  ScopeMembers,
} from "@tollgate/model";
import type { Locate } from "./parse-yaml.ts";
import { toExpect } from "./to-expect.ts";
import type { Member, Tree } from "./tree.ts";
import { itemsOf, membersOf, optionsOf, pairsOf, scalarOf, textOf } from "./tree-values.ts";

/** The policy of a tree that `check` found nothing wrong with. */
export function toPolicy(tree: Tree, locate: Locate, inherited: Scopes): Policy {
  const members = membersOf(tree);
  const scopes = new Map([...inherited, ...toScopes(members.get("scopes"))]);
  return {
    path: locate(0).path,
    reports: itemsOf(members.get("reports")).map((item) => toReport(item, locate)),
    paths: itemsOf(members.get("paths")).map(toMapping),
    rules: pairsOf(members.get("rules")).flatMap((rule) => toEntries(rule, scopes, locate)),
    ...toExpect(members.get("expect"), locate),
    ...toOverride(members.get("override")),
    ...(members.has("waivers") ? { waivers: { approval: "required" as const } } : {}),
    ...toOtherSource(members.get("coverage")),
  };
}

function toOverride(tree: Tree | undefined): Pick<Policy, "override"> {
  if (tree === undefined) return {};
  const members = membersOf(tree);
  const label = members.get("label");
  const who = members.get("who");
  return {
    override: {
      label: label === undefined ? "tollgate:override" : textOf(label),
      ...(who === undefined ? {} : { who: itemsOf(who).map(textOf) }),
    },
  };
}

function toOtherSource(tree: Tree | undefined): Pick<Policy, "otherSource"> {
  const value = pairsOf(tree).find(({ key }) => key === "otherSource")?.value;
  return value === undefined ? {} : { otherSource: textOf(value) as OtherSource }; // the schema allows no other text
}

function toReport(item: Tree, locate: Locate): ReportSpec {
  const members = membersOf(item);
  const format = members.get("format");
  const owner = members.get("package");
  const required = members.get("required");
  const perTest = members.get("perTest");
  const files = itemsOf(members.get("files")).map(textOf);
  return {
    kind: textOf(members.get("kind")),
    files,
    ...(format === undefined ? {} : { format: textOf(format) }),
    ...(owner === undefined ? {} : { package: textOf(owner) }),
    required: required === undefined || scalarOf(required) === true,
    ...(perTest !== undefined && scalarOf(perTest) === true ? { perTest: true } : {}),
    ...(isAboutFindings(files, format === undefined ? undefined : textOf(format))
      ? { about: "findings" }
      : {}),
    place: locate(item.offset),
  };
}

/** By the format, else where all names are those of SARIF logs. */
function isAboutFindings(files: readonly string[], format: string | undefined): boolean {
  if (format !== undefined) return findingFormats.includes(format);
  return files.length > 0 && files.every((glob) => /\.sarif(?:\.json)?$/.test(glob));
}

function toMapping(item: Tree): PathMapping {
  const members = membersOf(item);
  return { from: textOf(members.get("from")), to: textOf(members.get("to")) };
}

/** Scopes by their name. */
export type Scopes = ReadonlyMap<string, ScopeMembers>;

export function toScopes(tree: Tree | undefined): Scopes {
  return new Map(
    pairsOf(tree).map(({ key, value }) => {
      const lists = pairsOf(value).map(({ key: name, value: list }) => [name, itemsOf(list).map(textOf)]);
      return [key, Object.fromEntries(lists) as ScopeMembers]; // the schema allows no other member
    }),
  );
}

function toEntries({ key, offset, value }: Member, scopes: Scopes, locate: Locate): readonly RuleEntry[] {
  if (value.form === "list")
    return value.items.map((item) => toEntry(key, item, scopes, locate(item.offset)));
  return [toEntry(key, value, scopes, locate(offset))];
}

function toEntry(rule: string, tree: Tree, scopes: Scopes, place: Place): RuleEntry {
  const {
    mode = "enforce",
    enforceFrom,
    severity,
    package: owning,
    kind,
    owner,
    path,
    environment,
    scope,
    ...options
  } = optionsOf(tree);
  return {
    rule,
    scope: {
      ...(scope === undefined ? {} : { name: String(scope), ...scopes.get(String(scope)) }),
      ...(owning === undefined ? {} : { package: String(owning) }),
      ...(owner === undefined ? {} : { owner: String(owner) }),
      ...(path === undefined ? {} : { path: String(path) }),
      ...(environment === undefined ? {} : { environment: String(environment) }),
      ...(kind === undefined ? {} : { kind: String(kind) as Kind }),
    },
    mode: mode as Mode, // the schema allows no other text
    ...(enforceFrom === undefined ? {} : { enforceFrom: String(enforceFrom) }),
    ...(severity === undefined ? {} : { severity: severity as RuleSeverity }), // as above
    options,
    place,
  };
}
