/**
 * What tests of all modules share: {@link org.subtext.testing.Seeds} checks a property over seeds, {@link
 * org.subtext.testing.SharedData} finds public data beside the repository, and {@link
 * org.subtext.testing.ReadmeExample} runs what a README prints, {@link org.subtext.testing.TiffBytes} makes pictures
 * that no common writer writes. Imports nothing of ours.
 */
@NullMarked
package org.subtext.testing;

import org.jspecify.annotations.NullMarked;
