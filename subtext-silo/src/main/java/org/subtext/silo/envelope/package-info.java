/**
 * One envelope for every transport: signed by its sender, sealed for its recipient, of one plan, round and attempt.
 * Start with {@link org.subtext.silo.envelope.Envelope}. Whether it came by a wire or on a stick is nothing it knows.
 */
@NullMarked
package org.subtext.silo.envelope;

import org.jspecify.annotations.NullMarked;
