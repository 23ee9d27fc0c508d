import type { Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { type Child, groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import { allureAttachments } from "./attachments.ts";
import { type OpenCase, testCasePart } from "./test-case-part.ts";

export function allure1Document(cases: Cases, sink: Sink): Part {
  return groupPart((name, attributes) =>
    name === "test-suite" ? suitePart(attributes, cases, sink) : undefined,
  );
}

/** A suite. Its tests are told at its end: its title may stand behind them. */
function suitePart(attributes: XmlAttributes, cases: Cases, sink: Sink): Part {
  const version = attributes.get("version");
  if (version !== undefined && /^[\w.-]{1,40}$/.test(version)) sink.producer(`Allure ${version}`);
  const tests: OpenCase[] = [];
  let name = "";
  let title = "";

  return {
    isContainer: true,
    child: take,
    close() {
      const suite = title || name;
      for (const { toTest } of tests) cases.add(toTest(suite === "" ? [] : [suite]));
    },
  };

  function take(element: string, of: XmlAttributes): Child {
    if (element === "name") return textPart((text) => (name ||= text.trim()));
    if (element === "title") return textPart((text) => (title ||= text.trim()));
    if (element === "test-cases") return groupPart(take);
    if (element === "test-case") return testCasePart(of, cases, (test) => void tests.push(test));
    if (element === "attachments") return allureAttachments(sink.attachment);
    return element === "description" || element === "labels" ? ignored : undefined;
  }
}
