package io.steward.server.platform.boot;

import io.steward.server.TestProgram;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of a running program as migrations see it: of every tenant, with every right. */
public final class Owner {
    private Owner() {}

    public static Connection of(TestProgram program) throws SQLException {
        var to = ((BootDatabase) program.bean("bootDatabase")).connections();
        return DriverManager.getConnection(to.url(), to.owner(), to.ownerPassword());
    }
}
