/**
 * The commands of an audit across hospitals: start at {@link org.subtext.cli.silo.SiloCommand}. Each opens the folder
 * of a party, calls a use case of the silo module, and prints; nothing printed names a patient.
 */
@NullMarked
package org.subtext.cli.silo;

import org.jspecify.annotations.NullMarked;
