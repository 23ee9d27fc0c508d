import type { FakeRequest } from "./request.ts";

/** Where a known secret shows in a request, the Authorization header apart. */
export function findSecrets(request: FakeRequest, secrets: readonly string[]): readonly string[] {
  const places: readonly (readonly [string, string])[] = [
    ["path", decodeURIComponent(request.path)],
    ["query", [...request.query.values()].join("\n")],
    ["body", request.body.toString("latin1")],
    ...Object.entries(request.headers)
      .filter(([name]) => name !== "authorization")
      .map(([name, value]): [string, string] => [`header ${name}`, String(value)]),
  ];
  return places.filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([name]) => name);
}
