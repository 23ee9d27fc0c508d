import { describe, expect, it } from "vitest";
import { clientOf, hang, refusal, reset, scriptedServer } from "./scripted-server.ts";

const pull = { id: 1, number: 7 };

describe("the token", () => {
  it("goes to the API with every request, by its header only", async () => {
    const { origin, seen } = await scriptedServer({ json: pull });
    const { github } = await clientOf(origin);
    await github.get("GET /repos/{owner}/{repo}/pulls/7");
    expect(seen[0]!.headers).toMatchObject({
      authorization: "token secret-of-the-test",
      "x-github-api-version": "2022-11-28",
    });
    expect(seen[0]!.headers["user-agent"]).toMatch(/^tollgate-test /);
  });

  it.each([301, 302, 307, 308])("follows %i inside the API and keeps the method", async (status) => {
    const { origin, seen } = await scriptedServer(
      { status, headers: { location: "/repositories/1/check-runs" } },
      { status: 201, json: { id: 2 } },
    );
    const { github } = await clientOf(origin);
    await github.create("POST /repos/{owner}/{repo}/check-runs", { name: "Tollgate" }, never);
    expect(seen[1]).toMatchObject({
      method: "POST",
      path: "/repositories/1/check-runs",
      body: '{"name":"Tollgate"}',
    });
    expect(seen[1]!.headers.authorization).toBe("token secret-of-the-test");
  });

  it("is not sent to another host by a redirect, nor by a link to the next page", async () => {
    const other = await scriptedServer({ json: [] });
    const { origin } = await scriptedServer(
      { status: 302, headers: { location: `${other.origin}/repos/octo/shop/pulls` } },
      { json: [1], headers: { link: `<${other.origin}/repos/octo/shop/pulls?page=2>; rel="next"` } },
    );
    const { github } = await clientOf(origin);
    for (let request = 0; request < 2; request++) {
      const error = await refusal(github.pages("GET /repos/{owner}/{repo}/pulls"));
      expect(error.message).toContain("was answered with a link to another host");
    }
    expect(other.seen).toEqual([]);
  });

  it("stays below the path of an enterprise server's API", async () => {
    const { origin, seen } = await scriptedServer({
      json: [1],
      headers: { link: "<http://127.0.0.1/evil>" },
    });
    const { github } = await clientOf(`${origin}/api/v3/`);
    await github.pages("GET /repos/{owner}/{repo}/pulls");
    expect(seen[0]!.path).toBe("/api/v3/repos/octo/shop/pulls?per_page=100");
    const elsewhere = await scriptedServer({ status: 302, headers: { location: "/login" } });
    const other = await clientOf(`${elsewhere.origin}/api/v3`);
    await refusal(other.github.get("GET /repos/{owner}/{repo}/pulls"));
    expect(elsewhere.seen).toHaveLength(1);
  });
});

describe("downloads", () => {
  const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/zip";

  it("come from the signed link, without the token", async () => {
    const blobs = await scriptedServer({ text: "zip bytes" });
    const { origin } = await scriptedServer({
      status: 302,
      headers: { location: `${blobs.origin}/a?sig=1` },
    });
    const { github } = await clientOf(origin);
    const response = await github.open(route, { artifact_id: 3 });
    expect(await response.text()).toBe("zip bytes");
    expect(blobs.seen[0]!.headers.authorization).toBeUndefined();
    expect(github.calls).toBe(1);
  });

  it("ask for a new link when the file's host fails, and never tell the link", async () => {
    const blobs = await scriptedServer(reset, { status: 403, text: "expired" }, { text: "zip bytes" });
    const { origin, seen } = await scriptedServer({
      status: 302,
      headers: { location: `${blobs.origin}/a?sig=geheim` },
    });
    const { github, said } = await clientOf(origin);
    expect(await (await github.open(route, { artifact_id: 3 })).text()).toBe("zip bytes");
    expect(seen).toHaveLength(3);
    expect(said.join()).not.toContain("geheim");
  });

  it("end when the file's host stays away", async () => {
    const blobs = await scriptedServer(hang);
    const { origin } = await scriptedServer({ status: 302, headers: { location: `${blobs.origin}/a` } });
    const { github } = await clientOf(origin, { timeout: 50 });
    const error = await refusal(github.open(route, { artifact_id: 3 }));
    expect(error.message).toBe(
      "GET /repos/octo/shop/actions/artifacts/3/zip failed 5 times: the file's host gave no answer.",
    );
  });

  it("are refused where there is no artifact any more", async () => {
    const { origin } = await scriptedServer({ status: 410, json: { message: "Artifact has expired" } });
    const { github } = await clientOf(origin);
    expect((await refusal(github.open(route, { artifact_id: 3 }))).status).toBe(404);
  });
});

async function never(): Promise<undefined> {
  throw new Error("nothing is to be looked for");
}
