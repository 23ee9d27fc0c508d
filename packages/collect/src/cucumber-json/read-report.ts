import { createCaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import type { JsonDocument } from "../json/document.ts";
import { lostResults, missingField } from "../json/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import type { RawProblem, Sink } from "../reader.ts";
import type { FeatureContext } from "./read-scenario.ts";
import { readScenario } from "./read-scenario.ts";

/** Reads a list of features: a case for each scenario and for each row of an outline. */
export function readReport({ value, whole }: JsonDocument, sink: Sink): void {
  if (!Array.isArray(value)) {
    sink.problem(notAList(value));
    return;
  }
  const cases = createCaseSink(sink);
  const features: readonly unknown[] = value;
  const producer = producerOf(features);
  if (producer !== undefined) sink.producer(producer);
  for (const feature of features) {
    if (isMembers(feature)) readFeature(feature, { cases, whole, isBehave: producer === "behave" });
    else cases.doubt(lostResults, `a feature that is ${showValue(feature)}`);
  }
  if (whole && cases.cases === 0) sink.problem(noTests);
  cases.close();
}

function readFeature(feature: Members, context: FeatureContext): void {
  const { cases, whole } = context;
  const title = cleanName(ownText(feature, "name") ?? "");
  const place = placeOf(feature);
  const elements = ownList(feature, "elements");
  // A feature whose scenarios were all filtered out is written without elements by some.
  if (elements === undefined && own(feature, "elements") !== undefined)
    cases.doubt(lostResults, `"elements" of the feature ${quote(title)}`);
  if (whole && place.file === undefined)
    cases.doubt(missingField, `the "uri" of the feature ${quote(title)}`);

  let background: Members | undefined;
  for (const element of elements ?? []) {
    if (!isMembers(element)) {
      cases.doubt(lostResults, `an element of the feature ${quote(title)} that is ${showValue(element)}`);
      continue;
    }
    if (own(element, "type") === "background") {
      if (background !== undefined) tell([background], background);
      background = element;
    } else {
      tell(background === undefined ? [element] : [background, element], element);
      background = undefined;
    }
  }
  // A background that failed before its scenario could be told.
  if (background !== undefined) tell([background], background);

  function tell(elements: readonly Members[], element: Members): void {
    const name = cleanName(ownText(element, "name") ?? "");
    const { file = place.file, line } = placeOf(element);
    cases.add({
      ...(file === undefined ? {} : { file }),
      suite: title === "" ? [] : [title],
      name: name === "" ? (ownText(element, "keyword")?.trim() ?? "Scenario") : name,
      ...(line === undefined ? {} : { line }),
      ...readScenario(elements, name, context),
    });
  }
}

type Place = { readonly file?: string; readonly line?: number };

/** `uri` and `line`, or behave's `location`. */
function placeOf(members: Members): Place {
  const location = /^(.+):(\d{1,9})$/.exec(ownText(members, "location") ?? "");
  const file = location?.[1] ?? ownText(members, "uri");
  const line = location === null ? ownInteger(members, "line", 1) : Number(location[2]);
  return {
    ...(file === undefined || file === ""
      ? {}
      : { file: cleanName(file).replace(/^(?:file|classpath):/, "") }),
    ...(line === undefined || line === 0 ? {} : { line }),
  };
}

/** Only behave tells the type of a step, only cucumber-js tells hooks as hidden steps. */
function producerOf(features: readonly unknown[]): "behave" | "cucumber-js" | undefined {
  for (const feature of features) {
    for (const element of (isMembers(feature) ? ownList(feature, "elements") : undefined) ?? []) {
      for (const step of (isMembers(element) ? ownList(element, "steps") : undefined) ?? []) {
        if (!isMembers(step)) continue;
        if (ownText(step, "step_type") !== undefined) return "behave";
        if (own(step, "hidden") === true) return "cucumber-js";
      }
    }
  }
  return undefined;
}

function notAList(value: unknown): RawProblem {
  return {
    code: "malformed",
    severity: "error",
    message: `The JSON is ${showValue(value)}, a list of features was wanted.`,
    remedy: "Give the file as the tool writes it.",
  };
}
