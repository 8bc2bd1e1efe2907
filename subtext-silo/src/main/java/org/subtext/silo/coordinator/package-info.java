/**
 * The coordinator's side: its folder, the plans that it offers, and the service that conducts their rounds. Start with
 * {@link org.subtext.silo.coordinator.CoordinatorHome}.
 */
@NullMarked
package org.subtext.silo.coordinator;

import org.jspecify.annotations.NullMarked;
