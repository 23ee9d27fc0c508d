import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { recognise } from "../src/recognise.ts";
import { headOf } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

describe("the corpus of formats that are not read", () => {
  const rows = corpusRows("unsupported-xml");

  test.skipIf(rows.length === 0).each(rows)("$path is refused with advice", ({ absolute, path }) => {
    const found = recognise(headOf(readFileSync(absolute), path));
    expect(found).toMatchObject({ problem: { code: "unsupported-format", severity: "error" } });
  });
});
