/**
 * The backend of recognisers over libtorch; the only module that knows {@code org.bytedeco}.
 *
 * <p>Start at {@link org.subtext.learn.TorchTrainer}, which implements the ports of {@code org.subtext.recognition}. No
 * public signature here mentions a native type.
 */
@NullMarked
package org.subtext.learn;

import org.jspecify.annotations.NullMarked;
