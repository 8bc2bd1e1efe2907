package org.subtext.learn.networks;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Non-linearities that follow a convolution; they may overwrite their input where autograd does not need it. */
enum Activation {
    NONE,
    /** max(x, 0). Its gradient needs the result only, so that it always works in place. */
    RELU,
    /** x · sigmoid(x). In place, autograd would first clone the input. */
    SILU,
    /** x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019). */
    HARDSWISH;

    Tensor apply(Tensor x, Pass pass) {
        return switch (this) {
            case NONE -> x;
            case RELU -> x.relu_();
            case SILU -> pass.isTraining() ? torch.silu(x) : torch.silu_(x);
            case HARDSWISH -> pass.isTraining() ? torch.hardswish(x) : torch.hardswish_(x);
        };
    }
}
