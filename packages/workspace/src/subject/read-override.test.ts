import { describe, expect, it } from "vitest";
import { labelIn } from "./read-override.ts";

const label = "tollgate:override";
const payload = {
  action: "labeled",
  label: { name: label },
  sender: { login: "lin" },
  pull_request: {
    labels: [{ name: "docs" }, { name: label }],
    body: "A.\r\n\r\nTollgate-override:  the site is down \r\nB.",
  },
};

describe("a label that overrides", () => {
  it("comes with who set it and why", () => {
    expect(labelIn(payload, label)).toEqual({ isSet: true, actor: "@lin", reason: "the site is down" });
  });

  it.each([
    ["is not set", { ...payload, pull_request: { ...payload.pull_request, labels: [] } }, { isSet: false }],
    ["is not an event's", {}, { isSet: false }],
    ["is not what anybody wrote", { pull_request: { labels: "tollgate:override" } }, { isSet: false }],
  ])("%s", (_, event, state) => {
    expect(labelIn(event, label)).toEqual(state);
  });

  it("has nobody who set it in another event", () => {
    for (const other of [{ action: "synchronize" }, { label: { name: "docs" } }, { sender: {} }])
      expect(labelIn({ ...payload, ...other }, label).actor).toBeUndefined();
  });

  it.each([null, "", "Tollgate-override:", "Tollgate-override:  \n  ", "see Tollgate-override: no"])(
    "has no reason in %j",
    (body) => {
      const event = { ...payload, pull_request: { ...payload.pull_request, body } };
      expect(labelIn(event, label).reason).toBeUndefined();
    },
  );
});
