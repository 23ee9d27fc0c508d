import type { Scope } from "@tollgate/model";

/** How the tests of a scope are called: `integration test of @shop/api` and its plural. */
export function testNoun({ package: owner, kind }: Scope): { readonly one: string; readonly many: string } {
  const kindWord = kind === undefined ? "" : `${kind} `;
  const of = ofPackage(owner);
  return { one: `${kindWord}test${of}`, many: `${kindWord}tests${of}` };
}

/** ` of @shop/api`, or nothing for the repository. */
export function ofPackage(owner: string | undefined): string {
  return owner === undefined ? "" : ` of ${owner}`;
}

/** ` by integration tests`, or nothing for tests of all kinds. */
export function byKind(kind: string | undefined): string {
  return kind === undefined ? "" : ` by ${kind} tests`;
}
