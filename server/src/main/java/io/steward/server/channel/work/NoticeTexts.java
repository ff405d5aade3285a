package io.steward.server.channel.work;

import io.steward.server.channel.Browsers;
import io.steward.server.channel.ChatLink;
import io.steward.server.channel.DirectMessages;
import io.steward.server.channel.SmsGateway;
import io.steward.server.channel.rules.ChatMessage;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.identity.Person;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.platform.Ids;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Notices to browsers, phones and chats. A link that is as good as its reader goes by mail only; here it leads to the inbox. In chats
 * what is harmless is let through: who answers a page should not have to look for the mail.
 */
@Configuration(proxyBeanMethods = false)
class NoticeTexts {
    private static final int LONGEST_BODY = 600;
    private static final int MOST_LINKS = 10;
    private static final String ADDRESS = "address";

    @Bean
    NotificationSender pushNotices(Browsers browsers, StewardSettings settings) {
        return new NotificationSender() {
            @Override
            public String channel() {
                return "push";
            }

            @Override
            public boolean send(Tx tx, Person to, Letter letter, Instant at) {
                Part first = letter.parts().getFirst();
                String body = letter.parts().size() > 1
                        ? String.join(
                                "\n", letter.parts().stream().map(Part::text).toList())
                        : first.quote().isEmpty() ? first.text() : first.quote();
                var message = new Browsers.Message(
                        HeaderSafe.cut(letter.subject(), 200),
                        HeaderSafe.cut(body, LONGEST_BODY),
                        link(letter, settings),
                        Objects.toString(letter.ticketId(), "inbox"));
                return browsers.tell(tx, to.id(), message, letter.ticketId(), at) > 0;
            }

            @Override
            public Optional<String> missing(Tx tx, Person to) {
                return browsers.areThere(tx, to.id()) ? Optional.empty() : Optional.of(ADDRESS);
            }
        };
    }

    @Bean
    NotificationSender smsNotices(SmsGateway gateway, StewardSettings settings) {
        return new NotificationSender() {
            @Override
            public String channel() {
                return "sms";
            }

            @Override
            public boolean send(Tx tx, Person to, Letter letter, Instant at) {
                String link = " " + link(letter, settings);
                String text = HeaderSafe.cut(letter.subject(), Math.max(40, 290 - link.length())) + link;
                String phone = to.phone();
                return phone != null && gateway.send(tx, phone, text, letter.ticketId(), Ids.next(), at);
            }

            @Override
            public Optional<String> missing(Tx tx, Person to) {
                return missingOf(gateway.isThere(tx), to.phone());
            }
        };
    }

    @Bean
    NotificationSender chatNotices(DirectMessages messages, StewardSettings settings) {
        return new NotificationSender() {
            @Override
            public String channel() {
                return "chat";
            }

            @Override
            public boolean send(Tx tx, Person to, Letter letter, Instant at) {
                String name = to.chatName();
                return name != null && messages.tell(tx, name, message(letter, settings), letter.ticketId(), at);
            }

            @Override
            public Optional<String> missing(Tx tx, Person to) {
                return missingOf(messages.areTaken(tx), to.chatName());
            }
        };
    }

    /** Of a way that needs a connection of the organisation, and an address of the person. */
    private static Optional<String> missingOf(boolean connected, @Nullable String address) {
        return !connected ? Optional.of("connection") : address == null ? Optional.of(ADDRESS) : Optional.empty();
    }

    private static ChatMessage message(NotificationSender.Letter letter, StewardSettings settings) {
        boolean linked = !letter.secret() || letter.harmless();
        String said = letter.parts().stream()
                .map(p -> p.quote().isEmpty() ? p.text() : p.text() + "\n" + p.quote())
                .collect(Collectors.joining("\n"));
        return new ChatMessage(
                letter.subject(),
                said,
                linked ? "" : settings.page("/inbox"),
                "Steward",
                linked
                        ? letter.parts().stream()
                                .filter(p -> !p.link().isEmpty())
                                .limit(MOST_LINKS)
                                .map(p -> new ChatLink(p.linkLabel(), p.link()))
                                .toList()
                        : List.of(),
                "");
    }

    private static String link(NotificationSender.Letter letter, StewardSettings settings) {
        return letter.secret() || letter.parts().size() > 1
                ? settings.page("/inbox")
                : letter.parts().getFirst().link();
    }
}
