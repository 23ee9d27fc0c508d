import { isFailing } from "@tollgate/model";
import type { Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { failurePart } from "../xml-tests/failure-part.ts";
import { outcomeOf } from "../xml-tests/outcome.ts";
import { type Child, groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import { nunitAttachments } from "./attachments.ts";
import { type CaseContext, casePart, type Fixture, silent } from "./case-part.ts";
import { suiteName } from "./names.ts";
import { toldResult } from "./told-result.ts";

/** What suites are read in. */
export type SuiteContext = CaseContext & { readonly sink: Sink };

/** What stands in a suite, and in the document's root. */
export function suiteChild(context: SuiteContext, name: string, attributes: XmlAttributes): Child {
  if (name === "test-suite") return suitePart(attributes, context);
  if (name === "test-case") return casePart(attributes, context);
  if (name === "results") return groupPart((inner, of) => suiteChild(context, inner, of));
  if (name === "attachments") return nunitAttachments(context.sink.attachment);
  if (name === "environment") {
    const version = attributes.get("nunit-version") ?? attributes.get("framework-version");
    if (version !== undefined && /^[\d.]{1,40}$/.test(version)) context.sink.producer(`NUnit ${version}`);
    return ignored;
  }
  return silent.has(name) ? ignored : undefined;
}

/**
 * A suite. One that failed although nothing inside did, or in its tear-down, stands as a case of its own: a fixture that
 * could not be set up, an assembly that could not be loaded. Else its failure only repeats those inside.
 */
export function suitePart(attributes: XmlAttributes, around: SuiteContext): Part {
  const { cases } = around;
  const suite = suiteName(attributes, around.suite);
  const told = toldResult(attributes, cases);
  const inTearDown = attributes.get("site") === "TearDown";
  const duration = cases.seconds(attributes.get("duration") ?? attributes.get("time"));
  const failingBefore = cases.failing;
  const fixture: Fixture = { failure: undefined, around: around.fixture };
  let reason = "";
  const inside: SuiteContext = { ...around, suite, fixture };

  return {
    isContainer: true,
    child(name, of) {
      if (name === "failure")
        return failurePart(undefined, (its) => {
          fixture.failure ??= its;
        });
      if (name === "reason")
        return groupPart((part) => (part === "message" ? textPart((text) => (reason ||= text)) : undefined));
      return suiteChild(inside, name, of);
    },
    close() {
      if (told === undefined || !isFailing(told.status) || (cases.failing > failingBefore && !inTearDown))
        return;
      const failures = [fixture.failure ?? (reason === "" ? undefined : { message: reason })];
      cases.add({
        suite: [],
        name: suite.shown,
        entries: 0,
        ...duration,
        ...outcomeOf({ told, failures: failures.filter((its) => its !== undefined) }),
      });
    },
  };
}
