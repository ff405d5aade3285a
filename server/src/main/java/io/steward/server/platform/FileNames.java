package io.steward.server.platform;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** File names are only ever data: what people see and what a download is called, never a path. */
public final class FileNames {
    private static final int LONGEST = 150;
    private static final Pattern BAD = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private FileNames() {}

    /** Normalised, without invisible or path characters, never empty, its end kept when it is too long. */
    public static String safe(@Nullable String name) {
        String clean = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFC);
        clean = BAD.matcher(Check.clean(clean)).replaceAll("_").strip();
        clean = clean.replaceAll("^[. ]+|[. ]+$", "");
        if (clean.isEmpty()) {
            return "file";
        }
        return clean.length() <= LONGEST ? clean : clean.substring(0, 100) + "…" + clean.substring(clean.length() - 49);
    }
}
