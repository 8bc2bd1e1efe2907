package org.subtext.recognition;

/**
 * What a backend computes on.
 *
 * @param kind what may be expected of it
 * @param id as its backend names it: "cpu", "cuda:0"
 * @param description hardware and library, for the manifest
 * @param bfloat16 whether bfloat16 is computed in hardware, so that mixed precision is faster than float32
 */
public record ComputeDevice(Kind kind, String id, String description, boolean bfloat16) {
    /** Kinds of devices that want to be used in different ways. */
    public enum Kind {
        /** Computes on threads of its own: as many trainings fit side by side as the processors hold. */
        PROCESSOR,
        /** One queue of work beside the processors. */
        ACCELERATOR
    }

    /** For the manifest: "cpu, processor (AVX512), libtorch 2.13.0". */
    public String words() {
        return id + ", " + description;
    }
}
