package io.steward.server.platform;

import static io.steward.db.platform.Tables.FILE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Contents by their SHA-256 in the data folder. A content is on disk, synced, before a row speaks of it; one that no row
 * speaks of (the process died in between) is harmless.
 */
@Component
public final class FileStore {
    /** The name of the job that deletes contents. */
    public static final String DELETING = "loose-files";

    /** Knows rows, other than those of files, that name contents. */
    public interface Holder {
        boolean holds(Tx tx, byte[] sha256);
    }

    /** A content received but not yet recorded. */
    public record Received(byte[] sha256, long size, String type) {}

    private static final org.apache.tika.Tika TIKA = new org.apache.tika.Tika();
    private final Path folder;
    private final long largest;

    public FileStore(StewardSettings settings) throws IOException {
        folder = settings.dataFolder().toAbsolutePath().resolve("files");
        largest = settings.files().maxBytes();
        Files.createDirectories(folder.resolve("incoming"));
    }

    /** Streams a content to disk. @throws Problem too-large beyond the setting */
    public Received receive(InputStream content, String name) throws IOException {
        return receive(content, name, largest);
    }

    public Received receive(InputStream content, String name, long most) throws IOException {
        return receive(content, most, file -> sniff(file, name));
    }

    /** For one who knows the type of the content. */
    public Received receiveAs(InputStream content, String type, long most) throws IOException {
        return receive(content, most, file -> type);
    }

    private interface Sniff {
        String typeOf(Path file) throws IOException;
    }

