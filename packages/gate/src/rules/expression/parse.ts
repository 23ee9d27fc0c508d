import { nearestNames } from "../../nearest-names.ts";
import { parsePercent } from "../../percent.ts";
import { factTypes } from "./facts.ts";
import { ExpressionFault, type Token, tokensOf } from "./tokens.ts";
import {
  type Comparison,
  type Condition,
  type Filter,
  type FilterName,
  filterNames,
  type Sign,
  type Sum,
  signs,
  type Term,
  type Value,
  type ValueType,
} from "./tree.ts";

/** How deep brackets and `not` may lie in each other. */
export const mostLevels = 20;

/** The tree of an expression. Throws an `ExpressionFault` with its place. */
export function parseExpression(text: string): Condition {
  return new Parser(text).whole();
}

/** By descent; each method reads what it is named after. */
class Parser {
  private next = 0;
  private level = 0;
  private readonly text: string;
  private readonly tokens: readonly Token[];

  constructor(text: string) {
    this.text = text;
    this.tokens = tokensOf(text);
  }

  whole(): Condition {
    const condition = this.anyOf();
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw this.unexpected("and, or, or the end");
    return condition;
  }

  private anyOf(): Condition {
    return this.list("or", () => this.list("and", () => this.negation()));
  }

  private list(form: "and" | "or", item: () => Condition): Condition {
    const of = [item()];
    while (this.take(form)) of.push(item());
    return of.length === 1 ? of[0]! : { form, of };
  }

  private negation(): Condition {
    if (this.take("not")) return this.deeper(() => ({ form: "not", of: this.negation() }));
    if (!this.take("(")) return this.comparison();
    return this.deeper(() => {
      const inner = this.anyOf();
      this.expect(")");
      return inner;
    });
  }

  private deeper(read: () => Condition): Condition {
    this.level++;
    if (this.level > mostLevels) throw this.unexpected(`at most ${mostLevels} levels`);
    const condition = read();
    this.level--;
    return condition;
  }

  private comparison(): Comparison {
    const start = this.tokens[this.next]?.at ?? this.text.length;
    const left = this.sum();
    const token = this.tokens[this.next];
    const sign = signs.find((candidate) => candidate === token?.text);
    if (sign === undefined) throw this.unexpected(`a comparison (${signs.join(", ")})`);
    this.next++;
    const right = this.sum(left);
    const end = this.tokens[this.next - 1]!.end;
    if (left.type !== right.type) throw differentTypes(left, sign, right);
    return { form: "compare", left, sign, right, text: this.text.slice(start, end).replace(/\s+/g, " ") };
  }

  private sum(other?: Sum): Sum {
    const at = this.tokens[this.next]?.at ?? this.text.length;
    const first = this.value(other);
    const terms: Term[] = [{ sign: 1, value: first }];
    const type = typeOf(first);
    for (;;) {
      const sign = this.take("+") ? 1 : this.take("-") ? -1 : undefined;
      if (sign === undefined) return { terms, type, at };
      const start = this.tokens[this.next]?.at ?? this.text.length;
      const value = this.value(other);
      const right = { terms: [], type: typeOf(value), at: start };
      if (right.type !== type) throw differentTypes({ terms: [], type, at }, sign === 1 ? "+" : "-", right);
      terms.push({ sign, value });
    }
  }

  private value(other: Sum | undefined): Value {
    const token = this.tokens[this.next];
    if (token?.kind === "number") {
      this.next++;
      return { form: "number", type: "count", amount: Number(token.text) };
    }
    if (token?.kind === "percent") {
      this.next++;
      return { form: "number", type: "share", amount: parsePercent(token.text) ?? 0 }; // the token is one
    }
    if (token?.kind !== "word" || keywords.has(token.text)) throw this.unexpected("a fact or a number");
    this.next++;
    if (token.text === "base") return baseOf(token, other);
    if (!factTypes.has(token.text)) throw unknownFact(token);
    return { form: "fact", name: token.text, filter: this.take("(") ? this.filter() : {} };
  }

  private filter(): Filter {
    const filter: { [name in FilterName]?: string } = {};
    do {
      const token = this.tokens[this.next];
      const name = filterNames.find((candidate) => candidate === token?.text);
      if (name === undefined) throw this.unexpected(`one of ${filterNames.join(", ")}`);
      this.next++;
      this.expect(":");
      const value = this.tokens[this.next];
      if (value?.kind !== "word" && value?.kind !== "text")
        throw this.unexpected("a name, or a text in quotes");
      this.next++;
      filter[name] = value.text;
    } while (this.take(","));
    this.expect(")");
    return filter;
  }

  private take(text: string): boolean {
    const token = this.tokens[this.next];
    if (token === undefined || token.kind === "text" || token.text !== text) return false;
    this.next++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected(`"${text}"`);
  }

  private unexpected(allowed: string): ExpressionFault {
    const token = this.tokens[this.next];
    return new ExpressionFault({
      at: token?.at ?? this.text.length,
      found: token === undefined ? "the end of the expression" : `"${token.text}"`,
      allowed,
      remedy: "docs/rules/expression.md has the grammar.",
    });
  }
}

const keywords: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** `base`: what the base has of the fact on the other side. */
function baseOf(token: Token, other: Sum | undefined): Value {
  const [first, ...more] = other?.terms ?? [];
  const name = first?.value.form === "fact" ? `baseline.${first.value.name}` : "";
  if (first?.value.form === "fact" && more.length === 0 && factTypes.has(name))
    return { form: "fact", name, filter: first.value.filter };
  throw new ExpressionFault({
    at: token.at,
    found: '"base"',
    allowed: "`base` to the right of one fact that the base has, as coverage.lines",
    remedy: "Name the fact: baseline.coverage.lines.",
  });
}

function typeOf(value: Value): ValueType {
  return value.form === "number" ? value.type : (factTypes.get(value.name) ?? "count");
}

function unknownFact({ text, at }: Token): ExpressionFault {
  const near = nearestNames(text, factTypes.keys());
  return new ExpressionFault({
    at,
    found: `the unknown fact "${text}"`,
    allowed: `one of ${[...factTypes.keys()].join(", ")}`,
    remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Name a fact.",
  });
}

const typeWords: Readonly<Record<ValueType, string>> = { count: "a count", share: "a percentage" };

function differentTypes(left: Sum, sign: Sign | "+" | "-", right: Sum): ExpressionFault {
  return new ExpressionFault({
    at: right.at,
    found: `${typeWords[left.type]} ${sign} ${typeWords[right.type]}`,
    allowed: "two counts or two percentages",
    remedy: left.type === "share" ? "Write for example 80%." : "Write a whole number.",
  });
}
