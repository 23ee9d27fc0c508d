import type { XmlAttributes } from "../xml/handler.ts";

/** What is known about the name of a suite; names of assemblies and projects are paths, and no part of it. */
export type SuiteName = {
  /** As it is shown. */
  readonly shown: string;
  /** Namespace and class of the tests inside, as far as they are known. */
  readonly full: string;
};

export function suiteName(attributes: XmlAttributes, around: SuiteName): SuiteName {
  const name = attributes.keep("name") ?? "";
  const type = attributes.get("type") ?? "";
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  // Early versions of NUnit 2 have no types: there the name tells.
  const isPath = base !== name || /\.(?:dll|exe|nunit|csproj|sln)$/i.test(name);
  if (outside.has(type) || (type === "" && isPath)) return { shown: base, full: around.full };
  const fullname = attributes.keep("fullname") ?? joined(around.full, name);
  // The suites of methods and of fixtures with arguments only hold what has the name of the class again.
  return { shown: fullname, full: repeating.has(type) ? around.full : fullname };
}

const outside: ReadonlySet<string> = new Set(["Assembly", "Project", "Test Project", "Unknown"]);
const repeating: ReadonlySet<string> = new Set([
  "ParameterizedTest",
  "ParameterizedMethod",
  "ParameterizedFixture",
  "GenericMethod",
  "GenericFixture",
  "Theory",
]);

function joined(around: string, name: string): string {
  if (around === "" || name === around || name.startsWith(`${around}.`)) return name;
  const full = `${around}.${name}`;
  // Deeper nesting than any namespace has: the names would take all memory.
  return full.length > longestName ? name : full;
}

const longestName = 2_000;

/** Class and name of a test. NUnit 3 gives both, NUnit 2 gives them joined, with arguments that may hold points. */
export function caseName(
  attributes: XmlAttributes,
  around: SuiteName,
): { readonly suite: readonly string[]; readonly name: string } {
  const name = attributes.keep("name") ?? "";
  const full = attributes.keep("fullname");
  if (full !== undefined && full !== name && full.endsWith(`.${name}`))
    return { suite: [full.slice(0, -name.length - 1)], name };
  const className = attributes.keep("classname") || around.full;
  if (className !== "" && name.startsWith(`${className}.`))
    return { suite: [className], name: name.slice(className.length + 1) };
  const beforeArguments = name.indexOf("(") < 0 ? name.length : name.indexOf("(");
  const end = name.lastIndexOf(".", beforeArguments - 1);
  if (attributes.get("classname") === undefined && end > 0 && beforeArguments > 0)
    return { suite: [name.slice(0, end)], name: name.slice(end + 1) };
  return { suite: className === "" ? [] : [className], name };
}
