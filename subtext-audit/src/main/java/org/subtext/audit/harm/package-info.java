/**
 * The use case of harm, from somebody's prediction table to a run folder. Start at {@link
 * org.subtext.audit.harm.HarmAudit}.
 */
@NullMarked
package org.subtext.audit.harm;

import org.jspecify.annotations.NullMarked;
