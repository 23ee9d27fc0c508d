import { describe, expect, test } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { recogniseJunit } from "./recognise.ts";

describe("JUnit", () => {
  test.each<[what: string, input: string | Uint8Array]>([
    ["testsuites", "<testsuites/>"],
    ["testsuite", '<testsuite name="s">'],
    ["a declaration in front", '<?xml version="1.0"?>\n<testsuites>'],
    ["comments and a DOCTYPE", "<!-- <html> --><!DOCTYPE t [<!ENTITY a '<x>'>]>\n<testsuite>"],
    ["a prefix", "<j:testsuites xmlns:j='urn:j'>"],
    ["log lines in front", "[INFO] <anonymous> log\n<?xml version='1.0'?><testsuite>"],
    ["a root that is cut", "<testsuites"],
    ["UTF-16", Buffer.from("\ufeff<testsuite/>", "utf16le")],
    ["UTF-16 without a mark", Buffer.from("<testsuite/>", "utf16le")],
  ])("is known by %s", (_what, input) => {
    expect(recogniseJunit(headOf(input))).toBe(true);
  });

  test.each<[what: string, input: string]>([
    ["another root", "<coverage/>"],
    ["a root that only begins so", "<testsuites-report/>"],
    ["a root around it", "<report><testsuites/></report>"],
    ["a comment about it", "<!-- <testsuite> --><suites/>"],
    ["JSON that quotes it", '{"message": "\n<testsuite>"}'],
    ["a JSON list that quotes it", '[\n  {"a": "\n<testsuite>"}]'],
    ["text about it", "see <testsuite> below"],
    ["nothing", ""],
    ["a comment without an end", "<!-- <testsuite>"],
  ])("is not %s", (_what, input) => {
    expect(recogniseJunit(headOf(input))).toBe(false);
  });
});
