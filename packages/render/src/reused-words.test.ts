import { digestOf, type ReportInput } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { reusedWords } from "./reused-words.ts";

function anInput(members: Partial<ReportInput>): ReportInput {
  const origin = {
    ...{ package: "shop", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 1 },
    ...{ environment: [], invocation: "reports" },
  };
  const digest = digestOf(JSON.stringify(members));
  return {
    id: digest,
    origin,
    input: { path: "junit.xml", bytes: 1, digest },
    status: "ok",
    superseded: false,
    ...members,
  };
}

const from = (commit: string, ...names: readonly string[]) =>
  anInput({
    reused: {
      commit: commit.repeat(40),
      from: "bundle main.tollgate",
      packages: names.map((name) => ({ name, inputHash: digestOf(name) })),
    },
  });

it("says once for each commit for whom it stands, and how many tasks a cache answered for", () => {
  const inputs = [
    anInput({}),
    from("b", "web"),
    from("a", "api", "cart", "http"),
    from("a", "pricing", "shop", "stock"),
    anInput({ fromCache: "turbo: cli#test" }),
  ];
  expect(reusedWords(aReport({ inputs }))).toEqual([
    "reused for api, cart, http, pricing, shop and 1 more package, with the same inputs: evidence of commit aaaaaaaaaaaa (bundle main.tollgate)",
    "reused for web, with the same inputs: evidence of commit bbbbbbbbbbbb (bundle main.tollgate)",
    "restored by a cache: reports of 1 task",
  ]);
  expect(reusedWords(aReport({ inputs: [anInput({})] }))).toEqual([]);
});
