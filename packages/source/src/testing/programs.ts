import fc from "fast-check";

type Pieces = { readonly statement: string; readonly expression: string; readonly block: string };

const hint = fc.oneof(
  { weight: 6, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "/* istanbul ignore next */ ",
      "/* istanbul ignore if */ ",
      "/* istanbul ignore else: never */ ",
      "// istanbul ignore next\n",
      "/* comment */ ",
      "/* v8 ignore next */ ",
    ),
  },
);
const name = fc.constantFrom("a", "b", "c");

/** The texts of `parts` joined by what the template says around them. */
function text(
  strings: TemplateStringsArray,
  ...parts: readonly fc.Arbitrary<string>[]
): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((values) => strings.map((string, i) => string + (values[i] ?? "")).join(""));
}

const pieces = fc.letrec<Pieces>((tie) => {
  const inner = (): fc.Arbitrary<string> => text`${hint}(${tie("expression")})`;
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      name,
      fc.constantFrom("1", '"text"', "`text`", "this"),
      text`${inner()} ? ${inner()} : ${inner()}`,
      text`${hint}${name} && ${inner()} || ${inner()}`,
      text`${name} ?? ${inner()}`,
      text`() => ${hint}${name}`,
      text`async (a = ${inner()}) => ${inner()}`,
      text`(a) => ${tie("block")}`,
      text`function ${name}() ${tie("block")}`,
      text`class { ${hint}m() ${tie("block")} ${hint}p = ${inner()}; #q = ${inner()}; static ${tie("block")} }`,
      text`{ m() ${tie("block")}, ${hint}get g() ${tie("block")}, k: ${inner()} }`,
      text`a(${inner()}, ...${inner()})`,
      text`(${inner()} as unknown)!`,
    ),
    block: text`{ ${tie("statement")}\n ${tie("statement")} }`,
    statement: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      text`${hint}a(${tie("expression")});`,
      text`${hint}var ${name} = ${inner()};`,
      text`${hint}var ${name} = ${hint}() => ${tie("block")}, { a = ${inner()} } = b;`,
      text`${hint}if (${tie("expression")}) ${hint}${tie("statement")} else ${hint}${tie("statement")}`,
      text`${hint}if (${tie("expression")}) ${tie("block")}`,
      text`for (var a = ${inner()}; ${tie("expression")};) ${tie("statement")}`,
      text`for (var a of ${inner()}) var c = ${hint}() => 1;`,
      text`do ${tie("statement")} while (${tie("expression")});`,
      text`${hint}switch (a) { ${hint}case 1: ${tie("statement")} ${hint}default: var b = ${hint}() => 2; }`,
      text`try ${tie("block")} catch ${tie("block")} finally ${tie("block")}`,
      text`${hint}(class extends ${hint}(${tie("expression")}) {});`,
      text`l: ${tie("statement")}`,
      fc.constantFrom(
        "type T = string;",
        "interface I { a: string }",
        "enum E { a = 1, b }",
        ";",
        "debugger;",
      ),
    ),
  };
});

/** Programs in TypeScript with everything that is counted, types, and hints of istanbul in most places. */
export const program: fc.Arbitrary<string> = fc
  .array(pieces.statement, { maxLength: 4 })
  .map((statements) => statements.join("\n"));
