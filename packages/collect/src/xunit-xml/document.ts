import type { Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { failurePart } from "../xml-tests/failure-part.ts";
import { type Child, groupPart, ignored, type Part } from "../xml-tests/part.ts";
import { toFailure } from "../xml-tests/to-failure.ts";
import { compareTotals, sumOf } from "../xml-tests/totals.ts";
import { testPart } from "./test-part.ts";

export function xunitDocument(cases: Cases, sink: Sink): Part {
  return groupPart((name, attributes) => {
    if (name === "assemblies")
      return { isContainer: true, child: (inner, of) => assembliesChild(inner, of, cases, sink) };
    return name === "assembly" ? assemblyPart(attributes, cases, sink) : undefined;
  });
}

function assembliesChild(name: string, attributes: XmlAttributes, cases: Cases, sink: Sink): Child {
  if (name === "assembly") return assemblyPart(attributes, cases, sink);
  return name === "test" ? testPart(attributes, "", cases) : undefined;
}

/** An assembly: its collections, its errors outside any test, and its totals. */
function assemblyPart(attributes: XmlAttributes, cases: Cases, sink: Sink): Part {
  const name = attributes.keep("name") ?? "";
  const shown = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const framework = attributes.get("test-framework");
  if (framework !== undefined && /^xUnit\.net\b[\w .()+-]{0,100}$/.test(framework)) sink.producer(framework);
  const declared = {
    tests: attributes.integer("total"),
    failing: sumOf(attributes, ["failed", "errors"]),
  };
  const before = { entries: cases.entries, failing: cases.failing };

  return {
    isContainer: true,
    child(element, of) {
      if (element === "collection" || element === "class") return collectionPart(of, cases);
      if (element === "test") return testPart(of, "", cases);
      if (element !== "errors") return undefined;
      return groupPart((error, its) => (error === "error" ? errorPart(its, shown, cases) : undefined));
    },
    close(complete) {
      if (!complete) return;
      const found = { tests: cases.entries - before.entries, failing: cases.failing - before.failing };
      compareTotals(cases, shown, declared, found);
    },
  };
}

/** A collection of version 2, or a class of version 1, which may fail by itself. */
function collectionPart(attributes: XmlAttributes, cases: Cases): Part {
  const name = attributes.keep("name") ?? "";
  return {
    isContainer: true,
    child(element, of) {
      if (element === "test") return testPart(of, name, cases);
      if (element === "failure") return suiteFailure(of, { suite: [], name }, cases);
      return element === "reason" ? ignored : undefined;
    },
  };
}

/** What failed outside any test: the clean-up of a fixture, a collection or the assembly, or the runner itself. */
function errorPart(attributes: XmlAttributes, assembly: string, cases: Cases): Part {
  const type = attributes.keep("type") ?? "";
  const name = attributes.keep("name") ?? "";
  const title = [type, name].filter((part) => part !== "").join(" ") || "error";
  let isTold = false;
  return {
    child(element, of) {
      if (element !== "failure") return undefined;
      isTold = true;
      return suiteFailure(of, { suite: assembly === "" ? [] : [assembly], name: title }, cases);
    },
    close() {
      if (isTold) return;
      const message = "The report has an error here that it says nothing about.";
      cases.add({
        suite: assembly === "" ? [] : [assembly],
        name: title,
        entries: 0,
        status: "errored",
        details: [{ kind: "error", message }],
      });
    },
  };
}

function suiteFailure(
  attributes: XmlAttributes,
  identity: { readonly suite: readonly string[]; readonly name: string },
  cases: Cases,
): Part {
  return failurePart(attributes.keep("exception-type"), (failure) =>
    cases.add({
      ...identity,
      entries: 0,
      status: "errored",
      details: [toFailure("error", failure)],
    }),
  );
}
