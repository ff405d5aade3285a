package io.steward.server.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Because of what a command was performed: a mail, a rule, an import.
 *
 * @param run of a rule: its run, by which it is explained and taken back
 */
public record Cause(
        String kind,
        String label,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID run) {
    /** The kind of what a rule did. */
    public static final String RULE = "rule";

    @JsonCreator
    public Cause(
            @JsonProperty("kind") String kind,
            @JsonProperty("label") String label,
            @JsonProperty("run") @Nullable UUID run) {
        this.kind = kind;
        this.label = label;
        this.run = run;
    }

    public Cause(String kind, String label) {
        this(kind, label, null);
    }
}
