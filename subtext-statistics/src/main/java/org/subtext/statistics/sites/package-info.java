/**
 * What sums over hospitals say, without a row of any of them.
 *
 * <p>Start at {@link org.subtext.statistics.sites.BinnedScores} (an AUC with certain bounds from counts by bin) and
 * {@link org.subtext.statistics.sites.PlacementSums} (its variance as if pooled). Three AUCs over sites are three
 * questions: {@link org.subtext.statistics.sites.WithinSiteAuc}, the pooled one of the summed bins, and {@link
 * org.subtext.statistics.sites.RandomEffects}. A mean of the sites' AUCs answers none and is nowhere here.
 *
 * <p>Every type of sums has {@code plus}, which is associative up to rounding, and starts from one site. Pure
 * functions; knows nothing of how sums are made secret.
 */
@NullMarked
package org.subtext.statistics.sites;

import org.jspecify.annotations.NullMarked;
