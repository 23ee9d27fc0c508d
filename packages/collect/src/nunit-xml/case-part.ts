import type { Attachment } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { failurePart } from "../xml-tests/failure-part.ts";
import { cutInside, outcomeOf, toldBy } from "../xml-tests/outcome.ts";
import { groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import type { ToldFailure } from "../xml-tests/to-failure.ts";
import { nunitAttachments } from "./attachments.ts";
import { caseName, type SuiteName } from "./names.ts";
import { readResult, toldResult } from "./told-result.ts";

/** What a test is read in. */
export type CaseContext = {
  readonly cases: Cases;
  readonly suite: SuiteName;
  readonly fixture: Fixture;
};

/** An open suite, as the reason why its tests could not run. */
export type Fixture = {
  failure: ToldFailure | undefined;
  readonly around: Fixture | undefined;
};

export function casePart(attributes: XmlAttributes, { cases, suite, fixture }: CaseContext): Part {
  const identity = caseName(attributes, suite);
  const told = toldResult(attributes, cases) ?? toldBy(new Map(), "result", undefined, cases);
  const duration = cases.seconds(attributes.get("duration") ?? attributes.get("time"));
  const failures: ToldFailure[] = [];
  const assertions: ToldFailure[] = [];
  const attachments: Attachment[] = [];
  let reason = "";
  let unreadable: string | undefined;

  return {
    spoil(why) {
      unreadable ??= why;
    },
    child(name) {
      if (name === "failure") return failurePart(undefined, (failure) => void failures.push(failure));
      if (name === "reason") return groupPart((part) => (part === "message" ? reasonPart() : undefined));
      if (name === "attachments") return nunitAttachments((attachment) => void attachments.push(attachment));
      if (name === "assertions")
        return groupPart((part, of) =>
          part === "assertion" ? assertionPart(of.get("result") ?? "", assertions) : undefined,
        );
      return silent.has(name) ? ignored : undefined;
    },
    close(complete) {
      const shown = failures.length > 0 ? failures : assertions;
      const first = shown[0]?.message ?? "";
      const caused = /^TestFixtureSetUp failed in /.test(first) ? causeIn(fixture) : undefined;
      cases.add({
        ...identity,
        ...duration,
        ...outcomeOf({
          told,
          failures: caused === undefined ? shown : [...shown, caused],
          reason,
          unreadable: complete ? unreadable : cutInside,
        }),
        ...withAttachments(attachments),
      });
    },
  };

  function reasonPart(): Part {
    return textPart((text) => (reason ||= text));
  }
}

function causeIn(innermost: Fixture): ToldFailure | undefined {
  for (let fixture: Fixture | undefined = innermost; fixture !== undefined; fixture = fixture.around)
    if (fixture.failure !== undefined) return fixture.failure;
  return undefined;
}

/** Of an assertion that failed; warnings and passed ones say nothing about the test. */
function assertionPart(result: string, failed: ToldFailure[]): Part {
  const fails = readResult(result, undefined).word === "Failed" || result === "Error";
  return failurePart(undefined, (failure) => {
    if (fails) failed.push(failure);
  });
}

/** Elements of tests and suites that say nothing about how they ended. */
export const silent: ReadonlySet<string> = new Set([
  "categories",
  "command-line",
  "culture-info",
  "filter",
  "output",
  "properties",
  "settings",
]);
