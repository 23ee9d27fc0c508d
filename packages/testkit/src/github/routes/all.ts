import type { Routes } from "../route.ts";
import { accountRoutes } from "./accounts.ts";
import { artifactRoutes } from "./artifacts.ts";
import { checkRoutes } from "./checks.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { pullRoutes } from "./pulls.ts";
import { runRoutes } from "./runs.ts";
import { statusRoutes } from "./statuses.ts";

/** All that the fake can do. Another operation is a line here and a function beside. */
export const routes: Routes = {
  ...accountRoutes,
  ...artifactRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...runRoutes,
  ...statusRoutes,
};
