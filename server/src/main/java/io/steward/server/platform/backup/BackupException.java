package io.steward.server.platform.backup;

/** A backup or restore that cannot be done; the message is a sentence for the person who asked for it. */
final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
