package io.steward.server.channel.rules;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The raw message: refuses more bytes than allowed, and starts at the first header. */
final class BoundedInput extends FilterInputStream {

    private static final byte[] MBOX_LINE = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int MAX_MBOX_LINE = 1000;

    private final long max;
    private long count;

    private BoundedInput(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    /** Skips a byte order mark, empty lines and an mbox separator before the first header. */
    static InputStream open(InputStream raw, long max) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BoundedInput(raw, max), 8);
        skip(in, MARK);
        int c = in.read();
        while (c == '\r' || c == '\n') {
            c = in.read();
        }
        if (c < 0) {
            throw new UnreadableMail(UnreadableMail.Reason.EMPTY, "the message is empty");
        }
        in.unread(c);
        if (skip(in, MBOX_LINE)) {
            c = in.read();
            for (int length = 0; c >= 0 && c != '\n' && length < MAX_MBOX_LINE; length++) {
                c = in.read();
            }
        }
        return in;
    }

    private static boolean skip(PushbackInputStream in, byte[] prefix) throws IOException {
        byte[] start = in.readNBytes(prefix.length);
        if (Arrays.equals(start, prefix)) {
            return true;
        }
        in.unread(start);
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** A stream that fails in its own way must not look like broken content. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("the message cannot be fetched", e);
        }
        count += Math.max(0, read);
        if (count > max) {
            throw new UnreadableMail(UnreadableMail.Reason.TOO_LARGE, "the message is larger than " + max + " bytes");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
