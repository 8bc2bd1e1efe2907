/**
 * What a run was made from, and whether it still is that: the plan, the tables and other files, and whom a stored
 * network learnt from. Start with {@link org.subtext.audit.inputs.InputFiles}. Knows nothing of how an audit goes on.
 */
@NullMarked
package org.subtext.audit.inputs;

import org.jspecify.annotations.NullMarked;