    private Received receive(InputStream content, long most, Sniff sniff) throws IOException {
        Path temporary = Files.createTempFile(folder.resolve("incoming"), "in", "");
        try {
            byte[] hash = copy(content, temporary, most);
            long size = Files.size(temporary);
            String type = sniff.typeOf(temporary);
            Path target = path(hash);
            Path parent = Objects.requireNonNull(target.getParent());
            if (!touch(target)) {
                Files.createDirectories(parent);
                Files.move(temporary, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                sync(parent);
            }
            return new Received(hash, size, type);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes down that the tenant has this content; it can then be attached. */
    public StoredFile record(Tx tx, Received received, String name, @Nullable UUID owner, Instant at) {
        var file = new StoredFile(Ids.next(), FileNames.safe(name), received.type(), received.size(), owner);
        tx.sql()
                .insertInto(FILE)
                .set(FILE.TENANT_ID, tx.t())
                .set(FILE.ID, file.id())
                .set(FILE.SHA256, received.sha256())
                .set(FILE.SIZE, file.size())
                .set(FILE.NAME, file.name())
                .set(FILE.TYPE, file.type())
                .set(FILE.OWNER_ID, owner)
                .set(FILE.CREATED, at)
                .execute();
        return file;
    }

    /** A second row of a recorded file's content, which can be attached elsewhere. */
    public UUID copy(Tx tx, UUID id, @Nullable UUID owner, Instant at) {
        UUID copy = Ids.next();
        tx.sql()
                .insertInto(
                        FILE,
                        FILE.TENANT_ID,
                        FILE.ID,
                        FILE.SHA256,
                        FILE.SIZE,
                        FILE.NAME,
                        FILE.TYPE,
                        FILE.OWNER_ID,
                        FILE.CREATED)
                .select(tx.sql()
                        .select(
                                FILE.TENANT_ID,
                                DSL.val(copy),
                                FILE.SHA256,
                                FILE.SIZE,
                                FILE.NAME,
                                FILE.TYPE,
                                DSL.val(owner, FILE.OWNER_ID),
                                DSL.val(at, FILE.CREATED))
                        .from(FILE)
                        .where(FILE.TENANT_ID.eq(tx.t()), FILE.ID.eq(id)))
                .execute();
        return copy;
    }

    /** Attached from now on: such a file is never forgotten. */
    public void keep(Tx tx, Collection<UUID> ids) {
        tx.sql()
                .update(FILE)
                .set(FILE.KEPT, true)
                .where(FILE.TENANT_ID.eq(tx.t()), FILE.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .execute();
    }

    /** Deletes some of the files that were recorded before then and never attached; answers their contents. */
    public List<byte[]> forget(Tx tx, Instant before, int limit) {
        var some = tx.sql()
                .select(FILE.ID)
                .from(FILE)
                .where(FILE.TENANT_ID.eq(tx.t()), FILE.KEPT.isFalse(), FILE.CREATED.lt(before))
                .limit(limit)
                .forUpdate()
                .skipLocked();
        return tx.sql()
                .deleteFrom(FILE)
                .where(FILE.TENANT_ID.eq(tx.t()), FILE.KEPT.isFalse(), FILE.ID.in(some))
                .returning(FILE.SHA256)
                .fetch(FILE.SHA256);
    }

    /** Whether the tenant has a file with this content. */
    public boolean has(Tx tx, byte[] sha256) {
        return tx.sql()
                .fetchExists(tx.sql().selectOne().from(FILE).where(FILE.TENANT_ID.eq(tx.t()), FILE.SHA256.eq(sha256)));
    }

    /**
     * Deletes a content that no row speaks of. One that was received since {@code before} is left alone, since its row may not be
     * there yet: it is moved aside first, so that whoever receives it at this moment either is noticed or brings it anew.
     */
    public void delete(byte[] sha256, Instant before) throws IOException {
        Path file = path(sha256);
        Path aside = folder.resolve("incoming").resolve("old-" + HexFormat.of().formatHex(sha256));
        if (!Files.exists(file) || isSince(file, before)) {
            return;
        }
        Files.move(file, aside, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        if (isSince(aside, before)) {
            Files.move(aside, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(aside);
        }
    }

    /** Deletes what uploads left that were interrupted before then. */
    public void deleteInterrupted(Instant before) throws IOException {
        try (var all = Files.list(folder.resolve("incoming"))) {
            for (Path file : all.toList()) {
                if (!isSince(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isSince(Path file, Instant before) throws IOException {
        return !Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }

    /** A content that is there already is as good as new; answers whether it is. */
    private static boolean touch(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    public Optional<StoredFile> find(Tx tx, UUID id) {
        return tx.sql()
                .select(FILE.ID, FILE.NAME, FILE.TYPE, FILE.SIZE, FILE.OWNER_ID)
                .from(FILE)
                .where(FILE.TENANT_ID.eq(tx.t()), FILE.ID.eq(id))
                .fetchOptional(r -> new StoredFile(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    /** Opens the content of a recorded file; the caller closes it. */
    public InputStream open(Tx tx, UUID id) throws IOException {
        byte[] hash = tx.sql()
                .select(FILE.SHA256)
                .from(FILE)
                .where(FILE.TENANT_ID.eq(tx.t()), FILE.ID.eq(id))
                .fetchOne(FILE.SHA256);
        if (hash == null) {
            throw Problem.notFound("file");
        }
        return open(hash);
    }

    public InputStream open(byte[] sha256) throws IOException {
        return Files.newInputStream(path(sha256));
    }

    public Path path(byte[] sha256) {
        String hex = HexFormat.of().formatHex(sha256);
        return folder.resolve(hex.substring(0, 2)).resolve(hex);
    }

    private static byte[] copy(InputStream content, Path target, long most) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (FileChannel channel = FileChannel.open(target, java.nio.file.StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[65_536];
            long total = 0;
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                total += n;
                if (total > most) {
                    throw Problem.of(Problem.Kind.TOO_LARGE, "At most " + most / 1_048_576 + " MB");
                }
                digest.update(buffer, 0, n);
                channel.write(ByteBuffer.wrap(buffer, 0, n));
            }
            channel.force(true);
        }
        return digest.digest();
    }

    /** From the content, not from what the sender claims; the name only helps among equals (as in .docx, a zip). */
    private static String sniff(Path file, String name) throws IOException {
        try (InputStream head = Files.newInputStream(file)) {
            return TIKA.detect(head, FileNames.safe(name));
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, java.nio.file.StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
