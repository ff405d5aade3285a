package io.steward.server.channel.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into text when the declared charset may be missing, unknown or wrong: the declared one if the bytes fit
 * it, else UTF-8 if they fit that, else the declared one if it is a multi-byte charset and nearly fits, else
 * windows-1252.
 */
final class TextDecoder {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int TOLERATED_ONE_IN = 50;

    /** Names whose senders mean a larger charset, or which Java does not know. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("utf8", "utf-8"),
            Map.entry("utf-8mb4", "utf-8"),
            Map.entry("utf8mb4", "utf-8"),
            Map.entry("cp-850", "cp850"));

    /** Asking Java for a charset it does not know takes long, and messages may ask for many. */
    private static final Map<String, Charset> KNOWN = known();

    private TextDecoder() {}

    static String decode(byte[] bytes, @Nullable String declared) {
        return decode(bytes, declared, false);
    }

    /** Decodes the bytes; with {@code cut} they may end in the middle of a character, which is then left out. */
    static String decode(byte[] bytes, @Nullable String declared, boolean cut) {
        Charset charset = declared == null ? null : charset(declared);
        if (charset != null) {
            String text = strict(bytes, charset, cut);
            if (text != null) {
                return text;
            }
        }
        String text = strict(bytes, StandardCharsets.UTF_8, cut);
        if (text != null) {
            return text;
        }
        if (charset != null && charset.newEncoder().maxBytesPerChar() > 1) {
            String lenient = new String(bytes, charset);
            long lost = lenient.chars().filter(c -> c == '\ufffd').count();
            if (lost * TOLERATED_ONE_IN <= lenient.length()) {
                return lenient;
            }
        }
        return new String(bytes, WINDOWS_1252);
    }

    /** A body's text: lines end in a line feed, and no other control characters but tabs remain. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\n' || c == '\t' || (c >= ' ' && c != '\u007f' && c != '\ufeff')) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static @Nullable Charset charset(String declared) {
        String name = HeaderSafe.lower(declared.strip());
        return KNOWN.get(MEANT.getOrDefault(name, name));
    }

    private static Map<String, Charset> known() {
        Map<String, Charset> known = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            if (charset.canEncode()) {
                charset.aliases().forEach(alias -> known.put(HeaderSafe.lower(alias), charset));
            }
        }
        for (Charset charset : Charset.availableCharsets().values()) {
            if (charset.canEncode()) {
                known.put(HeaderSafe.lower(charset.name()), charset);
            }
        }
        return Map.copyOf(known);
    }

    private static @Nullable String strict(byte[] bytes, Charset charset, boolean cut) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 8);
        if (decoder.decode(ByteBuffer.wrap(bytes), out, !cut).isError()) {
            return null;
        }
        if (!cut && decoder.flush(out).isError()) {
            return null;
        }
        return out.flip().toString();
    }
}
