/**
 * Phantoms with a planted route: does the battery point at what was planted, and at nothing when nothing was? Start at
 * {@link org.subtext.bench.routes.RoutesValidation}; what counts as a hit stands in
 * {@link org.subtext.bench.routes.PlantedRoute} and was fixed before the first run. docs/validation.md holds the table.
 */
@NullMarked
package org.subtext.bench.routes;

import org.jspecify.annotations.NullMarked;
