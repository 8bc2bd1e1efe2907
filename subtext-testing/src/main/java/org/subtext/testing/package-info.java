/**
 * What tests of all modules share: {@link org.subtext.testing.Seeds} checks a property over seeds, and
 * {@link org.subtext.testing.SharedData} finds public data beside the repository. Imports nothing of ours.
 */
@NullMarked
package org.subtext.testing;

import org.jspecify.annotations.NullMarked;
