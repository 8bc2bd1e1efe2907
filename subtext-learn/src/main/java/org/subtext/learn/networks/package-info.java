/**
 * The architectures, each a class that reads like its paper's table, over libtorch's functions.
 *
 * <p>Start at {@link org.subtext.learn.networks.Networks}; a {@link org.subtext.learn.networks.Network} is named
 * tensors plus a forward pass. Names, shapes, order and initialisation are torchvision's, so that weights move to
 * Python and back. Knows neither files nor training.
 */
@NullMarked
package org.subtext.learn.networks;

import org.jspecify.annotations.NullMarked;
