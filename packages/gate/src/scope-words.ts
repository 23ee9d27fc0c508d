import type { Scope } from "@tollgate/model";

/** How the tests of a scope are called: `integration test of @shop/api` and its plural. */
export function testNoun(scope: Scope): { readonly one: string; readonly many: string } {
  const kindWord = scope.kind === undefined ? "" : `${scope.kind} `;
  const of = ofScope(scope);
  return { one: `${kindWord}test${of}`, many: `${kindWord}tests${of}` };
}

/** ` of @shop/api`, ` of files of @shop/web-team in packages/*\/src/**`, or nothing for the repository. */
export function ofScope({ name, package: owning, owner, path, environment }: Scope): string {
  const whole = name ?? owning;
  const parts = [
    whole === undefined ? "" : ` of ${whole}`,
    name === undefined || owning === undefined ? "" : ` and ${owning}`,
    owner === undefined ? "" : ` owned by ${owner}`,
    path === undefined ? "" : ` in ${path}`,
    environment === undefined ? "" : ` on ${environment}`,
  ];
  return parts.join("");
}

/** ` by integration tests`, or nothing for tests of all kinds. */
export function byKind(kind: string | undefined): string {
  return kind === undefined ? "" : ` by ${kind} tests`;
}
