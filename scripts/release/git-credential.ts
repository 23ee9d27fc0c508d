/** A credential for one git process: neither in an argument nor in a file. */
export function gitCredential(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const token = env["TOLLGATE_PUSH_TOKEN"];
  if (token === undefined || token === "") return {};
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
  };
}
