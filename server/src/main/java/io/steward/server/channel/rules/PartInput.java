package io.steward.server.channel.rules;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mime4j.MimeIOException;

/** The decoded content of one part, which simply ends where it can no longer be decoded. */
final class PartInput extends FilterInputStream {

    private boolean broken;

    PartInput(InputStream in) {
        super(in);
    }

    /** Whether the content ended early. */
    boolean broken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (broken) {
            return -1;
        }
        try {
            return in.read(buffer, offset, length);
        } catch (MimeIOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            broken = true;
            return -1;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The parser goes on reading behind this part.
    }
}
