package io.steward.server.automation;

import io.steward.server.approval.Asking;
import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.notification.Notice;
import io.steward.server.notification.NoticeKind;
import io.steward.server.notification.Notifications;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code notify}: tells people in their inbox, and by mail as they wish. */
@Component
class NotifyAct implements Act {
    static final String TOLD = "told";

    private final Notifications notifications;
    private final Desks desks;
    private final Directory directory;
    private final Asking asking;

    NotifyAct(Notifications notifications, Desks desks, Directory directory, Asking asking) {
        this.asking = asking;
        this.notifications = notifications;
        this.desks = desks;
        this.directory = directory;
    }

    @Override
    public String kind() {
        return "notify";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        ActJson.needed(d.check(), action, "text", path, 500);
        UUID team = ActJson.id(action, "team", d.check(), path);
        JsonNode people = action.path("people");
        d.check().that(people.size() <= 50, path + ".people", "too-many", "At most 50 people");
        d.check()
                .that(
                        ActJson.flag(action, "approvers")
                                || ActJson.flag(action, "requester")
                                || ActJson.flag(action, "assignee")
                                || ActJson.flag(action, "teamMembers")
                                || team != null
                                || !people.isEmpty(),
                        path + ".people",
                        "required",
                        "Who is to be told?");
        d.check()
                .that(
                        team == null || desks.team(d.context().tenant(), team).isPresent(),
                        path + ".team",
                        "unknown",
                        "There is no such team");
        try {
            var named = new HashSet<>(ActJson.ids(action, "people"));
            d.check()
                    .that(
                            directory.refs(d.tx(), named).size() == named.size(),
                            path + ".people",
                            "unknown",
                            "There is no such person");
        } catch (io.steward.server.platform.Problem e) {
            d.check().error(path + ".people", "unreadable", "A list of ids");
        }
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        var told = new LinkedHashSet<UUID>();
        if (ActJson.flag(action, "requester")) {
            told.add(d.ticket().requesterId());
        }
        UUID assignee = d.ticket().assigneeId();
        if (ActJson.flag(action, "assignee") && assignee != null) {
            told.add(assignee);
        }
        if (ActJson.flag(action, "approvers")) {
            told.addAll(asking.waitedFor(d.tx(), d.ticket().id()));
        }
        if (ActJson.flag(action, "teamMembers")) {
            told.addAll(members(d, d.ticket().teamId()));
        }
        told.addAll(members(d, ActJson.id(action, "team")));
        told.addAll(ActJson.ids(action, "people"));
        if (told.isEmpty()) {
            return new Done("Nobody to tell", Map.of(), new Words("told_nobody", Map.of()));
        }
        notifications.tell(
                d.tx(),
                new Notice(
                        d.context().at(),
                        NoticeKind.RULE,
                        told,
                        d.ticket(),
                        "rule:" + d.stepId(),
                        null,
                        Map.of("actor", d.run().ruleName(), "text", ActJson.text(action, "text")),
                        "rule",
                        Set.of()));
        String names = directory.refs(d.tx(), told).values().stream()
                .map(PersonRef::name)
                .sorted()
                .limit(10)
                .collect(Collectors.joining(", "));
        return new Done("Told " + names, Map.of(TOLD, told), new Words("told", Map.of("names", names)));
    }

    private List<UUID> members(Doing d, @Nullable UUID team) {
        return team == null
                ? List.of()
                : desks.team(d.context().tenant(), team).stream()
                        .flatMap(t -> t.members().stream())
                        .map(PersonRef::id)
                        .toList();
    }
}
