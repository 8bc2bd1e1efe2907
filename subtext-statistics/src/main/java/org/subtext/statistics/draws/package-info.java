/**
 * Draws of clusters (patients) side by side, and what a walk down ranked scores counts on all of them at once. A walk
 * jumps about the patients, and what it costs is the jump; the weights of a patient in a thousand draws lie together,
 * and loops over them are such that Java makes vector instructions of them. Start at
 * {@link org.subtext.statistics.draws.DrawBlock}, which holds the draws, and
 * {@link org.subtext.statistics.draws.Ranking}, which walks over them. Imports nothing of ours.
 */
@NullMarked
package org.subtext.statistics.draws;

import org.jspecify.annotations.NullMarked;
