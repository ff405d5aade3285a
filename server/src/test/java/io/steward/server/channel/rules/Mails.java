package io.steward.server.channel.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses messages for tests, and keeps what the parser stored. */
final class Mails implements PartSink {

    static final MailLimits LIMITS = MailLimits.standard(20_000_000);

    @SuppressWarnings("ArrayRecordComponent")
    record Stored(String name, String type, @Nullable String contentId, byte[] bytes) {}

    final List<Stored> stored = new ArrayList<>();

    @Override
    public StoredPart store(String fileName, String declaredType, @Nullable String contentId, InputStream content)
            throws IOException {
        byte[] bytes = content.readAllBytes();
        stored.add(new Stored(fileName, declaredType, contentId, bytes));
        return new StoredPart(stored.size() - 1, bytes.length);
    }

    IncomingMail read(byte[] raw) {
        return MailParser.parse(new ByteArrayInputStream(raw), LIMITS, this);
    }

    static IncomingMail parse(byte[] raw) {
        return new Mails().read(raw);
    }

    static IncomingMail parse(String raw) {
        return parse(raw, StandardCharsets.UTF_8);
    }

    static IncomingMail parse(String raw, Charset charset) {
        return parse(raw.replace("\n", "\r\n").getBytes(charset));
    }

    /** A plain message with these headers. */
    static IncomingMail withHeaders(String headers) {
        return parse("From: a@example.com\n" + headers.strip() + "\n\nHello\n");
    }
}
