package org.subtext.recognition;

/** How a network's logits become scores. */
public enum Activation {
    /** Classes exclude each other: scores of an image sum to one. */
    SOFTMAX,
    /** Each class by itself, as findings are: each score lies between 0 and 1. */
    SIGMOID,
    /** They are scores already. */
    NONE
}
