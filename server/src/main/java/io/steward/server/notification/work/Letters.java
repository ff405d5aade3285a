package io.steward.server.notification.work;

import io.steward.server.identity.Person;
import io.steward.server.identity.Tenants;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeTemplate;
import io.steward.server.notification.NoticeTemplates;
import io.steward.server.notification.rules.Template;
import io.steward.server.notification.spi.NoticeAction;
import io.steward.server.notification.spi.NotificationSender.Letter;
import io.steward.server.notification.spi.NotificationSender.Part;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down notices in the reader's language. */
@Component
class Letters {
    private final Tenants tenants;
    private final StewardSettings settings;
    private final NoticeTemplates templates;
    private final List<NoticeAction> actions;

    Letters(Tenants tenants, StewardSettings settings, NoticeTemplates templates, List<NoticeAction> actions) {
        this.tenants = tenants;
        this.settings = settings;
        this.templates = templates;
        this.actions = actions;
    }

    Letter write(Tx tx, Person to, List<InboxItem> items) {
        var tenant = tenants.get(tx.tenant());
        String language = Objects.requireNonNullElse(to.locale(), tenant.locale());
        var texts = NoticeTemplates.builtIn(language);
        var own = templates.of(tx, language);
        var about = Map.of("name", to.name(), "organisation", tenant.name(), "count", String.valueOf(items.size()));
        boolean secret = false;
        boolean harmless = true;
        var parts = new java.util.ArrayList<Part>();
        for (InboxItem item : items) {
            Optional<Action> action = action(tx, item);
            secret |= action.isPresent();
            harmless &= action.map(Action::harmless).orElse(true);
            parts.add(part(texts, own.get(sentence(item)), to, item, action.map(Action::path)));
        }
        InboxItem only = items.getFirst();
        boolean one = items.size() == 1;
        NoticeTemplate written = own.get(sentence(only));
        return new Letter(
                one ? only.deskId() : null,
                one ? only.ticketId() : null,
                one
                        ? Template.fill(
                                written == null ? texts.getString(sentence(only) + ".subject") : written.subject(),
                                only.data())
                        : Template.fill(texts.getString("digest.subject"), about),
                Template.fill(texts.getString("greeting"), about),
                parts,
                Template.fill(texts.getString("closing"), about),
                secret,
                harmless);
    }

    /** @param written what the organisation wrote for it; null: what is built in */
    private Part part(
            ResourceBundle texts,
            @Nullable NoticeTemplate written,
            Person to,
            InboxItem item,
            Optional<String> action) {
        var values = new LinkedHashMap<>(item.data());
        values.putIfAbsent("text", "");
        String key = item.kind().key();
        UUID desk = item.deskId();
        boolean works = desk != null && to.rights().worksOn(desk);
        return new Part(
                Template.fill(written == null ? texts.getString(sentence(item) + ".text") : written.text(), values),
                Objects.requireNonNullElse(values.get("text"), ""),
                texts.getString(action.isPresent() ? key + ".action" : "link"),
                settings.page(action.orElseGet(() -> item.page(works))),
                texts.getString("why." + item.why()));
    }

    /** What came of something is said in words of its own. */
    private static String sentence(InboxItem item) {
        String outcome = item.data().get("outcome");
        return item.kind().key() + (outcome == null ? "" : "." + outcome);
    }

    private record Action(String path, boolean harmless) {}

    private Optional<Action> action(Tx tx, InboxItem item) {
        return actions.stream()
                .filter(a -> a.kinds().contains(item.kind()))
                .flatMap(a -> a.path(tx, item).map(path -> new Action(path, a.isHarmless())).stream())
                .findFirst();
    }
}
