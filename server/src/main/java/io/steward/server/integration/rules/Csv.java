package io.steward.server.integration.rules;

import io.steward.server.platform.Check;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file, perhaps compressed, in the encoding and with the delimiter it turns out to have. */
public final class Csv {
    private static final int HEAD = 65_536;

    /** How to read a file. */
    public record Form(boolean gzip, Charset charset, char delimiter) {}

    private Csv() {}

    public static Form guess(Path file) throws IOException {
        byte[] magic;
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            magic = in.readNBytes(2);
        }
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        byte[] head;
        try (InputStream in = open(file, gzip)) {
            head = in.readNBytes(HEAD);
        }
        Charset charset = charset(head);
        String text = new String(head, charset);
        return new Form(gzip, charset, delimiter(text));
    }

    private static Charset charset(byte[] head) {
        if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var result = decoder.decode(ByteBuffer.wrap(head), java.nio.CharBuffer.allocate(head.length + 1), false);
        return result.isError() ? Charset.forName("windows-1252") : StandardCharsets.UTF_8;
    }

    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        long most = -1;
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            long count = first.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Opens the file as records; the caller closes it. */
    public static de.siegmar.fastcsv.reader.CsvReader<de.siegmar.fastcsv.reader.CsvRecord> read(Path file, Form form)
            throws IOException {
        var reader = new InputStreamReader(open(file, form.gzip()), form.charset());
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(form.delimiter())
                .skipEmptyLines(true)
                .detectBomHeader(false)
                .ofCsvRecord(reader);
    }

    private static InputStream open(Path file, boolean gzip) throws IOException {
        InputStream in = new BufferedInputStream(java.nio.file.Files.newInputStream(file), 1 << 16);
        return gzip ? new java.util.zip.GZIPInputStream(in, 1 << 16) : in;
    }

    /** Column names without a byte order mark, each once. */
    public static List<String> header(List<String> raw) {
        var names = new ArrayList<String>();
        for (String cell : raw) {
            String name = Check.clean(cell.replace("\uFEFF", ""));
            String unique = name.isEmpty() ? "column" : name;
            for (int n = 2; names.contains(unique); n++) {
                unique = name + " " + n;
            }
            names.add(unique);
        }
        return names;
    }
}
