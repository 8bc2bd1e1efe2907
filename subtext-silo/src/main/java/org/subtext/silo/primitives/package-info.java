/**
 * Published cryptography as plain functions on bytes, each by the JDK's own providers: keys as their RFCs write them,
 * nothing chosen by a caller that the RFC does not leave open. What is built of them lies elsewhere; imports nothing
 * of ours.
 */
@NullMarked
package org.subtext.silo.primitives;

import org.jspecify.annotations.NullMarked;
