package io.steward.server.channel.work;

import io.steward.server.channel.MailAccount;
import io.steward.server.channel.OutgoingMail;
import io.steward.server.channel.OutgoingMail.SentFile;
import io.steward.server.channel.rules.HeaderSafe;
import io.steward.server.channel.rules.ThreadToken;
import io.steward.server.identity.Person;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Secrets;
import io.steward.server.platform.StewardSettings;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes our mails, in the reader's language, threaded with what they sent and got before. */
@Component
class Composer {
    /** Files sent along with one mail, in bytes together; most servers refuse much more. */
    private static final long MOST_BYTES = 15_000_000;

    /** What somebody wrote. */
    record Words(String author, String body, List<Attachment> files) {}

    private final Tenants tenants;
    private final Ratings ratings;
    private final Secrets secrets;
    private final StewardSettings settings;

    Composer(Tenants tenants, Ratings ratings, Secrets secrets, StewardSettings settings) {
        this.tenants = tenants;
        this.ratings = ratings;
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * @param words what an agent or requester wrote; null when only the state is told
     * @param before Message-IDs of what was written about the ticket to and by the reader
     */
    OutgoingMail compose(
            Tx tx,
            String kind,
            MailAccount account,
            Ticket ticket,
            Person to,
            @Nullable Words words,
            List<String> before,
            Instant at) {
        var tenant = tenants.get(tx.tenant());
        var texts = Texts.of(Objects.requireNonNullElse(to.locale(), tenant.locale()));
        var letter = new Letter();
        if (!kind.equals("reply")) {
            letter.paragraph(texts.get("greeting", to.name())).paragraph(texts.get(kind + ".text", ticket.number()));
        }
        List<SentFile> files = List.of();
        if (words != null) {
            files = sent(words.files());
            letter.small(texts.get("reply.by", words.author())).written(inline(words.body(), files, texts));
            tooLarge(words.files(), files).ifPresent(names -> letter.paragraph(texts.get("files", names)));
        }
        boolean requester = ticket.requesterId().equals(to.id());
        if (kind.equals("resolution")) {
            letter.paragraph(texts.get("resolution.answer"));
            if (requester) {
                String link = settings.page("/rate/" + ratings.token(tx.tenant(), ticket.id(), to.id()));
                letter.paragraph(texts.get("rating.ask")).scale(texts.get("rating.text", link), link);
            }
        } else {
            letter.small(texts.get("answer"));
        }
        boolean works = to.rights().worksOn(ticket.deskId()) && !requester;
        String link = settings.page((works ? "/work/t/" : "/portal/requests/") + ticket.number());
        letter.button(texts.get("follow"), texts.get("follow.text", link), link)
                .small(texts.get("footer", tenant.name()));
        UUID id = Ids.next();
        return new OutgoingMail(
                id,
                account.id(),
                ticket.id(),
                kind,
                to.email(),
                subject(kind, ticket),
                headers(kind, before),
                letter.text(),
                letter.html(),
                files,
                ThreadToken.make(tx.t(), ticket.id(), id, Threads.key(secrets), account.domain()),
                "waiting",
                0,
                at,
                at,
                null);
    }

    private static String subject(String kind, Ticket ticket) {
        String title = HeaderSafe.text(ticket.title(), 200);
        return (kind.equals("acknowledgement") ? "" : "Re: ") + title + " [" + ticket.number() + "]";
    }

    private static Map<String, String> headers(String kind, List<String> before) {
        var headers = new LinkedHashMap<String, String>();
        if (!before.isEmpty()) {
            headers.put("In-Reply-To", before.getLast());
            headers.put("References", String.join(" ", before));
        }
        if (!kind.equals("reply")) {
            headers.put("Auto-Submitted", kind.equals("acknowledgement") ? "auto-replied" : "auto-generated");
            headers.put("X-Auto-Response-Suppress", "All");
        }
        return headers;
    }

    /** As many files as may go along, the first first. */
    private static List<SentFile> sent(List<Attachment> files) {
        var sent = new ArrayList<SentFile>();
        long total = 0;
        for (Attachment f : files) {
            if (total + f.size() <= MOST_BYTES) {
                total += f.size();
                sent.add(new SentFile(f.id(), f.name(), f.type(), f.inline()));
            }
        }
        return sent;
    }

    private static Optional<String> tooLarge(List<Attachment> files, List<SentFile> sent) {
        var ids = sent.stream().map(SentFile::id).collect(Collectors.toSet());
        return files.stream()
                .filter(f -> !ids.contains(f.id()))
                .map(Attachment::name)
                .reduce((a, b) -> a + ", " + b);
    }

    /** Pictures go along and are shown from the mail; others, which only Steward shows, become a word. */
    private static String inline(String body, List<SentFile> files, Texts texts) {
        if (!body.contains("<img")) {
            return body;
        }
        var document = Jsoup.parseBodyFragment(body);
        document.outputSettings().prettyPrint(false);
        for (var image : document.select("img")) {
            var file = files.stream()
                    .filter(f -> image.attr("src").endsWith("/" + f.id()))
                    .findFirst();
            if (file.isPresent()) {
                image.attr("src", "cid:" + file.get().contentId()).attr("style", "max-width:100%");
            } else {
                image.replaceWith(new TextNode(texts.get("image")));
            }
        }
        return document.body().html();
    }

    /** The mail with which a password can be set anew. */
    OutgoingMail reset(Tx tx, MailAccount account, Person to, String token, Instant at) {
        var tenant = tenants.get(tx.tenant());
        var texts = Texts.of(Objects.requireNonNullElse(to.locale(), tenant.locale()));
        String link = settings.page("/reset-password?token=" + token);
        var letter = new Letter()
                .paragraph(texts.get("greeting", to.name()))
                .paragraph(texts.get("reset.text", to.email()))
                .button(texts.get("reset.button"), link, link)
                .paragraph(texts.get("reset.otherwise"))
                .small(texts.get("footer", tenant.name()));
        UUID id = Ids.next();
        return new OutgoingMail(
                id,
                account.id(),
                null,
                "reset",
                to.email(),
                texts.get("reset.subject"),
                Map.of("Auto-Submitted", "auto-generated", "X-Auto-Response-Suppress", "All"),
                letter.text(),
                letter.html(),
                List.of(),
                '<' + "r." + id + '@' + account.domain() + '>',
                "waiting",
                0,
                at,
                at,
                null);
    }
}
