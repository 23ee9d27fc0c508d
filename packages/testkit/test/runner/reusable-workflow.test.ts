import type { WorkflowResult } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask, openShop, pin, resultsOf, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

describe("a reusable workflow", () => {
  const called = `
    on:
      workflow_call:
        inputs: { who: { type: string, default: nobody }, how: { type: string } }
        secrets: { KEY: {} }
        outputs: { said: { value: "\${{ jobs.say.outputs.said }}" } }
    jobs:
      say:
        permissions: { contents: read, actions: write }
        outputs: { said: "\${{ steps.say.outputs.said }}" }
        steps:
          - id: say
            run: echo "said=\${{ inputs.who }}-\${{ inputs.how }}-\${{ secrets.KEY != '' }}-\${{ env.FROM }}" >> $GITHUB_OUTPUT
          - uses: octo/tools/ask@PIN
            with: { path: actions/artifacts }
  `;
  const caller = (more: string): string => `
    name: Caller
    on: push
    env: { FROM: caller }
    jobs:
      call:
        permissions: { contents: read }
        uses: ./.github/workflows/called.yml
        ${more}
      after: { needs: call, steps: [{ run: "echo \${{ needs.call.outputs.said }}" }] }
  `;
  beforeEach(() => {
    shop.git.commit("called", { ".github/workflows/called.yml": called.replaceAll("PIN", pin) });
    shop.github.learn(shop.git.root);
  });
  const secrets = { KEY: "hunter22" };

  it("gets what it is passed, and no more rights than its caller has", async () => {
    const result = await shop.run(caller(`with: { how: "\${{ github.event_name }}" }`), {
      actions: ask(shop.folder),
      secrets,
    });
    expect(resultsOf(result)).toEqual({ "call / say": "success", after: "success" });
    expect(result.jobs.get("after")?.log).toBe("nobody-push-false-\n");
    expect(result.jobs.get("call / say")?.log).toBe("403 \n");
  });

  it("gets all secrets, or the named ones, when the caller says so", async () => {
    const said = async (more: string): Promise<string | undefined> =>
      (await shop.run(caller(more), { actions: ask(shop.folder), secrets })).jobs.get("after")?.log;
    expect(await said("secrets: inherit")).toBe("nobody--true-\n");
    expect(await said(`secrets: { KEY: "\${{ secrets.KEY }}" }`)).toBe("nobody--true-\n");
  });

  it("is one that can be called, in the repository", async () => {
    shop.git.commit("other", { "push.yml": "{ on: push, jobs: { a: { steps: [{ run: x }] } } }" });
    shop.github.learn(shop.git.root);
    const call = (uses: string): Promise<WorkflowResult> =>
      shop.run(`{ on: push, jobs: { a: { uses: ${uses} } } }`);
    await expect(call("./push.yml")).rejects.toThrow("it does not listen to workflow_call");
    await expect(call("octo/other/x.yml@v1")).rejects.toThrow("nothing stands in for octo/other/x.yml@v1");
  });
});
