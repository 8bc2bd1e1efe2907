package org.subtext.silo.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.subtext.problems.InvalidInputException;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PublicIdentity;

/**
 * A plan under its coordinator's signature, as it is offered.
 *
 * @param plan what was signed
 */
public record SignedPlan(SiloPlan plan, Signature signature) {
    private static final byte[] PURPOSE = "subtext-silo plan 1\n".getBytes(StandardCharsets.UTF_8);
    private static final int SIGNATURE_BYTES = 64;

    /** 64 bytes. */
    public static final class Signature {
        private final byte[] bytes;

        private Signature(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signature that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Signs a plan of this coordinator's. */
    public static SignedPlan sign(SiloPlan plan, Identity coordinator) {
        if (!plan.parties().coordinator().equals(coordinator.known())) {
            throw new InvalidInputException("The plan names another coordinator, or other keys of it, than those of "
                    + coordinator.name() + ". Draft it from this folder.");
        }
        return new SignedPlan(plan, new Signature(coordinator.sign(message(PlanText.bytes(plan)))));
    }

    /** The signature (64 bytes) and the plan's canonical bytes. */
    public byte[] bytes() {
        byte[] text = PlanText.bytes(plan);
        return ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signature.bytes)
                .put(text)
                .array();
    }

    /**
     * Reads what a coordinator offered.
     *
     * @param coordinator whom this party knows and compared the fingerprint of
     */
    public static SignedPlan read(byte[] bytes, PublicIdentity coordinator) {
        if (bytes.length <= SIGNATURE_BYTES) {
            throw new InvalidInputException("This is no signed plan: it has " + bytes.length + " bytes.");
        }
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        byte[] text = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        if (!coordinator.hasSigned(message(text), signature)) {
            throw new InvalidInputException("The plan is not signed by the coordinator " + coordinator.name()
                    + " whose keys are known here (" + coordinator.fingerprint() + "). It was changed on its way, or"
                    + " comes from somebody else: ask the coordinator by telephone.");
        }
        SiloPlan plan = PlanText.read(text);
        if (!plan.parties().coordinator().equals(coordinator)) {
            throw new InvalidInputException("The plan is signed by " + coordinator.name()
                    + " but names another coordinator or other keys. Have it offered again.");
        }
        return new SignedPlan(plan, new Signature(signature));
    }

    private static byte[] message(byte[] text) {
        return ByteBuffer.allocate(PURPOSE.length + text.length)
                .put(PURPOSE)
                .put(text)
                .array();
    }
}
