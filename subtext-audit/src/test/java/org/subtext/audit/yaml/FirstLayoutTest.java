package org.subtext.audit.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class FirstLayoutTest {
    private static final ObjectNode USUAL = json("""
        {"name": "audit", "split": {"kind": "auto"}, "ladder": {"rungs": 0}, "images": {"unusable": "refuse"}}""");

    private static ObjectNode json(String text) {
        return (ObjectNode) new JsonMapper().readTree(text);
    }

    @Test
    void keysStandInTheOrderOfThen() {
        assertThat(FirstLayout.of(json("""
            {"split": {"file": null, "kind": "auto"}, "images": {"unusable": "exclude", "pixels": {"side": 8}}, "seed": 1,
             "name": "a"}"""), USUAL)).hasToString("""
            {"name":"a","seed":1,"unusable_images":"exclude","split":{"kind":"auto","file":null},"pixels":{"side":8}}""");
    }

    @Test
    void aKeyThatCameLaterCountsOnlyWhereItSaysMoreThanPlansFromBeforeItDid() {
        ObjectNode before = json("{\"name\": \"a\", \"split\": {\"kind\": \"auto\"}}");
        ObjectNode usual = json("{\"name\": \"a\", \"ladder\": {\"rungs\": 0}, \"split\": {\"kind\": \"auto\"}}");
        ObjectNode other = json("{\"ladder\": {\"rungs\": 3}, \"name\": \"a\", \"split\": {\"kind\": \"auto\"}}");

        assertThat(FirstLayout.of(usual, USUAL)).isEqualTo(FirstLayout.of(before, USUAL));
        assertThat(FirstLayout.of(other, USUAL)).hasToString("""
            {"name":"a","split":{"kind":"auto"},"ladder":{"rungs":3}}""");
        assertThat(FirstLayout.of(json("{\"split\": {\"by\": \"site\", \"kind\": \"auto\"}}"), USUAL))
                .hasToString("{\"split\":{\"kind\":\"auto\",\"by\":\"site\"}}");
    }
}
