import { z } from 'zod';
import type { IntentDefinition } from '../define.ts';
import { activityAttendance } from './activity-attendance.ts';
import { activityCallOff } from './activity-call-off.ts';
import { activityCancelSignUp } from './activity-cancel-sign-up.ts';
import { activityCheckIn } from './activity-check-in.ts';
import { activityCheckOut } from './activity-check-out.ts';
import { activityClose } from './activity-close.ts';
import { activityCreate } from './activity-create.ts';
import { activityEdit } from './activity-edit.ts';
import { activityList } from './activity-list.ts';
import { activityMerge } from './activity-merge.ts';
import { activityOpenCheckIn } from './activity-open-check-in.ts';
import { activityRate } from './activity-rate.ts';
import { activityRemove } from './activity-remove.ts';
import { activityRoster } from './activity-roster.ts';
import { activityShow } from './activity-show.ts';
import { activitySignUp } from './activity-sign-up.ts';
import { activitySummary } from './activity-summary.ts';
import { adminClaim } from './admin-claim.ts';
import { auditShow } from './audit-show.ts';
import { catalogEdit } from './catalog-edit.ts';
import { catalogRemove } from './catalog-remove.ts';
import { catalogShow } from './catalog-show.ts';
import { claimObjection } from './claim-objection.ts';
import { claimPictures } from './claim-pictures.ts';
import { claimReport } from './claim-report.ts';
import { claimReverse } from './claim-reverse.ts';
import { claimStatus } from './claim-status.ts';
import { claimWithdraw } from './claim-withdraw.ts';
import { confirm } from './confirm.ts';
import { dataDelete } from './data-delete.ts';
import { dataExport } from './data-export.ts';
import { decline } from './decline.ts';
import { help } from './help.ts';
import { inspectionRecord } from './inspection-record.ts';
import { leaderboardOptOut } from './leaderboard-opt-out.ts';
import { leaderboardShow } from './leaderboard-show.ts';
import { merchantContact } from './merchant-contact.ts';
import { merchantSettlement } from './merchant-settlement.ts';
import { none } from './none.ts';
import { noticeBroadcast } from './notice-broadcast.ts';
import { objectionResolve } from './objection-resolve.ts';
import { pointsAward } from './points-award.ts';
import { pointsCheck } from './points-check.ts';
import { pointsCost } from './points-cost.ts';
import { pointsDeduct } from './points-deduct.ts';
import { pointsHistory } from './points-history.ts';
import { pointsReportCard } from './points-report-card.ts';
import { publicityShow } from './publicity-show.ts';
import { redemptionCancel } from './redemption-cancel.ts';
import { redemptionExchange } from './redemption-exchange.ts';
import { redemptionFulfil } from './redemption-fulfil.ts';
import { redemptionList } from './redemption-list.ts';
import { redemptionRequest } from './redemption-request.ts';
import { redemptionReturn } from './redemption-return.ts';
import { reportExport } from './report-export.ts';
import { requestAccept } from './request-accept.ts';
import { requestClose } from './request-close.ts';
import { requestOpen } from './request-open.ts';
import { requestRate } from './request-rate.ts';
import { requestStatus } from './request-status.ts';
import { residentRebind } from './resident-rebind.ts';
import { residentRegister } from './resident-register.ts';
import { reviewAbstain } from './review-abstain.ts';
import { reviewAdjust } from './review-adjust.ts';
import { reviewApprove } from './review-approve.ts';
import { reviewList } from './review-list.ts';
import { reviewOpenList } from './review-open-list.ts';
import { reviewPending } from './review-pending.ts';
import { reviewReject } from './review-reject.ts';
import { reviewSeveral } from './review-several.ts';
import { roleEndStandIn } from './role-end-stand-in.ts';
import { roleGrant } from './role-grant.ts';
import { roleRevoke } from './role-revoke.ts';
import { roleStandIn } from './role-stand-in.ts';
import { roomBind } from './room-bind.ts';
import { rulesShow } from './rules-show.ts';
import { rulesVersion } from './rules-version.ts';
import { solitaire } from './solitaire.ts';
import { sponsorDonate } from './sponsor-donate.ts';
import { stockShow } from './stock-show.ts';
import { stockUpdate } from './stock-update.ts';
import { supermarketCardList } from './supermarket-card-list.ts';
import { supermarketDayList } from './supermarket-day-list.ts';
import { supermarketHours } from './supermarket-hours.ts';
import { teamCall } from './team-call.ts';
import { teamFound } from './team-found.ts';
import { teamMember } from './team-member.ts';
import { teamPlan } from './team-plan.ts';
import { teamShow } from './team-show.ts';
import { visitLog } from './visit-log.ts';
import { visitPlan } from './visit-plan.ts';

