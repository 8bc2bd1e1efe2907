/**
 * What one file may take of the heap, how much many threads may take at once, and what becomes of a file that takes
 * more.
 *
 * <p>Start at {@link org.subtext.memory.HeapShare}: what a header claims is held against it before anything is
 * allocated. Knows numbers of bytes, not formats.
 */
@NullMarked
package org.subtext.memory;

import org.jspecify.annotations.NullMarked;
