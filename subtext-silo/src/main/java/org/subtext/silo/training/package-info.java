/**
 * How models of several hospitals become one: start with {@link org.subtext.silo.training.ServerStep}. Weights are
 * plain numbers with names and shapes; pure functions that know no network, no letters and no disk.
 */
@NullMarked
package org.subtext.silo.training;

import org.jspecify.annotations.NullMarked;
