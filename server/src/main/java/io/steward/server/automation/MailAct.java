package io.steward.server.automation;

import io.steward.server.automation.spi.RuleAction.Done;
import io.steward.server.automation.spi.RuleAction.Words;
import io.steward.server.identity.Desks;
import io.steward.server.identity.People;
import io.steward.server.identity.Person;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.NoticeTemplates;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.notification.spi.NotificationSender.Letter;
import io.steward.server.notification.spi.NotificationSender.Part;
import io.steward.server.platform.Problem;
import io.steward.server.platform.StewardSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code mail}: writes to people or an address, by the queue that all mails go out by. */
@Component
class MailAct implements Act {
    static final String MAILED = "mailed";
    private static final Set<String> TO = Set.of("requester", "assignee", "team", "address");

    private final ObjectProvider<NotificationSender> senders;
    private final People people;
    private final Desks desks;
    private final Tenants tenants;
    private final StewardSettings settings;

    MailAct(
            ObjectProvider<NotificationSender> senders,
            People people,
            Desks desks,
            Tenants tenants,
            StewardSettings settings) {
        this.senders = senders;
        this.people = people;
        this.desks = desks;
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public void define(Defining d, JsonNode action, String path) {
        String to = ActJson.text(action, "to");
        d.check().that(TO.contains(to), path + ".to", "unknown", "requester, assignee, team or address");
        String address = ActJson.text(action, "address");
        d.check()
                .that(
                        !to.equals("address")
                                || address.contains("{{")
                                || (address.length() <= 254 && address.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
                        path + ".address",
                        "form",
                        "A mail address");
        ActJson.needed(d.check(), action, "subject", path, 250);
        ActJson.needed(d.check(), action, "text", path, 20_000);
    }

    @Override
    public Done run(Doing d, JsonNode action) {
        NotificationSender sender = senders.stream()
                .filter(s -> s.channel().equals("mail"))
                .findFirst()
                .orElseThrow(() -> Problem.conflict("This installation sends no mail"));
        String to = ActJson.text(action, "to");
        if (to.equals("address")) {
            String address = ActJson.text(action, "address");
            sent(sender.sendTo(
                    d.tx(), address, letter(d, null, action), d.context().at()));
            return mailed(List.of(address));
        }
        var told = new ArrayList<String>();
        for (UUID id : people(d, to)) {
            Person person = people.find(d.tx(), id).filter(Person::active).orElse(null);
            if (person != null && told.size() < 100) {
                sent(sender.send(
                        d.tx(), person, letter(d, person, action), d.context().at()));
                told.add(person.email());
            }
        }
        return told.isEmpty()
                ? new Done("Nobody to write to", Map.of(), new Words("mailed_nobody", Map.of()))
                : mailed(told);
    }

    private static Done mailed(List<String> addresses) {
        String to = String.join(", ", addresses);
        return new Done("Mailed to " + to, Map.of(MAILED, addresses), new Words("mailed", Map.of("to", to)));
    }

    private static void sent(boolean queued) {
        if (!queued) {
            throw Problem.conflict("There is no mail account of the desk to send from, or it is its own address");
        }
    }

    private List<UUID> people(Doing d, String to) {
        UUID assignee = d.ticket().assigneeId();
        UUID team = d.ticket().teamId();
        return switch (to) {
            case "requester" -> List.of(d.ticket().requesterId());
            case "assignee" -> assignee == null ? List.of() : List.of(assignee);
            default ->
                team == null
                        ? List.of()
                        : desks.team(d.context().tenant(), team).stream()
                                .flatMap(t -> t.members().stream())
                                .map(PersonRef::id)
                                .toList();
        };
    }

    private Letter letter(Doing d, @org.jspecify.annotations.Nullable Person to, JsonNode action) {
        var tenant = tenants.get(d.context().tenant());
        String language = Objects.requireNonNullElse(to == null ? null : to.locale(), tenant.locale());
        ResourceBundle texts = NoticeTemplates.builtIn(language);
        boolean works = to != null && to.rights().worksOn(d.ticket().deskId());
        String link = to == null
                ? ""
                : settings.page(
                        (works ? "/work/t/" : "/portal/requests/") + d.ticket().number());
        return new Letter(
                d.ticket().deskId(),
                d.ticket().id(),
                ActJson.text(action, "subject").replaceAll("\\s+", " "),
                to == null ? "" : texts.getString("greeting").replace("{name}", to.name()),
                List.of(new Part(
                        ActJson.text(action, "text"), "", to == null ? "" : texts.getString("link"), link, "")),
                tenant.name(),
                false);
    }
}
