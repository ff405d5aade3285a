package io.steward.server.channel.work;

import io.steward.server.channel.Browsers;
import io.steward.server.channel.SmsGateway;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.identity.Person;
import io.steward.server.notification.spi.NotificationSender;
import io.steward.server.platform.Ids;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notices to browsers and phones. A link that is as good as its reader goes by mail only; here it leads to the inbox. */
@Configuration(proxyBeanMethods = false)
class NoticeTexts {
    private static final int LONGEST_BODY = 600;

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
        };
    }

    private static String link(NotificationSender.Letter letter, StewardSettings settings) {
        return letter.secret() || letter.parts().size() > 1
                ? settings.page("/inbox")
                : letter.parts().getFirst().link();
    }
}
