export { parseRepository, type RepositoryName } from "./repository-name.ts";
