package io.steward.postgres;

import java.nio.file.Path;

/** Another JVM: unpacks the binaries, or starts a server, writes a row, says so, and waits to be killed or to be told to stop. */
final class ChildMain {
    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[1].equals("unpack")) {
            Binaries.unpacked(new OsUser.Same());
            System.out.println("READY");
            return;
        }
        EmbeddedPostgres.Options options = arguments[1].equals("durable")
                ? EmbeddedPostgres.Options.durable(Path.of(arguments[0]))
                : EmbeddedPostgres.Options.throwaway(Path.of(arguments[0]));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options)) {
            Sql.run(server, "create table child (name text)");
            Sql.run(server, "insert into child values ('written before the kill')");
            System.out.println("READY");
            System.in.read();
        } catch (PostgresException e) {
            System.out.println("REFUSED " + e.getMessage());
        }
    }
}
