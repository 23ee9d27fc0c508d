import type { ExpectEntry, ExpectException, ExpectPolicy, Policy } from "@tollgate/model";
import type { Locate } from "./parse-yaml.ts";
import type { Tree } from "./tree.ts";
import { itemsOf, membersOf, scalarOf, textOf } from "./tree-values.ts";

/** A list is all that is expected. */
export function toExpect(tree: Tree | undefined, locate: Locate): Pick<Policy, "expect"> {
  if (tree === undefined) return {};
  const place = locate(tree.offset);
  const entries = itemsOf(tree).map((item) => toEntry(item, locate));
  if (tree.form === "list") return { expect: { from: "none", entries, except: [], place } };
  const members = membersOf(tree);
  const from = members.get("from");
  const jobs = members.get("jobs");
  return {
    expect: {
      ...(from === undefined ? {} : { from: textOf(from) as NonNullable<ExpectPolicy["from"]> }), // the schema allows no other text
      entries: itemsOf(members.get("add")).map((item) => toEntry(item, locate)),
      ...(jobs === undefined ? {} : { jobs: itemsOf(jobs).map(textOf) }),
      except: itemsOf(members.get("except")).map((item) => toException(item, locate)),
      place,
    },
  };
}

function toEntry(item: Tree, locate: Locate): ExpectEntry {
  const members = membersOf(item);
  const kind = members.get("kind");
  const shards = members.get("shards");
  const environments = members.get("environments");
  const required = members.get("required");
  return {
    package: textOf(members.get("package")),
    ...(kind === undefined ? {} : { kind: textOf(kind) }),
    ...(shards === undefined ? {} : { shards: Number(scalarOf(shards)) }),
    ...(environments === undefined ? {} : { environments: itemsOf(environments).map(textOf) }),
    required: required === undefined || scalarOf(required) === true,
    place: locate(item.offset),
  };
}

function toException(item: Tree, locate: Locate): ExpectException {
  const members = membersOf(item);
  const task = members.get("task");
  return {
    package: textOf(members.get("package")),
    ...(task === undefined ? {} : { task: textOf(task) }),
    reason: textOf(members.get("reason")),
    place: locate(item.offset),
  };
}
