package io.steward.server.platform;

import java.sql.SQLException;

/** The database could not be reached or gave an error that no caller can mend. */
public final class DataAccess extends RuntimeException {
    public DataAccess(SQLException cause) {
        super(cause);
    }
}
