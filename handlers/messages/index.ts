import { type AnyHandler, anyHandler } from '#src/handler.ts';
import type { IntentName } from '#src/understanding/intents/index.ts';
import { showAudit } from './audit.ts';
import { bindRoom } from './bind-room.ts';
import { showClaimStatus, withdrawClaim } from './follow-claim.ts';
import { showHelp } from './help.ts';
import { optOutOfLeaderboard, showLeaderboard } from './leaderboard.ts';
import { checkPoints, showHistory } from './points.ts';
import { cancelSignUp, listActivities, publishActivity, signUp } from './recruitment.ts';
import { rebind, register } from './register.ts';
import { reportClaim } from './report-claim.ts';
import { adjust, approve, reject, reverseClaim, showPending } from './review.ts';
import { claimAdmin, grantRole, revokeRole } from './roles.ts';
import { showRules } from './rules.ts';
import { joinBySolitaire } from './solitaire.ts';

/** What answers each intent. An intent that is not here is understood and answered with "not built yet". */
export const messageHandlers: ReadonlyMap<IntentName, AnyHandler> = new Map(
  [
    anyHandler(reportClaim),
    anyHandler(showClaimStatus),
    anyHandler(withdrawClaim),
    anyHandler(approve),
    anyHandler(reject),
    anyHandler(adjust),
    anyHandler(showPending),
    anyHandler(reverseClaim),
    anyHandler(checkPoints),
    anyHandler(showHistory),
    anyHandler(showAudit),
    anyHandler(showRules),
    anyHandler(showLeaderboard),
    anyHandler(optOutOfLeaderboard),
    anyHandler(publishActivity),
    anyHandler(listActivities),
    anyHandler(signUp),
    anyHandler(cancelSignUp),
    anyHandler(joinBySolitaire),
    anyHandler(register),
    anyHandler(rebind),
    anyHandler(bindRoom),
    anyHandler(grantRole),
    anyHandler(revokeRole),
    anyHandler(claimAdmin),
    anyHandler(showHelp((intent) => messageHandlers.has(intent as IntentName))),
  ].map((handler) => [handler.intent, handler]),
);
