/**
 * How a site comes to be known: an invitation with a token that is good once, keys that it makes itself, a certificate
 * that the coordinator's own authority issues, and fingerprints that two people compare by telephone. Start with
 * {@link org.subtext.silo.enrolment.Authority} (coordinator) and {@link org.subtext.silo.enrolment.Invitation} (site).
 */
@NullMarked
package org.subtext.silo.enrolment;

import org.jspecify.annotations.NullMarked;
