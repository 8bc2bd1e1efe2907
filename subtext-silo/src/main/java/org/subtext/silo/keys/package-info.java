/**
 * Who is who: the name of a party, the keys that sign and seal for it, and the fingerprint that two people compare by
 * telephone. Start with {@link org.subtext.silo.keys.Identity}. Private keys never leave the folder they were made in.
 */
@NullMarked
package org.subtext.silo.keys;

import org.jspecify.annotations.NullMarked;
