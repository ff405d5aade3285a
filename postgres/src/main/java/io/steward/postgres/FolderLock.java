package io.steward.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second Steward out of the same folder; the operating system frees it when we die, however we die. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        Path file = folder.resolve("lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                throw inUse(folder, file);
            }
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid()).concat("\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            FolderLock lock = new FolderLock(channel);
            channel = null;
            return lock;
        } catch (IOException e) {
            throw new PostgresException("The lock file " + file + " cannot be used: " + e.getMessage() + ".", e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** The file itself stays: deleting it would let two processes lock two different files of the same name. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static PostgresException inUse(Path folder, Path file) throws IOException {
        String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return new PostgresException("The folder " + folder + " is in use by another running Steward (process "
                + (holder.isEmpty() ? "unknown" : holder) + ").");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // A lock that cannot be released is released by the end of the process.
            }
        }
    }
}
