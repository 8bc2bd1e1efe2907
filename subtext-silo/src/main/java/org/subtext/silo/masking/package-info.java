/**
 * Vectors of whole numbers of several sites, masked so that only their sum can be read: start with
 * {@link org.subtext.silo.masking.Roster}, whose hash every key of an attempt is derived with, then
 * {@link org.subtext.silo.masking.Masks}. The protocol of Bonawitz and others (2017), doi:10.1145/3133956.3133982, in
 * its variant against an active coordinator, on the complete graph. Pure functions: letters, disks and clocks are
 * elsewhere.
 */
@NullMarked
package org.subtext.silo.masking;

import org.jspecify.annotations.NullMarked;
