/** Names of a run and a job in the artifact service; the client takes them from its token. */
export type BackendIds = { readonly run: string; readonly job: string };

/** ACTIONS_RUNTIME_TOKEN: a JWT without a real signature, as the artifact client only reads its claims. */
export function runtimeToken(ids: BackendIds): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    scp: `Actions.ExampleScope Actions.Results:${ids.run}:${ids.job}`,
    iss: "tollgate-testkit",
  };
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.${Buffer.from(`${ids.run}/${ids.job}`).toString("base64url")}`;
}