/** Every intent, in the order in which their rules are asked. A new intent is one file and one word here. */
const definitions = [
  claimReport,
  auditShow,
  claimPictures,
  claimStatus,
  claimWithdraw,
  claimReverse,
  claimObjection,
  pointsCheck,
  pointsReportCard,
  pointsHistory,
  leaderboardShow,
  leaderboardOptOut,
  rulesVersion,
  rulesShow,
  reviewList,
  reviewSeveral,
  reviewAbstain,
  reviewApprove,
  reviewReject,
  reviewAdjust,
  reviewOpenList,
  reviewPending,
  inspectionRecord,
  publicityShow,
  pointsAward,
  pointsDeduct,
  objectionResolve,
  activityShow,
  activityList,
  // 发布活动总结 1 publishes no activity called 总结.
  activitySummary,
  activityCreate,
  activitySignUp,
  activityCancelSignUp,
  activityCheckIn,
  activityCheckOut,
  activityRoster,
  activityEdit,
  activityCallOff,
  activityOpenCheckIn,
  activityAttendance,
  activityRemove,
  activityClose,
  activityRate,
  activityMerge,
  teamFound,
  teamMember,
  teamPlan,
  teamCall,
  teamShow,
  solitaire,
  catalogEdit,
  catalogRemove,
  stockShow,
  redemptionList,
  redemptionReturn,
  redemptionExchange,
  supermarketDayList,
  supermarketCardList,
  supermarketHours,
  merchantSettlement,
  merchantContact,
  sponsorDonate,
  pointsCost,
  catalogShow,
  redemptionRequest,
  redemptionCancel,
  redemptionFulfil,
  stockUpdate,
  requestOpen,
  requestAccept,
  requestClose,
  requestRate,
  requestStatus,
  visitLog,
  visitPlan,
  noticeBroadcast,
  residentRegister,
  residentRebind,
  roomBind,
  roleEndStandIn,
  roleStandIn,
  roleGrant,
  roleRevoke,
  adminClaim,
  reportExport,
  dataExport,
  dataDelete,
  help,
  confirm,
  decline,
  none,
] as const;

/** Everything that somebody can say to Xiaoji, told apart by `name`. */
export const intentSchema = z.discriminatedUnion('name', [
  claimReport.schema,
  auditShow.schema,
  claimPictures.schema,
  claimStatus.schema,
  claimWithdraw.schema,
  claimReverse.schema,
  claimObjection.schema,
  pointsCheck.schema,
  pointsReportCard.schema,
  pointsHistory.schema,
  leaderboardShow.schema,
  leaderboardOptOut.schema,
  rulesVersion.schema,
  rulesShow.schema,
  reviewList.schema,
  reviewSeveral.schema,
  reviewAbstain.schema,
  reviewApprove.schema,
  reviewReject.schema,
  reviewAdjust.schema,
  reviewOpenList.schema,
  reviewPending.schema,
  inspectionRecord.schema,
  publicityShow.schema,
  pointsAward.schema,
  pointsDeduct.schema,
  objectionResolve.schema,
  activityShow.schema,
  activityList.schema,
  activityCreate.schema,
  activitySignUp.schema,
  activityCancelSignUp.schema,
  activityCheckIn.schema,
  activityCheckOut.schema,
  activityRoster.schema,
  activityEdit.schema,
  activityCallOff.schema,
  activityOpenCheckIn.schema,
  activityAttendance.schema,
  activityRemove.schema,
  activityClose.schema,
  activitySummary.schema,
  activityRate.schema,
  activityMerge.schema,
  teamFound.schema,
  teamMember.schema,
  teamPlan.schema,
  teamCall.schema,
  teamShow.schema,
  solitaire.schema,
  catalogEdit.schema,
  catalogRemove.schema,
  stockShow.schema,
  redemptionList.schema,
  redemptionReturn.schema,
  redemptionExchange.schema,
  supermarketDayList.schema,
  supermarketCardList.schema,
  supermarketHours.schema,
  merchantSettlement.schema,
  merchantContact.schema,
  sponsorDonate.schema,
  pointsCost.schema,
  catalogShow.schema,
  redemptionRequest.schema,
  redemptionCancel.schema,
  redemptionFulfil.schema,
  stockUpdate.schema,
  requestOpen.schema,
  requestAccept.schema,
  requestClose.schema,
  requestRate.schema,
  requestStatus.schema,
  visitLog.schema,
  visitPlan.schema,
  noticeBroadcast.schema,
  residentRegister.schema,
  residentRebind.schema,
  roomBind.schema,
  roleEndStandIn.schema,
  roleStandIn.schema,
  roleGrant.schema,
  roleRevoke.schema,
  adminClaim.schema,
  reportExport.schema,
  dataExport.schema,
  dataDelete.schema,
  help.schema,
  confirm.schema,
  decline.schema,
  none.schema,
]);

export type Intent = z.infer<typeof intentSchema>;
export type IntentName = Intent['name'];
/** The intent of one name: `IntentOf<'claim.report'>`. */
export type IntentOf<N extends IntentName> = Extract<Intent, { name: N }>;

export const intentDefinitions: ReadonlyMap<IntentName, IntentDefinition> = new Map(
  definitions.map((definition) => [
    definition.schema.shape.name.value,
    definition as unknown as IntentDefinition,
  ]),
);

export const intentNames: readonly IntentName[] = [...intentDefinitions.keys()];
