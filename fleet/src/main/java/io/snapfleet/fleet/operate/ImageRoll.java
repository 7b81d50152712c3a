package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Pace;

/**
 * What rolling a tier onto an image asks for.
 *
 * @param image the provider's id
 * @param allowStale whether machines may join with data older than the fleet's freshness
 */
public record ImageRoll(TierName tier, String image, Pace pace, boolean allowStale) {}
