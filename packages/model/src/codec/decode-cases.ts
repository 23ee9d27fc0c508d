import type { TestCase } from "../tests.ts";
import { decodeOwnMembers } from "./decode-evidence.ts";
import { integerOf, listOf, type Members, membersOf, optional, Refusal, textOf } from "./guards.ts";

type Place = Pick<TestCase, "package" | "file">;

/** The test cases of a `cases` line. Packages, files and suites stand once in the line, or in each case. */
export function decodeCases(line: Members): readonly TestCase[] {
  const places = line["places"] === undefined ? [] : listOf(line["places"], "places", decodePlace);
  const suites = line["suites"] === undefined ? [] : listOf(line["suites"], "suites", decodeSuite);
  return listOf(line["cases"], "cases", (value, where) => {
    const test = membersOf(value, where);
    const place =
      test["place"] === undefined
        ? decodePlace(value, where)
        : entryOf(places, test["place"], `${where}.place`);
    const suite = Array.isArray(test["suite"])
      ? decodeSuite(test["suite"], `${where}.suite`)
      : entryOf(suites, test["suite"], `${where}.suite`);
    return { ...place, suite, ...decodeOwnMembers(test, where) };
  });
}

function decodePlace(value: unknown, where: string): Place {
  const place = membersOf(value, where);
  return { package: textOf(place["package"], `${where}.package`), ...optional(place, "file", where, textOf) };
}

function decodeSuite(value: unknown, where: string): readonly string[] {
  return listOf(value, where, textOf);
}

function entryOf<Entry>(entries: readonly Entry[], index: unknown, where: string): Entry {
  const entry = entries[integerOf(index, where, 0)];
  if (entry === undefined) throw new Refusal(`${where} names nothing of its line`);
  return entry;
}
