import fc from "fast-check";

type Pieces = {
  readonly expression: string;
  readonly statement: string;
  readonly block: string;
  readonly body: string;
  readonly looped: string;
};

/** The texts of `parts` joined by what the template says around them. */
function text(
  strings: TemplateStringsArray,
  ...parts: readonly fc.Arbitrary<string>[]
): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((values) => strings.map((string, i) => string + (values[i] ?? "")).join(""));
}

/** `t(n)` answers truthy or falsy, differently from call to call; it throws where the programs may end early. */
const asked = fc.nat(40).map((n) => `t(${n})`);
const loop = fc.nat(2).map(String);
const letter = fc.constantFrom("a", "b");

function piecesOf(isAsync: boolean, isGenerator: boolean): fc.LetrecValue<Pieces> {
  const waiting = [
    ...(isAsync ? ["(await ", "await "] : []),
    ...(isGenerator ? ["(yield ", "yield "] : []),
  ].filter((start) => start.startsWith("("));
  return fc.letrec<Pieces>((tie) => ({
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      asked,
      letter,
      text`(${tie("expression")} && ${tie("expression")})`,
      text`(${tie("expression")} || ${tie("expression")} && ${tie("expression")})`,
      text`(${tie("expression")} ?? ${tie("expression")})`,
      text`(${tie("expression")} ? ${tie("expression")} : (${tie("expression")}))`,
      text`(d() && f(${tie("expression")}))`,
      text`(d() && f(...[undefined, ${tie("expression")}]))`,
      text`o(${tie("expression")})?.m(${tie("expression")})`,
      text`(a ||= ${tie("expression")})`,
      text`(() => ${tie("expression").filter((code) => !/await|yield/.test(code))})()`,
      text`(d() && new C(${tie("expression")}).m())`,
      text`(d() && [...g(${tie("expression")})].length)`,
      text`(d() && [...g()][0])`,
      text`(d() && one(g(${tie("expression")})))`,
      text`(d() && h(${tie("expression")}))`,
      text`\`x\${${tie("expression")}}\``,
      ...waiting.map((start) => text`${fc.constant(start)}${tie("expression")})`),
    ),
    block: text`{ ${tie("statement")}\n${tie("statement")} }`,
    body: fc.oneof(tie("block"), tie("block"), tie("statement")),
    looped: fc.oneof(
      tie("body"),
      text`{ ${tie("statement")} if (${tie("expression")}) break; ${tie("statement")} }`,
      text`{ if (${tie("expression")}) { ${tie("statement")} continue; } ${tie("statement")} }`,
    ),
    statement: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      text`${tie("expression")};`,
      text`if (${tie("expression")}) ${tie("body")}`,
      text`if (${tie("expression")}) ${tie("body")} else ${tie("body")}`,
      text`if (${tie("expression")}) ${tie("block")} else if (${tie("expression")}) ${tie("block")}`,
      text`{ let c = ${tie("expression")}, { q = ${tie("expression")} } = o(1) ?? {}; }`,
      text`for (let i = 0; i < ${loop} && ${tie("expression")}; i++, ${tie("expression")}) ${tie("looped")}`,
      text`for (const i of [${tie("expression")}, 2].slice(${loop})) ${tie("looped")}`,
      text`{ let i = 0; while (i++ < ${loop}) ${tie("looped")} }`,
      text`{ let i = 0; do ${tie("looped")} while (i++ < ${loop} && ${tie("expression")}); }`,
      text`switch (n(${tie("expression")})) { case 0: ${tie("statement")} break; case n(${tie("expression")}): ${tie("statement")} default: ${tie("statement")} }`,
      text`try ${tie("block")} catch ${tie("block")}`,
      text`try { ${tie("statement")} throw 1; } catch (e) ${tie("block")} finally ${tie("block")}`,
      text`try ${tie("block")} finally ${tie("block")}`,
      fc
        .tuple(fc.nat(1e9), tie("statement"), tie("expression"), tie("statement"))
        .map(([l, first, when, last]) => `l${l}: { ${first} if (${when}) break l${l}; ${last} }`),
      text`if (${tie("expression")}) return ${tie("expression")};`,
      text`if (${tie("expression")}) { ${tie("statement")} return; }`,
      text`{ const k = (a = ${asked}) => ${tie("block").filter((code) => !/await|yield/.test(code))}; ${tie("expression")} && k(); }`,
      text`{ class D { p = ${asked}; static q = ${asked}; static { ${asked}; } } new D(); }`,
    ),
  }));
}

const plain = piecesOf(false, false);
const pausing = piecesOf(true, false);
const giving = piecesOf(false, true);

/** Programs that come to an end, in JavaScript that node runs as it stands. */
export const program: fc.Arbitrary<string> = text`import { d, n, o, one, t } from "./given.mjs";
function f(a = ${plain.expression.map((code) => code.replaceAll("d()", "0").replaceAll(/\b[ab]\b/g, "2"))}, b = 2) { ${plain.statement}
${plain.statement} return a; }
function* g(a, b) { ${giving.statement}
yield ${asked};
${giving.statement} }
async function h(a, b) { ${pausing.statement}
await ${asked};
${pausing.statement} }
class C { p = ${asked}; #q = (() => ${asked})(); static r = ${asked}; constructor(v) { this.v = v || ${asked}; } m(a = ${asked}, b) { ${plain.statement} } s = ${asked}; get z() { return ${asked}; } }
class E extends C { t = ${asked} }
export default function (a, b) { ${plain.statement}
${plain.statement}
${plain.statement}
h(1);
${plain.statement} }
`;
