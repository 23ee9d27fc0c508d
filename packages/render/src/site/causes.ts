import type { Decision, MergedCase, Report, SiteCause, SiteTest } from "@tollgate/model";
import { attachmentPlaces } from "../attachments.ts";
import { annotationWords, type FailureCluster, failureClusters } from "../failure-clusters.ts";
import { reproductionOf } from "../reproduction.ts";
import {
  failedBefore,
  failingTests,
  failureNote,
  flakyNote,
  testPlace,
  titleOf,
  traceOf,
  unsteadyTests,
} from "../test-words.ts";
import type { Forms } from "./fill.ts";
import { plain, plainLines, plainName } from "./plain.ts";

/** How many tests of a cause are named. */
const named = { all: 50, some: 3 } as const;

/** A cause in full, or without what its first test said. */
type CauseForms = Forms<SiteCause>;

/** What failing tests say, new failures first; a test that says nothing is a cause of its own, behind the others. */
export function failureForms(report: Report, decision: Decision): readonly CauseForms[] {
  const silent = failingTests(report).filter(({ details }) => details.length === 0);
  return [
    ...failureClusters(report, decision).map((cluster) => formsOf(report, cluster, failureNote)),
    ...silent.map((test) => formsOf(report, { tests: [test], waived: 0 }, failureNote)),
  ];
}

/** Tests that pass and failed before, with what they said then. */
export function unsteadyForms(report: Report): readonly CauseForms[] {
  return unsteadyTests(report).map((test) =>
    formsOf(report, { tests: [test], waived: 0 }, flakyNote, failedBefore(test)),
  );
}

function formsOf(
  report: Report,
  { tests, failure, waived }: FailureCluster,
  noteOf: (test: MergedCase) => string,
  details: MergedCase["details"] = tests[0].details,
): CauseForms {
  const [first] = tests;
  const cause = (count: number, trace: string | undefined): SiteCause => {
    const command = reproductionOf(report, first);
    const notes = annotationWords(first);
    const { shown } = attachmentPlaces(first);
    return {
      tests: tests.slice(0, count).map((test) => siteTest(report, test, noteOf(test))),
      ...(trace === undefined ? {} : { trace }),
      ...(command === undefined ? {} : { command }),
      ...(failure === undefined ? {} : { failure }),
      ...(waived === 0 ? {} : { waived }),
      ...(notes === "" ? {} : { notes: plain(notes) }),
      ...(shown.length === 0 ? {} : { attachments: shown.map((path) => plain(path)) }),
      ...(tests.length > count ? { more: tests.length - count } : {}),
    };
  };
  return [() => cause(named.all, plainLines(traceOf({ details }))), () => cause(named.some, undefined)];
}

function siteTest({ owners }: Report, test: MergedCase, note: string): SiteTest {
  const { file, package: owner, kind, status } = test;
  const of = file === undefined ? undefined : owners?.get(file);
  return {
    title: plain(titleOf(test)),
    place: plain(testPlace(test)),
    package: plainName(owner),
    kind: plainName(kind),
    status,
    note: plain(note),
    ...(of === undefined || of.length === 0 ? {} : { owners: of.slice(0, 5).map((name) => plain(name)) }),
  };
}
