import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, startFakeGithub } from "@tollgate/testkit/github";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entry, type Finished, outsideCi, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
let fake: FakeGithub;
let env: NodeJS.ProcessEnv;

/** A pull request whose head is checked out and whose only test fails, judged in a run of a workflow. */
beforeEach(async () => {
  fake = await startFakeGithub();
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\nevent.json\n",
    "package.json": '{ "name": "shop" }\n',
  });
  const sha = shop.git("rev-parse", "HEAD");
  fake.add.commit({ sha });
  const { number } = fake.add.pullRequest({ head: { sha } });
  shop.write({
    "event.json": JSON.stringify({ pull_request: { number, head: { sha }, base: { ref: "main", sha } } }),
    "reports/unit/junit.xml":
      '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"><failure message="3 is not 4"/></testcase></testsuite>\n',
  });
  env = {
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: join(shop.root, "event.json"),
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: "7",
    GITHUB_RUN_ATTEMPT: "1",
  };
  expect(runTollgate(shop.root, ["run"], { env }).status).toBe(1);
});
afterEach(async () => {
  shop.cleanup();
  await fake.close();
});

function start(args: readonly string[], token: string | undefined): ChildProcess {
  return spawn(process.execPath, [entry, "publish", ...args], {
    cwd: shop.root,
    env: { ...outsideCi(), ...env, ...(token === undefined ? {} : { GITHUB_TOKEN: token }) },
  });
}

async function publish(args: readonly string[], token: string | undefined): Promise<Finished> {
  const child = start(args, token);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { status: await ended, stdout, stderr };
}

/** Brings every connection to one port of this machine, and notes where it was to go. */
async function startProxy(
  port: string,
  hosts: string[],
): Promise<{ port: number; close: () => Promise<void> }> {
  const proxy = createServer();
  proxy.on("connect", (request, client) => {
    hosts.push(request.url ?? "");
    const server = connect(Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(server).pipe(client);
    });
    for (const end of [client, server]) end.on("error", () => server.destroy());
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  return {
    port: (proxy.address() as AddressInfo).port,
    close: () => new Promise((closed) => proxy.close(() => closed())),
  };
}

const permissions = { checks: "write", "pull-requests": "write", statuses: "write" } as const;

describe("tollgate publish", () => {
  it("shows the verdict of the last run, and its own end is no verdict", async () => {
    const token = fake.token({ permissions });
    const { status, stdout, stderr } = await publish(["--status"], token);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^check run: https:\S+\ncommit status: set\ncomment: https:\S+\n$/);
    expect(fake.state.checkRuns).toMatchObject([
      { name: "Tollgate", status: "completed", conclusion: "failure", externalId: "tollgate/7/1" },
    ]);
    expect(fake.state.comments.map(({ body }) => body.includes("**Make 1 failing test pass**"))).toEqual([
      true,
    ]);
    expect(fake.requests.length).toBeLessThanOrEqual(15);
    fake.assertClean();
  });

  it("goes through the proxy that the runner names", async () => {
    const hosts: string[] = [];
    const proxy = await startProxy(new URL(fake.apiUrl).port, hosts);
    env["GITHUB_API_URL"] = "http://api.github.example";
    env["HTTP_PROXY"] = `http://127.0.0.1:${proxy.port}`;
    const { status, stderr } = await publish(["--comment", "off"], fake.token({ permissions }));
    await proxy.close();
    expect([status, stderr, fake.state.checkRuns.length]).toEqual([0, "", 1]);
    expect(new Set(hosts)).toEqual(new Set(["api.github.example:80"]));
  });

  it("refuses a proxy that is none, and needs none for itself", async () => {
    env["HTTPS_PROXY"] = "nonsense";
    const token = fake.token({ permissions });
    expect((await publish([], token)).status).toBe(0);
    env["GITHUB_API_URL"] = "http://api.github.example";
    const { status, stderr } = await publish([], token);
    expect([status, stderr]).toEqual([
      2,
      "HTTPS_PROXY names no proxy.\nIt is an address: http://HOST:PORT.\n",
    ]);
  });

  it("shows only what is asked for", async () => {
    const { status, stdout } = await publish(["--no-check", "--comment", "off"], fake.token({ permissions }));
    expect([status, stdout, fake.requests.length]).toEqual([0, "", 0]);
  });

  it("warns where the token may not write, and fails only on demand", async () => {
    const token = fake.token({ permissions, fork: true });
    const { status, stderr } = await publish([], token);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^warning: The verdict stands, but not all of it was published: the check run and the comment\./,
    );
    expect(stderr).toContain("`checks: write`");
    expect((await publish(["--fail-on-publish-error"], token)).status).toBe(2);
    expect(stderr).not.toContain(token);
  });

  it.each([
    [[], undefined, "There is no token to publish with"],
    [["--comment", "never"], "x", '--comment is "never"'],
    [["--gate", "nightly"], "x", "is of the gate tollgate, and nightly was to be published"],
    [["a", "b"], "x", '"publish a b" is not understood'],
  ])("refuses misuse: %j", async (args, token, message) => {
    const { status, stderr } = await publish(args, token);
    expect([status, fake.requests.length]).toEqual([2, 0]);
    expect(stderr).toContain(message);
  });

  it.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)(
    "leaves no check in progress when %s ends it",
    async (signal) => {
      const struck = fake.inject({ kind: "hang" }, { operation: "pulls/get" });
      const child = start([], fake.token({ permissions }));
      const ended = new Promise((resolve) => child.once("close", resolve));
      await expect.poll(() => struck.hits(), { timeout: 60_000, interval: 20 }).toBe(1);
      child.kill(signal);
      await ended;
      expect(fake.state.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
      fake.assertClean();
    },
  );
});
