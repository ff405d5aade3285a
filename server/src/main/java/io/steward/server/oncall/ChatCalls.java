package io.steward.server.oncall;

import io.steward.server.channel.ChatChannels;
import io.steward.server.channel.ChatLink;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Ticket;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells chats whom a step calls, with a link for each of them to take the page on. */
@Component
class ChatCalls {
    /** More cannot be looked at, and chats cut what is long. */
    private static final int MOST_LINKS = 20;

    private final ChatChannels chats;
    private final AckLinks links;
    private final Tenants tenants;
    private final StewardSettings settings;

    ChatCalls(ChatChannels chats, AckLinks links, Tenants tenants, StewardSettings settings) {
        this.chats = chats;
        this.links = links;
        this.tenants = tenants;
        this.settings = settings;
    }

    /** @return the names of the channels that were told */
    List<String> tell(Tx tx, Context context, Call call, Ticket ticket, Chain.Step step, List<PersonRef> called) {
        var channels = step.targets(Chain.Target.CHAT);
        if (channels.isEmpty() || called.isEmpty()) {
            return List.of();
        }
        var texts = texts(tenants.get(tx.tenant()).locale());
        String names = called.stream().map(PersonRef::name).collect(Collectors.joining(", "));
        String said = MessageFormat.format(texts.getString("called"), call.chainName(), names);
        var pressed = called.stream()
                .limit(MOST_LINKS)
                .map(p -> new ChatLink(
                        MessageFormat.format(texts.getString("acknowledge"), p.name()),
                        settings.page(links.ofChat(tx.tenant(), call.id(), p.id()))))
                .toList();
        return channels.stream()
                .map(id -> chats.tell(
                        tx, context, id, ticket, call.text().isEmpty() ? said : said + "\n" + call.text(), pressed))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ResourceBundle texts(String language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("oncall.chat", Locale.forLanguageTag(language), control);
    }
}
