import { catalogReplies } from './supermarket-catalog.ts';
import { deskReplies } from './supermarket-desk.ts';
import { mergedRedemption, redemptionReplies } from './supermarket-redemption.ts';

/** Everything that the points supermarket says. */
export const supermarketReplies = { ...catalogReplies, ...redemptionReplies, ...deskReplies };

export const mergedSupermarket = mergedRedemption;
