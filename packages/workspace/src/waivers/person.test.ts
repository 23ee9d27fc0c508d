import { describe, expect, it } from "vitest";
import { isOwner, isSamePerson, parsePerson, personOf } from "./person.ts";

describe("a person", () => {
  it.each([
    ["Lin", "12+lin@users.noreply.github.com", "@lin"],
    ["Lin", "lin@users.noreply.github.com", "@lin"],
    ["Lin", "12+lin_acme@users.noreply.github.com", "@lin_acme"],
    ["bot", "41898282+github-actions[bot]@users.noreply.github.com", "@github-actions[bot]"],
    ["Lin", "12+lin@users.noreply.example.com", "@lin"],
    ["Lin", "lin@example.com", undefined],
    ["Lin", "lin@users.noreply.github.com@example.com", undefined],
  ])("%s <%s> has the handle %s", (name, email, handle) => {
    expect(personOf(name, email).handle).toBe(handle);
  });

  it.each([
    ["Ada Lovelace <ada@example.com>", { name: "Ada Lovelace", email: "ada@example.com" }],
    ["@ada", { handle: "@ada" }],
    ["@ada_acme", { handle: "@ada_acme" }],
    ["@ada <ada@example.com>", { handle: "@ada", email: "ada@example.com" }],
    ["ada@example.com", { email: "ada@example.com" }],
    ["Ada", { name: "Ada" }],
  ])("is read from %s", (text, person) => {
    expect(parsePerson(text)).toEqual(person);
  });

  it.each([
    [{ email: "ADA@example.com" }, { email: "ada@example.com", name: "A" }, true],
    [{ handle: "@ada" }, { handle: "@Ada" }, true],
    [{ name: "Ada", email: "a@x" }, { name: "Ada", email: "a@y" }, true],
    [{ name: "Ada", email: "a@x" }, { name: "Lin", email: "l@x" }, false],
    [{ email: "a@x" }, { handle: "@a" }, false],
    [{}, {}, false],
  ])("%j and %j are the same: %s", (a, b, same) => {
    expect(isSamePerson(a, b)).toBe(same);
  });

  it.each([
    [{ handle: "@ada" }, "@ADA", true],
    [{ handle: "@ada" }, "@lin", false],
    [{ email: "ada@example.com" }, "ada@example.com", true],
    [{ email: "ada@example.com" }, "@ada", undefined],
    [{ handle: "@ada" }, "@shop/api-team", undefined],
    [{ handle: "@ada" }, "ada@example.com", undefined],
  ])("%j is the owner %s: %s", (person, owner, is) => {
    expect(isOwner(person, owner)).toBe(is);
  });
});
