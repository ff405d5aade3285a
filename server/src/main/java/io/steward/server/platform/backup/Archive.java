package io.steward.server.platform.backup;

import io.steward.server.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** An archive that was written by {@link Backup}, read. */
final class Archive implements AutoCloseable {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern CONTENT = Pattern.compile("files/([0-9a-f]{64})");

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file + ".");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, "it is not a whole zip file", e);
        }
        try {
            return new Archive(file, zip, manifest(file, zip));
        } catch (RuntimeException e) {
            try {
                zip.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    private static Manifest manifest(Path file, ZipFile zip) {
        ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupException(file + " is not a Steward backup: it has no " + Manifest.ENTRY + ".");
        }
        Manifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            if (checksum.getValue() != entry.getCrc()) {
                throw damaged(file, Manifest.ENTRY + " is not what was written", null);
            }
            manifest = Json.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
        } catch (IOException | JacksonException e) {
            throw damaged(file, Manifest.ENTRY + " cannot be read", e);
        }
        if (manifest.format() > Manifest.FORMAT) {
            throw new BackupException(
                    file + " was written by a newer Steward than this one; restore it with that version.");
        }
        return manifest;
    }

    /** Reads everything once and compares it with what the manifest says. */
    void verify() {
        for (Manifest.Table table : manifest.tables()) {
            check(table.table().entry(), table.sha256());
        }
        for (Manifest.Secret secret : manifest.secrets()) {
            if (!SECRET.matcher(secret.name()).matches()) {
                throw damaged(file, "it has a secret with an impossible name", null);
            }
            check("secrets/" + secret.name(), secret.sha256());
        }
        List<String> contents = contents();
        if (contents.size() != manifest.files()) {
            throw damaged(
                    file, "it has " + contents.size() + " files where " + manifest.files() + " were written", null);
        }
        for (String hash : contents) {
            check("files/" + hash, hash);
        }
    }

    /** The hashes of the contents inside. */
    List<String> contents() {
        return zip.stream()
                .map(entry -> CONTENT.matcher(entry.getName()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    InputStream read(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(file, name + " is missing", null);
        }
        return zip.getInputStream(entry);
    }

    private void check(String name, String sha256) {
        MessageDigest digest = Disk.sha256();
        try (InputStream in = new DigestInputStream(read(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw damaged(file, name + " cannot be read", e);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw damaged(file, name + " is not what was written", null);
        }
    }

    private static BackupException damaged(Path file, String why, @Nullable Throwable cause) {
        String message = "The backup " + file + " is damaged and was not restored: " + why + ".";
        return cause == null ? new BackupException(message) : new BackupException(message, cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
