import { type AnyHandler, anyHandler } from '#src/handler.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';
import { markAttendance } from './activity-attendance.ts';
import { callOffActivity } from './activity-call-off.ts';
import { cancelSignUp } from './activity-cancel-sign-up.ts';
import { checkIn, checkOut, openCheckIn } from './activity-check-in.ts';
import { closeActivity, mergeReport } from './activity-close.ts';
import { editActivity } from './activity-edit.ts';
import { listActivities, showActivity, showRoster } from './activity-lists.ts';
import { publishActivity } from './activity-publish.ts';
import { rateActivity } from './activity-rate.ts';
import { removeFromActivity } from './activity-remove.ts';
import { signUp } from './activity-sign-up.ts';
import { summariseActivities } from './activity-summary.ts';
import { showAudit } from './audit.ts';
import { awardPoints, deductPoints } from './award.ts';
import { bindRoom } from './bind-room.ts';
import { editCatalog, removeFromCatalog, showCatalog, showHours } from './catalog.ts';
import { showCardList, showDayList } from './desk-lists.ts';
import { exportReport } from './export.ts';
import { showClaimPictures, showClaimStatus, withdrawClaim } from './follow-claim.ts';
import { showHelp } from './help.ts';
import { recordInspection } from './inspection.ts';
import { optOutOfLeaderboard, showLeaderboard } from './leaderboard.ts';
import { setMerchantContact, showSettlement } from './merchant.ts';
import { object } from './objection.ts';
import { checkPoints, showHistory } from './points.ts';
import { showPublicity } from './publicity.ts';
import { cancelRedemption, listRedemptions, requestRedemption } from './redemption.ts';
import { fulfilRedemption } from './redemption-desk.ts';
import { exchangeRedemption, returnRedemption } from './redemption-returns.ts';
import { rebind, register } from './register.ts';
import { showReportCard } from './report-card.ts';
import { reportClaim } from './report-claim.ts';
import { abstain, adjust, approve, reject, reverseClaim, reviewSeveral, showPending } from './review.ts';
import { openReviewList, reviewList } from './review-list.ts';
import { claimAdmin, grantRole, revokeRole } from './roles.ts';
import { showRules, showRulesVersion } from './rules.ts';
import { settleObjection } from './settle-objection.ts';
import { joinBySolitaire } from './solitaire.ts';
import { endStandIn, setStandIn } from './stand-in.ts';
import { showStock, updateStock } from './stock.ts';
import { recordGift, showCost } from './supermarket-money.ts';
import { callTeam, changeMembers, foundTeam, planTeam, showTeams } from './teams.ts';

/** What answers each intent. An intent that is not here is understood and answered with "not built yet". */
export const messageHandlers: ReadonlyMap<IntentName, AnyHandler> = new Map(
  [
    anyHandler(reportClaim),
    anyHandler(showClaimStatus),
    anyHandler(showClaimPictures),
    anyHandler(withdrawClaim),
    anyHandler(approve),
    anyHandler(reject),
    anyHandler(adjust),
    anyHandler(showPending),
    anyHandler(abstain),
    anyHandler(reviewSeveral),
    anyHandler(reviewList),
    anyHandler(openReviewList),
    anyHandler(reverseClaim),
    anyHandler(awardPoints),
    anyHandler(deductPoints),
    anyHandler(recordInspection),
    anyHandler(setStandIn),
    anyHandler(endStandIn),
    anyHandler(showRulesVersion),
    anyHandler(checkPoints),
    anyHandler(showHistory),
    anyHandler(showAudit),
    anyHandler(showRules),
    anyHandler(showLeaderboard),
    anyHandler(optOutOfLeaderboard),
    anyHandler(showPublicity),
    anyHandler(object),
    anyHandler(settleObjection),
    anyHandler(showReportCard),
    anyHandler(exportReport),
    anyHandler(publishActivity),
    anyHandler(listActivities),
    anyHandler(showActivity),
    anyHandler(signUp),
    anyHandler(cancelSignUp),
    anyHandler(editActivity),
    anyHandler(callOffActivity),
    anyHandler(removeFromActivity),
    anyHandler(showRoster),
    anyHandler(openCheckIn),
    anyHandler(checkIn),
    anyHandler(checkOut),
    anyHandler(markAttendance),
    anyHandler(closeActivity),
    anyHandler(mergeReport),
    anyHandler(summariseActivities),
    anyHandler(rateActivity),
    anyHandler(foundTeam),
    anyHandler(changeMembers),
    anyHandler(planTeam),
    anyHandler(callTeam),
    anyHandler(showTeams),
    anyHandler(joinBySolitaire),
    anyHandler(showCatalog),
    anyHandler(editCatalog),
    anyHandler(removeFromCatalog),
    anyHandler(showHours),
    anyHandler(requestRedemption),
    anyHandler(listRedemptions),
    anyHandler(cancelRedemption),
    anyHandler(fulfilRedemption),
    anyHandler(returnRedemption),
    anyHandler(exchangeRedemption),
    anyHandler(updateStock),
    anyHandler(showStock),
    anyHandler(showDayList),
    anyHandler(showCardList),
    anyHandler(setMerchantContact),
    anyHandler(showSettlement),
    anyHandler(recordGift),
    anyHandler(showCost),
    anyHandler(register),
    anyHandler(rebind),
    anyHandler(bindRoom),
    anyHandler(grantRole),
    anyHandler(revokeRole),
    anyHandler(claimAdmin),
    anyHandler(showHelp((intent) => messageHandlers.has(intent as IntentName))),
  ].map((handler) => [handler.intent, handler]),
);
