import type { Decision, Report, SiteTestChange } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type BaseChange, baseChanges, baseCounts, wasWords } from "../base-words.ts";
import { type FindingItem, findingCounts, findingItems, fixedItems } from "../finding-words.ts";
import { failureForms, unsteadyForms } from "./causes.ts";
import { cellFigures, coverageNotes, fileForms, totalFigures, unmeasuredFiles } from "./coverage.ts";
import { expectedItems, inputItem, judgedRows, missingItems, problemItems } from "./evidence.ts";
import { bothForms, type Filled, fill } from "./fill.ts";
import { plain } from "./plain.ts";
import { testFiles, withoutTests, withTests } from "./test-files.ts";

/** A part of the data: what is short, and lists that may be long. */
export type Part = { readonly members: object; readonly lists: readonly List[] };

export type List = {
  readonly name: string;
  /** What it may take, in hundredths of the budget. */
  readonly share: number;
  readonly fill: (budget: number) => Filled;
  /** What is said of items in a shorter form than the first. */
  readonly short?: (count: number) => string;
  /** What is said of items that are not there. */
  readonly none: (count: number) => string;
};

export function testsPart(report: Report, decision: Decision): Part {
  const { baseline } = report;
  const against = baseline === undefined ? "" : baseCounts(report, baseline);
  return {
    members: { total: report.totals.tests, against },
    lists: [
      {
        name: "failures",
        share: 25,
        fill: (budget) => fill(failureForms(report, decision), budget, bothForms),
        short: (count) => `what ${plural(count, "cause")} of failing tests said`,
        none: (count) => plural(count, "cause of failing tests", "causes of failing tests"),
      },
      {
        name: "unsteady",
        share: 5,
        fill: (budget) => fill(unsteadyForms(report), budget, bothForms),
        short: (count) => `what ${plural(count, "flaky test")} said`,
        none: (count) => plural(count, "flaky test"),
      },
      {
        name: "changes",
        share: 3,
        fill: (budget) =>
          fill(baseline === undefined ? [] : baseChanges(report, baseline), budget, [plainChange]),
        none: (count) => plural(count, "change against the base", "changes against the base"),
      },
      {
        name: "files",
        share: 22,
        fill: (budget) => fill(testFiles(report), budget, [withTests, withoutTests]),
        short: (count) => `the tests in ${plural(count, "file")} one by one`,
        none: (count) => plural(count, "file of tests", "files of tests"),
      },
    ],
  };
}

export function coveragePart(report: Report): Part {
  return {
    members: { notes: coverageNotes(report), ...totalFigures(report) },
    lists: [
      {
        ...{ name: "cells", share: 3, fill: (budget) => fill(cellFigures(report), budget, [same]) },
        none: (count) => plural(count, "row of package and kind", "rows of package and kind"),
      },
      {
        ...{ name: "files", share: 25, fill: (budget) => fill(fileForms(report), budget, bothForms) },
        short: (count) => `the lines of ${plural(count, "file")}`,
        none: (count) => plural(count, "covered file"),
      },
      {
        ...{ name: "unmeasured", share: 2, fill: (budget) => fill(unmeasuredFiles(report), budget, [same]) },
        none: (count) => plural(count, "source in no report", "sources in no report"),
      },
    ],
  };
}

export function findingsPart(report: Report): Part {
  return {
    members: { counts: plain(findingCounts(report)) },
    lists: [
      {
        name: "items",
        share: 5,
        fill: (budget) => fill([...findingItems(report), ...fixedItems(report)], budget, [plainFinding]),
        none: (count) => plural(count, "finding"),
      },
    ],
  };
}

export function evidencePart(report: Report, decision: Decision): Part {
  const list = (name: string, items: readonly unknown[], noun: string): List => ({
    ...{ name, share: 2, fill: (budget) => fill(items, budget, [same]) },
    none: (count) => plural(count, noun),
  });
  return {
    members: {},
    lists: [
      list("judged", judgedRows(report, decision), "digest"),
      list("expected", expectedItems(report), "expected report"),
      list("missing", missingItems(report), "missing report"),
      list("problems", problemItems(report), "problem"),
      {
        ...{ name: "inputs", share: 2, fill: (budget) => fill(report.inputs, budget, [inputItem]) },
        none: (count) => plural(count, "report that was read", "reports that were read"),
      },
    ],
  };
}

function same(item: unknown): unknown {
  return item;
}

function plainFinding({ word, place, rule, message, note }: FindingItem): FindingItem {
  return { word, place: plain(place), rule: plain(rule), message: plain(message), note: plain(note) };
}

function plainChange(change: BaseChange): SiteTestChange {
  const { word, title, place } = change;
  return { word, title: plain(title), place: plain(place), was: plain(wasWords(change, JSON.stringify)) };
}
