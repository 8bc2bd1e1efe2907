/**
 * Controls that a shuffle does not give: recorded columns, and one that no image can hold, read by the same pipeline as
 * the attribute, and the share of the finding that goes when classes are made alike in what is recorded.
 *
 * <p>Start at {@link org.subtext.routes.controls.ControlRoute}. How controls stand beside the attribute is read where
 * all settings are assessed together.
 */
@NullMarked
package org.subtext.routes.controls;

import org.jspecify.annotations.NullMarked;
