package io.steward.server.channel.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw message in one pass. Attachments stream to a sink; texts are held up to a limit. Broken content never
 * fails: what can be read is returned, and marked as incomplete.
 */
public final class MailParser {

    private final PartReader parts;
    private final MailLimits limits;
    private final MailBody body = new MailBody();
    private final MimeTokenStream tokens;
    private MailHeaders headers;
    private @Nullable MailHeaders top;
    private String preamble = "";
    private int count;

    private MailParser(MailLimits limits, PartSink sink) {
        this.limits = limits;
        this.parts = new PartReader(limits, sink);
        this.headers = new MailHeaders(limits.maxHeaderBytes());
        MimeConfig config = MimeConfig.copy(MimeConfig.PERMISSIVE)
                .setMaxLineLen(limits.maxHeaderBytes())
                .setMaxHeaderLen(limits.maxHeaderBytes())
                .setMaxHeaderCount(-1)
                .setMaxContentLen(-1)
                .build();
        this.tokens = new MimeTokenStream(config, DecodeMonitor.SILENT, null);
        this.tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /**
     * Reads a message; the stream is read to its end, and not closed.
     *
     * @throws UnreadableMail if it is empty, no message at all or too large; the sink may hold parts by then, which the
     *     caller has to drop
     * @throws UncheckedIOException if the stream or the sink fails, which says nothing about the message
     */
    public static IncomingMail parse(InputStream raw, MailLimits limits, PartSink sink) {
        try {
            return new MailParser(limits, sink).read(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IncomingMail read(InputStream raw) throws IOException {
        InputStream input = BoundedInput.open(raw, limits.maxTotalBytes());
        tokens.parse(input);
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM) {
            take(state);
            if (count > limits.maxParts()) {
                parts.markIncomplete();
                break;
            }
            state = next();
        }
        input.transferTo(OutputStream.nullOutputStream());
        if (top == null || top.isEmpty()) {
            throw new UnreadableMail(UnreadableMail.Reason.NOT_A_MESSAGE, "the message has no header");
        }
        return MailAssembly.assemble(top, parts, body, preamble, limits.maxRecipients());
    }

    private EntityState next() throws IOException {
        try {
            return tokens.next();
        } catch (MimeException
                | MimeIOException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            if (top == null) {
                throw new UnreadableMail(UnreadableMail.Reason.BROKEN, "the header cannot be read");
            }
            parts.markIncomplete();
            return EntityState.T_END_OF_STREAM;
        }
    }

    private void take(EntityState state) throws IOException {
        switch (state) {
            case T_START_HEADER -> {
                headers = new MailHeaders(limits.maxHeaderBytes());
                tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            }
            case T_FIELD -> field();
            case T_END_HEADER -> endHeader();
            case T_START_MULTIPART -> body.open(type());
            case T_END_MULTIPART -> body.close();
            case T_PREAMBLE -> preamble();
            case T_BODY -> leaf();
            default -> {
                // Nothing to read here.
            }
        }
    }

    private void field() {
        boolean fits = headers.add(tokens.getField().getRaw().toByteArray());
        if (!fits && top == null) {
            throw new UnreadableMail(UnreadableMail.Reason.HEADER_TOO_LARGE, "the header is too large");
        }
        if (!fits) {
            parts.markIncomplete();
        }
    }

    private void endHeader() {
        count++;
        if (top == null) {
            top = headers;
        }
        if (body.depth() >= limits.maxDepth()) {
            tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private void preamble() throws IOException {
        if (body.depth() == 1 && preamble.isEmpty()) {
            preamble = parts.text(new PartInput(tokens.getInputStream()), null, false);
        }
    }

    private void leaf() throws IOException {
        boolean root = body.depth() == 0;
        String type = type();
        boolean tooDeep = type.startsWith("multipart/");
        InputStream content = tooDeep ? tokens.getInputStream() : tokens.getDecodedInputStream();
        if (tooDeep) {
            parts.markIncomplete();
        }
        parts.leaf(type, headers, content, root, body);
    }

    private String type() {
        String type = tokens.getBodyDescriptor().getMimeType();
        return type == null ? "text/plain" : HeaderSafe.lower(type.strip());
    }
}
