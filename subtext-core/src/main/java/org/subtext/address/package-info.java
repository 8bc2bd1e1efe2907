/**
 * Where an image lies, as tables, plans and messages write it: {@link org.subtext.address.ImageAddress}.
 *
 * <p>One grammar for all who read, look for, move or name images, so that what one of them writes the others find.
 */
@NullMarked
package org.subtext.address;

import org.jspecify.annotations.NullMarked;
