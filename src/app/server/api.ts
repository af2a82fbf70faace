import { type ApiKeyDeps, apiKeyRoutes } from "../../access/api-keys/api.ts";
import { demoRoutes } from "../../access/demo/api.ts";
import { acceptanceRoutes } from "../../access/invitations/acceptance/api.ts";
import { invitationRoutes } from "../../access/invitations/api.ts";
import { accessOnRoutes } from "../../access/on/api.ts";
import { membershipRoutes } from "../../access/memberships/api.ts";
import { outboxRoutes } from "../../access/outbox/api.ts";
import { securityRoutes } from "../../access/security/api.ts";
import { sessionRoutes } from "../../access/sessions/api.ts";
import { signInEventRoutes } from "../../access/sign-in-events/api.ts";
import { type SetUpDeps, setUpRoutes } from "../../access/set-up/api.ts";
import { type SignInDeps, signInRoutes } from "../../access/sign-ins/api.ts";
import { secondFactorRoutes } from "../../access/two-factor/api.ts";
import { statementRoutes } from "../../compensation/statements/api.ts";
import { type Explain, explainRoutes } from "../../compensation/explain/api.ts";
import { statementChangesRoutes } from "../../compensation/explain/changes/api.ts";
import { historyRoutes } from "../../history/api.ts";
import { changeOnRoutes } from "../../history/on/api.ts";
import { peopleRoutes } from "../../people/api.ts";
import { peopleHistoryRoutes } from "../../people/history/api.ts";
import { homeRoutes } from "../../performance/api.ts";
import { firstStepRoutes } from "../../performance/first-steps/api.ts";
import { payIfWonRoutes } from "../../performance/pay-if-won/api.ts";
import type { Present } from "../calculation/present.ts";
import { personListRoutes } from "../../people/list/api.ts";
import { positionRoutes } from "../../people/positions/api.ts";
import { positionRecordRoutes } from "../../people/positions/record/api.ts";
import { reportingLineRoutes } from "../../people/reporting-lines/api.ts";
import { planHistoryRoutes } from "../../plans/history/api.ts";
import { planListRoutes } from "../../plans/list/api.ts";
import { quotaRoutes } from "../../quotas/api.ts";
import { quotaHistoryRoutes } from "../../quotas/history/api.ts";
import { transactionListRoutes } from "../../transactions/list/api.ts";
import { attainmentDistributionRoutes } from "../../compensation/attainment/distribution/api.ts";
import { attainmentRoutes } from "../../compensation/attainment/list/api.ts";
import { creditRoutes } from "../../compensation/credits/api.ts";
import { planRoutes } from "../../plans/api.ts";
import { type Planning, planPublishRoutes } from "../../plans/publish/api.ts";
import { territoryRoutes } from "../../territories/api.ts";
import { territoryHistoryRoutes } from "../../territories/history/api.ts";
import { territoryAssignmentRoutes } from "../../territories/territory-assignments/api.ts";
import { activityRoutes } from "../../transactions/activities/api.ts";
import { customerRoutes } from "../../transactions/customers/api.ts";
import { opportunityRoutes } from "../../transactions/opportunities/api.ts";
import { productRoutes } from "../../transactions/products/api.ts";
import { stageHistoryRoutes } from "../../transactions/stage-history/api.ts";
import { transactionRoutes } from "../../transactions/api.ts";
import { salesHistoryRoutes } from "../../transactions/history/api.ts";
import { curveRoutes, type PresentSeats } from "../../compensation/curves/api.ts";
import { intakeRoutes } from "../../compensation/intake/api.ts";
import { type Adjusting, adjustmentRoutes } from "../../compensation/adjustments/api.ts";
import { type Owning, worklistRoutes } from "../../compensation/worklist/api.ts";
import { statementVersionRoutes } from "../../compensation/statements/versions/api.ts";
import { type Receipts, receiptRoutes } from "../../compensation/receipts/api.ts";
import { disputeRoutes } from "../../compensation/disputes/api.ts";
import { calculationRoutes, type Drafts } from "../../compensation/calculations/api.ts";
import { type Compare, comparisonRoutes } from "../../compensation/comparison/api.ts";
import { findingRoutes } from "../../compensation/calculations/all-findings/api.ts";
import { calculationPeriodRoutes } from "../../compensation/calculations/periods/api.ts";
import { calculationStartRoutes } from "../../compensation/calculations/start/api.ts";
import { eventRoutes } from "../events/api.ts";
import type { Feed } from "../events/feed.ts";
import { taskRoutes } from "../tasks/api.ts";
import type { Tasks } from "../tasks/tasks.ts";
import { type ImportDeps, importRoutes } from "../import/api.ts";
import { routes } from "./kit/environment.ts";
import { problemRoutes } from "./problems-api.ts";
import { searchRoutes } from "./search-api.ts";

