import { expect, it } from "vitest";
import { eventWords } from "./event-words.ts";

const run = { runId: 7, runAttempt: 2 };
const repository = { name: "shop", full_name: "octo/shop", owner: { login: "octo" } };

it("tells which pull request an event is of", () => {
  expect(
    eventWords({ ...run, eventName: "pull_request", payload: { repository, pull_request: { number: 3 } } }),
  ).toBe("Event pull_request of octo/shop, pull request #3; this is run 7, attempt 2.");
});

it("tells whose verdict the trusted half shows", () => {
  expect(
    eventWords({ ...run, eventName: "workflow_run", payload: { repository, workflow_run: { id: 5 } } }),
  ).toBe("Event workflow_run of octo/shop, the verdict of run 5; this is run 7, attempt 2.");
});

it("says nothing of what an event does not have", () => {
  expect(eventWords({ ...run, eventName: "schedule", payload: {} })).toBe(
    "Event schedule; this is run 7, attempt 2.",
  );
});
