package io.steward.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps a second Steward out of the same folder; the operating system frees it when we die, however we die. */
final class FolderLock implements AutoCloseable {
    /**
     * Folders this JVM holds. Asked before the file is opened, because closing any channel on a file drops every POSIX
     * lock the process has on it: a refused second start would otherwise unlock the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Channels that must stay open for the same reason: the lock belongs to another class loader of this JVM. */
    private static final List<FileChannel> NEVER_CLOSED = new CopyOnWriteArrayList<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock or says who has it; the folder must be a real path, so that one folder has one name. */
    static FolderLock take(Path folder) {
        if (!HELD.add(folder)) {
            throw inUse(folder, ownPid());
        }
        boolean taken = false;
        Path file = folder.resolve("lock");
        try {
            FolderLock lock = open(folder, file);
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new PostgresException("The lock file " + file + " cannot be used: " + e + ".", e);
        } finally {
            if (!taken) {
                HELD.remove(folder);
            }
        }
    }

    private static FolderLock open(Path folder, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean keep = false;
        try {
            if (channel.tryLock() == null) {
                throw inUse(
                        folder,
                        Files.readString(file, StandardCharsets.US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ownPid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            keep = true;
            return new FolderLock(folder, channel);
        } catch (OverlappingFileLockException e) {
            keep = true;
            NEVER_CLOSED.add(channel);
            throw inUse(folder, ownPid());
        } finally {
            if (!keep) {
                channel.close();
            }
        }
    }

    /** The file itself stays: deleting it would let two processes lock two different files of the same name. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new PostgresException("The lock on " + folder + " cannot be released: " + e + ".", e);
        } finally {
            HELD.remove(folder);
        }
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static PostgresException inUse(Path folder, String pid) {
        return new PostgresException("The folder " + folder + " is in use by another running Steward (process "
                + (pid.isEmpty() ? "unknown" : pid) + ").");
    }
}
