/**
 * Images written as pictures: any that the program reads, as it sees them or by a published recipe.
 *
 * <p>Start at {@link org.subtext.rendering.Rendering}. Knows files, tables of files and pictures; not patients.
 */
@NullMarked
package org.subtext.rendering;

import org.jspecify.annotations.NullMarked;