export type ApiDeps = SetUpDeps &
  SignInDeps &
  ApiKeyDeps &
  ImportDeps & {
    readonly compare: Compare;
    readonly adjusting: Adjusting;
    readonly owning: Owning;
    readonly drafts: Drafts;
    readonly explain: Explain;
    readonly receipts: Receipts;
    readonly present: Present;
    readonly planning: Planning;
    readonly seats: PresentSeats;
    readonly tasks: Tasks;
    readonly feed: Feed;
  };

/** Every route of the API. The web app's client is typed by what this returns. */
export function apiRoutes(deps: ApiDeps) {
  return routes()
    .route("/", problemRoutes())
    .route("/", sessionRoutes(deps))
    .route("/", setUpRoutes(deps))
    .route("/", signInRoutes(deps))
    .route("/", invitationRoutes(deps))
    .route("/", acceptanceRoutes(deps))
    .route("/", membershipRoutes(deps))
    .route("/", accessOnRoutes(deps))
    .route("/", securityRoutes(deps))
    .route("/", secondFactorRoutes(deps))
    .route("/", apiKeyRoutes(deps))
    .route("/", signInEventRoutes(deps))
    .route("/", outboxRoutes(deps))
    .route("/", demoRoutes(deps))
    .route("/", historyRoutes(deps))
    .route("/", changeOnRoutes(deps))
    .route("/", peopleHistoryRoutes(deps))
    .route("/", planHistoryRoutes(deps))
    .route("/", quotaHistoryRoutes(deps))
    .route("/", territoryHistoryRoutes(deps))
    .route("/", salesHistoryRoutes(deps))
    .route("/", peopleRoutes(deps))
    .route("/", planPublishRoutes(deps))
    .route("/", intakeRoutes(deps))
    .route("/", planRoutes(deps))
    .route("/", curveRoutes(deps))
    .route("/", transactionRoutes(deps))
    .route("/", personListRoutes(deps))
    .route("/", positionRoutes(deps))
    .route("/", positionRecordRoutes(deps))
    .route("/", reportingLineRoutes(deps))
    .route("/", planListRoutes(deps))
    .route("/", quotaRoutes(deps))
    .route("/", transactionListRoutes(deps))
    .route("/", attainmentRoutes(deps))
    .route("/", attainmentDistributionRoutes(deps))
    .route("/", creditRoutes(deps))
    .route("/", customerRoutes(deps))
    .route("/", productRoutes(deps))
    .route("/", opportunityRoutes(deps))
    .route("/", stageHistoryRoutes(deps))
    .route("/", activityRoutes(deps))
    .route("/", territoryRoutes(deps))
    .route("/", territoryAssignmentRoutes(deps))
    .route("/", adjustmentRoutes(deps))
    .route("/", statementVersionRoutes(deps))
    .route("/", disputeRoutes(deps))
    .route("/", receiptRoutes(deps))
    .route("/", worklistRoutes(deps))
    .route("/", calculationRoutes(deps))
    .route("/", comparisonRoutes(deps))
    .route("/", homeRoutes(deps))
    .route("/", firstStepRoutes(deps))
    .route("/", payIfWonRoutes(deps))
    .route("/", calculationPeriodRoutes(deps))
    .route("/", calculationStartRoutes(deps))
    .route("/", findingRoutes(deps))
    .route("/", statementRoutes(deps))
    .route("/", explainRoutes(deps))
    .route("/", statementChangesRoutes(deps))
    .route("/", searchRoutes(deps))
    .route("/", importRoutes(deps))
    .route("/", taskRoutes(deps))
    .route("/", eventRoutes(deps));
}

export type Api = ReturnType<typeof apiRoutes>;
