package io.steward.server.automation;

import io.steward.server.platform.Context;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What rules can be made of in this installation. */
@Component
public class RuleParts {
    private final Rules rules;
    private final Acts acts;

    RuleParts(Rules rules, Acts acts) {
        this.rules = rules;
        this.acts = acts;
    }

    /** A kind of action or trigger. @param why it is not to be had; null where it is */
    public record Part(
            String kind, boolean available, @Nullable String why) {}

    public record Parts(List<Part> actions, List<Part> triggers) {}

    /** For those who work on the desk. */
    public Parts of(Context context, UUID desk) {
        rules.needDesk(context, desk);
        return new Parts(
                acts.offered().stream()
                        .map(o -> new Part(
                                o.kind(), o.available(), o.available() ? null : "This installation does not offer it"))
                        .toList(),
                RuleCheck.TRIGGERS.stream().map(k -> new Part(k, true, null)).toList());
    }
}
