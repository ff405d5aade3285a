package io.steward.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. Flyway is run by {@code platform.boot} as the owner, before the pool of the application's role opens. */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
public class Steward {
    public static void main(String[] arguments) {
        if (arguments.length > 0 && (arguments[0].equals("backup") || arguments[0].equals("restore"))) {
            System.exit(io.steward.server.platform.backup.BackupCommand.run(arguments));
        }
        SpringApplication.run(Steward.class, arguments);
    }
}
