import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { lookUpBelow } from "../src/files/look-up-below.ts";

const looked = vi.hoisted(() => ({ at: [] as string[] }));

/** Every look at the file system, to see that none of them leaves the folder. */
vi.mock("node:fs", async (load) => {
  const fs = await load<typeof import("node:fs")>();
  const noting = <A extends readonly unknown[], R>(call: (...given: A) => R) => {
    return (...given: A): R => {
      looked.at.push(String(given[0]));
      return call(...given);
    };
  };
  return { ...fs, lstatSync: noting(fs.lstatSync), readlinkSync: noting(fs.readlinkSync) };
});

describe("looking for files below a folder", () => {
  let folder = "";
  const root = (): string => join(folder, "repository");

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "look-up-")));
    mkdirSync(join(root(), "results/a"), { recursive: true });
    mkdirSync(join(folder, "outside"));
    writeFileSync(join(root(), "results/a/shot.png"), "12345");
    writeFileSync(join(root(), "results/empty.log"), "");
    writeFileSync(join(folder, "outside/secret"), "secret");
    const links = {
      "inner-folder": "results/a",
      "inner-file": join(folder, "repository/results/a/shot.png"),
      "results/up": "../results/../results/empty.log",
      "outer-file": "../outside/secret",
      "outer-folder": join(folder, "outside"),
      "results/outer": "../../outside",
      "inner-then-outer": "results/outer/secret",
      "round-1": "round-2",
      "round-2": "round-1",
      nowhere: "results/none",
      "itself-and-back": "../repository/results/empty.log",
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root(), name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["results/a/shot.png", { state: "present", bytes: 5 }],
    ["results/empty.log", { state: "present", bytes: 0 }],
    ["inner-folder/shot.png", { state: "present", bytes: 5 }],
    ["inner-file", { state: "present", bytes: 5 }],
    ["results/up", { state: "present", bytes: 0 }],
    ["itself-and-back", { state: "present", bytes: 0 }],
    ["results/a", { state: "absent" }],
    ["results/none", { state: "absent" }],
    ["results/empty.log/x", { state: "absent" }],
    ["nowhere", { state: "absent" }],
    ["round-1", { state: "absent" }],
    ["a\0b", { state: "absent" }],
    ["x".repeat(5_000), { state: "absent" }],
    ["outer-file", { state: "outside" }],
    ["outer-folder/secret", { state: "outside" }],
    ["outer-folder", { state: "outside" }],
    ["results/outer/secret", { state: "outside" }],
    ["inner-then-outer", { state: "outside" }],
  ])("%s", (path, found) => {
    looked.at.length = 0;
    expect(lookUpBelow(root())(path)).toEqual(found);
    expect(looked.at.length).toBeGreaterThan(0);
    expect(looked.at.filter((at) => !at.startsWith(`${root()}/`))).toEqual([]);
  });

  it("knows a folder by its own name and by a link to it", () => {
    symlinkSync(root(), join(folder, "alias"));
    expect(lookUpBelow(join(folder, "alias"))("inner-file")).toEqual({ state: "present", bytes: 5 });
  });
});
