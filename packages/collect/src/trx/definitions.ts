import type { XmlAttributes } from "../xml/handler.ts";
import { groupPart, ignored, type Part } from "../xml-tests/part.ts";

/** What a report says about tests apart from their results. */
export type Definitions = {
  /** By the id of the test. */
  readonly homes: Map<string, TestHome>;
  /** Address of the adapter that ran the tests; of several the first. */
  adapter: string | undefined;
};

/** Where a test stands; `file` only when its code is not an assembly. */
type TestHome = { readonly className?: string; readonly file?: string };

/** `TestDefinitions`: one element for each test, whatever its kind is called. */
export function definitionsPart(definitions: Definitions): Part {
  return groupPart((_kind, test) => {
    const id = test.keep("id");
    return groupPart((name, attributes) => {
      if (name !== "TestMethod") return ignored;
      definitions.adapter ??= attributes.keep("adapterTypeName");
      if (id !== undefined) definitions.homes.set(id, homeOf(attributes));
      return ignored;
    });
  });
}

function homeOf(attributes: XmlAttributes): TestHome {
  const className = attributes.keep("className");
  const code = attributes.keep("codeBase") ?? "";
  return {
    // Writers for JavaScript say `none`.
    ...(className === undefined || className === "none" ? {} : { className: withoutAssembly(className) }),
    ...(/\.(?:[cm]?[jt]sx?)$/.test(code) ? { file: code } : {}),
  };
}

/** MSTest writes `Shop.CartTests, Shop.Tests, Version=1.0.0.0, …`. A comma inside brackets is part of a generic class. */
function withoutAssembly(className: string): string {
  // A regular expression runs out of stack on longer ones; no class has such a name.
  if (className.length > longestClass) return className;
  return /^((?:[^,[]|\[[^\]]*\])*),\s/.exec(className)?.[1] ?? className;
}

const longestClass = 10_000;

/** The test framework that an adapter belongs to, when it is certain. */
export function frameworkOf(adapter: string | undefined): string | undefined {
  if (adapter === undefined) return undefined;
  for (const [pattern, framework] of adapters) if (pattern.test(adapter)) return framework;
  return undefined;
}

const adapters: readonly (readonly [RegExp, string])[] = [
  [/^executor:\/\/xunit\//i, "xUnit.net"],
  // The id of xUnit.net v3 at Microsoft.Testing.Platform.
  [/^executor:\/\/30ea7c6e-dd24-4152-a360-1387158cd41d\//i, "xUnit.net v3"],
  [/^executor:\/\/nunit3testexecutor/i, "NUnit"],
  [/^executor:\/\/mstestadapter/i, "MSTest"],
  [/^Microsoft\.VisualStudio\.TestTools\.TestTypes\.Unit\./, "MSTest"],
];
