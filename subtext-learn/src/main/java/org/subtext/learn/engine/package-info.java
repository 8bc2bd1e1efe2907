/**
 * The thin wrapper round libtorch: loading its natives once, naming devices, saying what is there.
 *
 * <p>Start at {@link org.subtext.learn.engine.Natives}. Tensors themselves are libtorch's own; this package adds no
 * array library. It knows nothing of networks, training or files.
 */
@NullMarked
package org.subtext.learn.engine;

import org.jspecify.annotations.NullMarked;
