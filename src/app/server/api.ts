import type { Attempts } from "../../access/attempts.ts";
import { sessionRoutes } from "../../access/sessions/api.ts";
import { type SetUpDeps, setUpRoutes } from "../../access/set-up/api.ts";
import { signInRoutes } from "../../access/sign-ins/api.ts";
import { statementRoutes } from "../../compensation/statements/api.ts";
import { type Explain, explainRoutes } from "../../compensation/explain/api.ts";
import { peopleRoutes } from "../../people/api.ts";
import { planRoutes } from "../../plans/api.ts";
import { territoryRoutes } from "../../territories/api.ts";
import { customerRoutes } from "../../transactions/customers/api.ts";
import { opportunityRoutes } from "../../transactions/opportunities/api.ts";
import { productRoutes } from "../../transactions/products/api.ts";
import { transactionRoutes } from "../../transactions/api.ts";
import { calculationRoutes } from "../../compensation/calculations/api.ts";
import { routes } from "./kit/environment.ts";
import { problemRoutes } from "./problems-api.ts";

export type ApiDeps = SetUpDeps & { readonly attempts: Attempts; readonly explain: Explain };

/** Every route of the API. The web app's client is typed by what this returns. */
export function apiRoutes(deps: ApiDeps) {
  return routes()
    .route("/", problemRoutes())
    .route("/", sessionRoutes(deps))
    .route("/", setUpRoutes(deps))
    .route("/", signInRoutes(deps))
    .route("/", peopleRoutes(deps))
    .route("/", planRoutes(deps))
    .route("/", transactionRoutes(deps))
    .route("/", customerRoutes(deps))
    .route("/", productRoutes(deps))
    .route("/", opportunityRoutes(deps))
    .route("/", territoryRoutes(deps))
    .route("/", calculationRoutes(deps))
    .route("/", statementRoutes(deps))
    .route("/", explainRoutes(deps));
}

export type Api = ReturnType<typeof apiRoutes>;
