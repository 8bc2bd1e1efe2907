package org.subtext.silo.masking;

/** Why a party does not go on with a round, or does not take a letter. */
public enum Refusal {
    MALFORMED("the letter cannot be read"),
    UNEXPECTED("the letter is none that is sent at this step"),
    ANOTHER_PLAN("it is of another plan"),
    ANOTHER_MODEL("its model hash is another one than approved"),
    STALE("its round or attempt is not the present one"),
    FOREIGN_SITE("a site is not among those approved"),
    ANOTHER_NAME("it speaks in another site's name"),
    BAD_SIGNATURE("a signature does not belong to the approved fingerprint"),
    OWN_ENTRY("the roster shows other keys for this site than it sent"),
    KEY_TWICE("a public key stands twice in the roster"),
    BAD_KEY("a public key is no proper point of the curve"),
    SITE_TWICE("a site stands twice, or sites are out of order"),
    BAD_THRESHOLD("the threshold is not that of so many sites"),
    ANOTHER_ROSTER("it is for another roster than the one taken"),
    SHARE_NOT_OPENED("a sealed share cannot be opened"),
    BAD_SHARE("shares do not give the secret that they are of"),
    ANOTHER_VECTOR("the vector is not the one announced"),
    OUT_OF_RANGE("a number of the vector is so large that a sum could overflow"),
    BOTH_SETS("a site stands as answered and as dropped"),
    NOT_OF_THE_ROUND("a set names a site that takes no part, or leaves one out"),
    ANOTHER_SET("sets differ from what was agreed to before"),
    TOO_FEW("fewer sites than the quorum"),
    TOO_FEW_SIGNATURES("fewer signatures on one set than the threshold"),
    SECOND_ANSWER("it is another answer than the first one"),
    DIFFERENCE("with sums opened before, the numbers of fewer than three sites could be solved for"),
    ANOTHER_RING("the sum does not close: masks were left in it"),
    LATE("it came after its step was closed"),
    DECLINED("a site declined to go on"),
    GIVES_AWAY("with what a site answered before, a few of its patients could be told of"),
    CLOSED("the round is over"),
    TOO_FEW_TELLING("of the sites that said what they have so many are missing that fewer than three may be left of"
            + " those with a group");

    private final String meaning;

    Refusal(String meaning) {
        this.meaning = meaning;
    }

    /** Goes on after "refused: ". */
    public String meaning() {
        return meaning;
    }
}
